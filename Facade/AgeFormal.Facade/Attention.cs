using AgeFormal.Algebra;
using AgeFormal.Learning;
using AgeFormal.Networks;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;

namespace AgeFormal.Facade;

/// <summary>The attention maps of a forward pass.</summary>
public static class Attention
{
    /// <summary>All attention maps of a compiled network for a batch, in the order of execution; evaluation mode.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="input">A batch of inputs.</param>
    /// <exception cref="ArgumentException">The input has another type than the network's.</exception>
    public static EqArray<CapturedAttention> Capture(TorchNetwork network, Signal<double> input)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(input);
        var activations = network.Activations(input);
        return network
            .Op.Leaves()
            .SelectMany(leaf =>
                leaf.Meaning.Maps.Select(map => new CapturedAttention(
                    leaf.Path,
                    map.Name,
                    activations[TypedOp.Join(leaf.Path, map.Name)]
                ))
            )
            .ToEqArray();
    }

    /// <summary>All attention maps of a trained network for a batch, in double precision on the CPU.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="input">A batch of inputs.</param>
    /// <exception cref="ArgumentException">The input has another type than the network's.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static EqArray<CapturedAttention> Capture(TrainedNetwork trained, Signal<double> input)
    {
        ArgumentNullException.ThrowIfNull(trained);
        using var network = trained.Compile(Precision.Double);
        return Capture(network, input);
    }

    /// <summary>All attention maps of a network with parameters as before training, in double precision on the CPU.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">A batch of inputs.</param>
    /// <param name="seed">The seed of the parameters.</param>
    /// <exception cref="ArgumentException">The input has another type than the network's.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static EqArray<CapturedAttention> Capture(
        Network network,
        Signal<double> input,
        int seed = 0
    ) => Capture(TrainedNetwork.Initial(network, seed), input);
}

/// <summary>
/// An attention map of a layer as a signal over the network's group: its type says how it moves with the input, as
/// <see cref="SignalAction"/> moves any signal.
/// </summary>
/// <param name="Layer">The path of the layer.</param>
/// <param name="Map"><see cref="AttentionMap.OverChannels"/> or <see cref="AttentionMap.OverPositions"/>.</param>
/// <param name="Signal">The values, as <see cref="AttentionMap"/> arranges them.</param>
public sealed record CapturedAttention(string Layer, string Map, Signal<double> Signal)
{
    /// <summary>The full name, for example <c>c1.spatial_attention</c>.</summary>
    public string Name => TypedOp.Join(Layer, Map);
}
