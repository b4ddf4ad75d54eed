using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Operators.Evaluation;

/// <summary>What a formula refers to when it is evaluated on one input: the signal, the parameters and the windows.</summary>
internal sealed class LayerModel<T>
    where T : struct, IEquatable<T>
{
    private readonly FieldType _input;
    private readonly Geometry _geometry;
    private readonly bool[] _mask;
    private readonly bool[] _outputMask;
    private readonly int[] _sizes;
    private readonly Dictionary<string, DeclaredWindow> _windows;
    private readonly Dictionary<string, ImmutableArray<T>> _parameters;

    public LayerModel(TypedOp.Elementary layer, Dictionary<string, ImmutableArray<T>> parameters)
    {
        _input = layer.Input;
        _geometry = layer.Meaning.Geometry;
        _mask = [.. layer.Input.Grid.Mask()];
        _outputMask = [.. _geometry.Output.Mask()];
        _sizes = [.. layer.Input.Grid.Sizes];
        _windows = layer.Meaning.Windows.ToDictionary(window => window.Name);
        _parameters = parameters;
        Declarations = layer.Meaning.Parameters.ToDictionary(parameter => parameter.Name);
        Places = new PlaceArithmetic(layer.Input.Group);
        OutputPlaces =
        [
            .. _geometry
                .OutputPositions()
                .Where((_, index) => _outputMask[index])
                .Select(point => Place.At(point, layer.Input.Group.Group.Identity)),
        ];
        GridPlaces =
        [
            .. layer
                .Input.Grid.Points()
                .Points.Select(point => Place.At(point, layer.Input.Group.Group.Identity)),
        ];
    }

    public PlaceArithmetic Places { get; }

    /// <summary>The positions of the output points.</summary>
    public Place[] OutputPlaces { get; }

    /// <summary>Whether a position is that of an output point.</summary>
    /// <exception cref="InvalidOperationException">The position lies between output points.</exception>
    public bool IsOutput(Place at)
    {
        var index = 0;
        var outside = false;
        for (var axis = 0; axis < _geometry.Output.Dimension; axis++)
        {
            var step = 2 * _geometry.Stride[axis];
            var x = _geometry.Representative(axis, at[axis]);
            var (i, rest) = Math.DivRem(x - _geometry.Position(axis, 0), step);
            if (rest != 0)
                throw new InvalidOperationException(
                    $"The formula samples between output points: axis {axis}, doubled coordinate {at[axis]}, stride {_geometry.Stride[axis]}."
                );
            outside |= i < 0 || i >= _geometry.Output.Sizes[axis];
            index = index * _geometry.Output.Sizes[axis] + i;
        }
        return !outside && _outputMask[index];
    }

    public Place[] GridPlaces { get; }

    public Dictionary<string, ParameterDeclaration> Declarations { get; }

    public PointGroup Group => _input.Group;

    public ImmutableArray<T> Parameter(string name) => _parameters[name];

    public DeclaredWindow Window(string name) => _windows[name];

    /// <summary>The index of a position in a window, or −1.</summary>
    public Func<Place, int> InWindow(string name)
    {
        var index = _windows[name]
            .Points.Points.Index()
            .ToDictionary(entry => Known(Place.At(entry.Item, 0)), entry => entry.Index);
        return at => index.GetValueOrDefault(Known(at), -1);
    }

    /// <summary>f_c(s) of the signal that starts at an offset; false where the position is excluded.</summary>
    public bool TryRead(ImmutableArray<T> values, int offset, int channel, Place at, out T value)
    {
        var index = 0;
        for (var axis = 0; axis < _sizes.Length; axis++)
        {
            var size = _sizes[axis];
            var doubled = at[axis] + size - 1;
            if ((doubled & 1) != 0)
                throw new InvalidOperationException(
                    $"The formula reads between grid points: axis {axis}, doubled coordinate {at[axis]} on {size} points."
                );
            var i = _geometry.Read(axis, doubled >> 1);
            if (i < 0)
            {
                value = default;
                return _geometry.Mode != PaddingMode.Excluded;
            }
            index = index * size + i;
        }
        if (!_mask[index])
        {
            value = default;
            return _geometry.Mode != PaddingMode.Excluded;
        }
        var fibre = _input.Fibre == Fibre.Trivial ? 0 : at.H;
        value = values[offset + (channel * _input.FibreSize + fibre) * _mask.Length + index];
        return true;
    }

    private (int, int, int) Known(Place at)
    {
        int On(int axis) =>
            axis < _sizes.Length ? _geometry.Representative(axis, at[axis]) : at[axis];
        return (On(0), On(1), On(2));
    }
}
