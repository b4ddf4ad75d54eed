using AgeFormal.Algebra;

namespace AgeFormal.Networks.Torch.Lowering;

/// <summary>A step whose dimensions range over axes.</summary>
/// <param name="Step">The step.</param>
/// <param name="Axes">The axis of every dimension, all different.</param>
internal sealed record Value(int Step, EqArray<Axis> Axes)
{
    /// <summary>Where reductions leave the value out: −1 in a table over some of the axes; null for nowhere.</summary>
    public IndexTable? Excluded { get; init; }
}
