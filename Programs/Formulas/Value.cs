using AgeFormal.Algebra;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Formulas;

/// <summary>A tensor whose dimensions range over axes.</summary>
/// <param name="Node">The tensor.</param>
/// <param name="Axes">The axis of every dimension, all different.</param>
internal sealed record Value(Node Node, EqArray<Axis> Axes)
{
    /// <summary>Where reductions leave the value out: −1 in a table over some of the axes; null for nowhere.</summary>
    public IndexTable? Excluded { get; init; }
}
