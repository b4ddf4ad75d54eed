using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>How H acts on the values of a signal at a point.</summary>
public enum Fibre
{
    /// <summary>The trivial representation: a signal on the lattice, one value per channel.</summary>
    Trivial,

    /// <summary>The regular representation: a signal on ℤ^d ⋊ H, |H| values per channel.</summary>
    Regular,
}

/// <summary>The type of a signal: its group, how H acts on the values, the number of channels and the grid.</summary>
/// <param name="Group">H with its lattice.</param>
/// <param name="Fibre">The representation of H on the values.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="Grid">The points that carry values.</param>
public sealed record FieldType(PointGroup Group, Fibre Fibre, int Channels, Region Grid)
{
    /// <summary>H with its lattice.</summary>
    public PointGroup Group
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Group));
    } = Group ?? throw new ArgumentNullException(nameof(Group));

    /// <summary>The points that carry values.</summary>
    public Region Grid
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Grid));
    } = Grid ?? throw new ArgumentNullException(nameof(Grid));

    /// <summary>The size of the h axis: 1 or |H|.</summary>
    public int FibreSize => Fibre == Fibre.Trivial ? 1 : Group.Order;

    /// <summary>The number of values of one signal: channels × h × box.</summary>
    /// <exception cref="InvalidOperationException">There are more than 2³⁰, which no signal has.</exception>
    public int Count =>
        Values >= 0 && Values <= Limits.Values
            ? (int)Values
            : throw new InvalidOperationException(
                $"A signal of {this} has {Values} values, expected at most {Limits.Values}."
            );

    /// <summary>The number of values, of any size.</summary>
    internal Int128 Values => (Int128)Channels * FibreSize * Grid.BoxCount;

    /// <summary>The sizes <c>[channel, h, …]</c> of one signal.</summary>
    public EqArray<int> Shape => [Channels, FibreSize, .. Grid.Sizes];

    /// <summary>For example <c>p4 regular · 10 channels · 24×24</c>.</summary>
    public override string ToString() =>
        $"{Group.Symbol} {(Fibre == Fibre.Trivial ? "trivial" : "regular")} · {Channels} channel{(Channels == 1 ? "" : "s")} · {Grid}";
}
