using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Facade;

/// <summary>
/// An attention map of a layer as a signal over the network's group: its type says how it moves with the input, as
/// <see cref="SignalAction"/> moves any signal.
/// </summary>
/// <param name="Layer">The path of the layer.</param>
/// <param name="Map"><see cref="AttentionMap.OverChannels"/> or <see cref="AttentionMap.OverPositions"/>.</param>
/// <param name="Signal">The values, as <see cref="AttentionMap"/> arranges them.</param>
public sealed record CapturedAttention(string Layer, string Map, Signal<double> Signal)
{
    /// <summary>The values, as <see cref="AttentionMap"/> arranges them.</summary>
    public Signal<double> Signal
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Signal));
    } = Signal ?? throw new ArgumentNullException(nameof(Signal));

    /// <summary>The full name, for example <c>c1.spatial_attention</c>.</summary>
    public string Name => TypedOp.Join(Layer, Map);

    /// <summary>Whether the map weighs positions: it has a value at each point of a grid; one over channels has a single point.</summary>
    public bool IsOverPositions => Map == AttentionMap.OverPositions;

    /// <summary>Whether the map weighs the input of a convolution, not the responses to its kernels.</summary>
    public bool IsOnInput { get; init; }

    /// <summary>The distance of neighbouring points of the map in points of the network's input, per axis.</summary>
    public EqArray<Rational> Steps { get; init; } =
        Enumerable.Repeat(Rational.One, Signal?.Type.Grid.Dimension ?? 0).ToEqArray();

    /// <summary>The names of the elements h along the h axis of <see cref="Signal"/>; that of the identity alone on the lattice.</summary>
    public EqArray<string> Elements =>
        Signal.Type.Group.Group.ElementNames.Take(Signal.Type.FibreSize).ToEqArray();

    /// <summary>The sizes of the values and what their axes are, for example <c>[batch 1, channel 40, h 4, y 24, x 24]</c>.</summary>
    public string Layout =>
        $"[batch {Signal.Batch}, channel {Signal.Type.Channels}, h {Signal.Type.FibreSize}{string.Concat(Signal.Type.Grid.Sizes.Zip(Signal.Type.Grid.Dimension == 3 ? (string[])["z", "y", "x"] : ["y", "x"], (size, axis) => $", {axis} {size}"))}]";

    /// <summary>α(·, h): the values of one channel at one element h for one input of the batch, row-major over the grid's box.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such input, channel or element.</exception>
    public EqArray<double> At(int element, int channel = 0, int batch = 0)
    {
        var type = Signal.Type;
        Within(element, type.FibreSize, nameof(element));
        Within(channel, type.Channels, nameof(channel));
        Within(batch, Signal.Batch, nameof(batch));
        var points = type.Grid.BoxCount;
        var start = ((batch * type.Channels + channel) * type.FibreSize + element) * points;
        return Signal.Values.AsSpan().Slice(start, points).ToArray().ToEqArray();
    }

    private static void Within(int index, int count, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count, name);
    }
}
