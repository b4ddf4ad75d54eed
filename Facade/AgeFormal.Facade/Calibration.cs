using AgeFormal.Facade.Data;
using AgeFormal.Learning;
using AgeFormal.LibTorch;
using AgeFormal.Networks;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using TorchSharp;

namespace AgeFormal.Facade;

/// <summary>
/// Random parameters whose running statistics are those of a batch of random inputs, so that every batch normalisation
/// yields values of order one. Without it deep networks before training leave the range in which their gates differ
/// from 0 and 1, and float32 says nothing about them.
/// </summary>
internal static class Calibration
{
    private const int Batch = 4;

    /// <summary>The network as before training, with running statistics of one batch.</summary>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static TrainedNetwork Of(Network network, int seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        var typed = network.Elaborate();
        var op = Typing.Elaborate(typed.Untyped(typed.Leaves().Select(Whole)), network.Input);
        var input = RandomSignal.Of(op.Input, Batch, seed + 1);
        using var compiled = TorchNetwork.Create(
            op,
            new TorchOptions { Seed = seed, Precision = Precision.Double }
        );
        using var scope = torch.NewDisposeScope();
        using var _ = torch.no_grad();
        compiled.train();
        compiled.forward(
            torch
                .tensor([.. input.Values], torch.ScalarType.Float64)
                .reshape([Batch, .. op.Input.Shape.Select(size => (long)size)])
        );
        return TrainedNetwork.With(network, compiled.Parameters());
    }

    // Statistics are those of the last batch, and no value is dropped.
    private static Op Whole(TypedOp.Elementary leaf) =>
        leaf.Op switch
        {
            Op.BatchNormalization op => op with { Momentum = 1 },
            Op.Dropout op => op with { Rate = 0 },
            var other when leaf.Meaning.Parameters.All(parameter => parameter.Trained) => other,
            _ => throw new System.Diagnostics.UnreachableException(
                $"'{leaf.Path}' has statistics of its own."
            ),
        };
}
