using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Programs.Formulas;

/// <summary>The points of a layer in doubled coordinates, and the indices under which they are stored.</summary>
internal sealed class LayerLattice
{
    private readonly Geometry _geometry;
    private readonly EqArray<bool> _mask;
    private readonly Dictionary<EqArray<int>, int> _outputs;
    private readonly Dictionary<string, PointSet> _windows;

    public LayerLattice(TypedOp.Elementary layer)
    {
        _geometry = layer.Meaning.Geometry;
        _mask = layer.Input.Grid.Mask();
        _windows = layer.Meaning.Windows.ToDictionary(
            window => window.Name,
            window => window.Points
        );
        GridPoints = layer.Input.Grid.Points().Points;
        var inside = _geometry.Output.Mask();
        OutputPoints = _geometry
            .OutputPositions()
            .Where((_, index) => inside[index])
            .Distinct()
            .ToEqArray();
        _outputs = OutputPoints.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
    }

    /// <summary>The points of the input.</summary>
    public EqArray<EqArray<int>> GridPoints { get; }

    /// <summary>The places of the output's points, each once. What is outside of its outline is left out.</summary>
    public EqArray<EqArray<int>> OutputPoints { get; }

    /// <summary>Whether the reductions leave out what is read outside of the grid.</summary>
    public bool Excludes => _geometry.Mode == PaddingMode.Excluded;

    /// <summary>The points of a window.</summary>
    public EqArray<EqArray<int>> Window(string name) => _windows[name].Points;

    /// <summary>The index of a point in its window, or −1.</summary>
    public Func<ReadOnlySpan<int>, int> InWindow(string name)
    {
        var window = PointSet.Of(_windows[name].Points.Select(At).ToEqArray());
        return point => window.IndexOf(At(EqArray.Create(point)));
    }

    /// <summary>The index in the input's box that a point reads, or −1.</summary>
    /// <exception cref="InvalidOperationException">The point lies between grid points.</exception>
    public int InGrid(ReadOnlySpan<int> point)
    {
        var index = 0;
        for (var axis = 0; axis < point.Length; axis++)
        {
            var size = _geometry.Input.Sizes[axis];
            var doubled = point[axis] + size - 1;
            if ((doubled & 1) != 0)
                throw new InvalidOperationException(
                    $"reads between grid points, at the doubled coordinate {point[axis]} of axis {axis} with {size} points; a position on the grid is expected"
                );
            var read = _geometry.Read(axis, doubled >> 1);
            if (read < 0)
                return -1;
            index = index * size + read;
        }
        return _mask[index] ? index : -1;
    }

    /// <summary>The place of a point among the output points, or −1.</summary>
    /// <exception cref="InvalidOperationException">The point lies between output points.</exception>
    public int InOutput(ReadOnlySpan<int> point)
    {
        for (var axis = 0; axis < point.Length; axis++)
            if ((point[axis] - _geometry.Position(axis, 0)) % (2 * _geometry.Stride[axis]) != 0)
                throw new InvalidOperationException(
                    $"samples between output points, at the doubled coordinate {point[axis]} of axis {axis} with stride {_geometry.Stride[axis]}; an output point is expected"
                );
        return _outputs.GetValueOrDefault(At(EqArray.Create(point)), -1);
    }

    /// <summary>For every index of the output's box the place among the output points, or −1.</summary>
    public EqArray<int> OutputBox() =>
        _geometry.OutputPositions().Select(at => _outputs.GetValueOrDefault(at, -1)).ToEqArray();

    private EqArray<int> At(EqArray<int> point) =>
        _geometry.IsTorus
            ? point.Select((x, axis) => _geometry.Representative(axis, x)).ToEqArray()
            : point;
}
