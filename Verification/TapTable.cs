using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>How the taps of two output points are compared.</summary>
internal enum TapComparison
{
    /// <summary>One by one: each has a weight of its own.</summary>
    Labelled,

    /// <summary>As multisets: they are added.</summary>
    Multiset,

    /// <summary>As sets: the largest or smallest is taken.</summary>
    Set,
}

/// <summary>How each block with a window combines its taps. Blocks without a window read no neighbours, or all.</summary>
internal sealed class TapComparisons : IElementaryFold<TapComparison>
{
    public static TapComparisons Instance { get; } = new();

    public TapComparison LiftingConvolution(Op.LiftingConvolution op) => TapComparison.Labelled;

    public TapComparison GroupConvolution(Op.GroupConvolution op) => TapComparison.Labelled;

    public TapComparison AttentiveConvolution(Op.AttentiveConvolution op) => TapComparison.Labelled;

    public TapComparison InputAttention(Op.InputAttention op) => TapComparison.Labelled;

    public TapComparison Custom(Op.Custom op) => TapComparison.Labelled;

    public TapComparison Crop(Op.Crop op) => TapComparison.Labelled;

    public TapComparison Pointwise(Op.Pointwise op) => TapComparison.Labelled;

    public TapComparison BatchNormalization(Op.BatchNormalization op) => TapComparison.Labelled;

    public TapComparison Dropout(Op.Dropout op) => TapComparison.Labelled;

    public TapComparison SpatialPooling(Op.SpatialPooling op) => Of(op.By);

    public TapComparison GlobalPooling(Op.GlobalPooling op) => Of(op.By);

    public TapComparison GroupPooling(Op.GroupPooling op) => Of(op.By);

    private static TapComparison Of(Reduction by) =>
        by is Reduction.Max or Reduction.Min ? TapComparison.Set : TapComparison.Multiset;
}

/// <summary>Which input points an output point of a layer reads, after the padding map.</summary>
internal sealed class TapTable(Geometry geometry)
{
    private const int Zero = -1;
    private const int Nothing = -2;

    /// <summary>Whether h maps the taps of every output point o to those of h▹o.</summary>
    public bool Commutes(PointGroup group, int h, PointSet window, TapComparison comparison)
    {
        var turned = window.Points.Select(n => group.Act(h, n)).ToEqArray();
        foreach (var o in geometry.Output.Points().Points)
        {
            var expected = Taps(Position(o), window.Points)
                .Select(tap => tap < 0 ? tap : Image(group, h, tap));
            var actual = Taps(Position(group.Act(h, o)), turned);
            var same = comparison switch
            {
                TapComparison.Labelled => expected.SequenceEqual(actual),
                TapComparison.Multiset => Counted(expected).SequenceEqual(Counted(actual)),
                TapComparison.Set => Counted(expected)
                    .Distinct()
                    .SequenceEqual(Counted(actual).Distinct()),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            if (!same)
                return false;
        }
        return true;
    }

    private static IEnumerable<int> Counted(IEnumerable<int> taps) =>
        taps.Where(tap => tap != Nothing).Order();

    private IEnumerable<int> Taps(EqArray<int> at, EqArray<EqArray<int>> window) =>
        window.Select(n => Tap(at.Zip(n, (x, y) => x + y).ToEqArray()));

    private EqArray<int> Position(EqArray<int> output) =>
        output
            .Select((x, axis) => geometry.Position(axis, (x + geometry.Output.Sizes[axis] - 1) / 2))
            .ToEqArray();

    private int Image(PointGroup group, int h, int tap) =>
        geometry.Input.BoxIndexOf(group.Act(h, geometry.Input.PointAt(tap)));

    private int Tap(EqArray<int> point)
    {
        var outside = geometry.Mode == PaddingMode.Excluded ? Nothing : Zero;
        var inside = new int[point.Count];
        for (var axis = 0; axis < inside.Length; axis++)
        {
            var size = geometry.Input.Sizes[axis];
            // A point between grid points is floored: it does not occur for the windows and grids that typing admits.
            var index = geometry.Read(axis, (point[axis] + size - 1) >> 1);
            if (index < 0)
                return outside;
            inside[axis] = 2 * index - (size - 1);
        }
        var read = EqArray.Create<int>(inside);
        return geometry.Input.Contains(read) ? geometry.Input.BoxIndexOf(read) : outside;
    }
}
