using AgeFormal.Algebra;
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
        var op = Typing.Elaborate(network.Body.Fold(Whole.Instance), network.Input);
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
    private sealed class Whole : IOpFold<Op>
    {
        public static Whole Instance { get; } = new();

        public Op BatchNormalization(Op.BatchNormalization op) => op with { Momentum = 1 };

        public Op Dropout(Op.Dropout op) => op with { Rate = 0 };

        public Op Sequence(Op.Sequence op) => new Op.Sequence(Parts(op.Layers));

        public Op Sum(Op.Sum op) => new Op.Sum(Parts(op.Branches));

        public Op Concatenation(Op.Concatenation op) => new Op.Concatenation(Parts(op.Branches));

        public Op LiftingConvolution(Op.LiftingConvolution op) => op;

        public Op GroupConvolution(Op.GroupConvolution op) => op;

        public Op AttentiveConvolution(Op.AttentiveConvolution op) => op;

        public Op InputAttention(Op.InputAttention op) => op;

        public Op Custom(Op.Custom op) => op;

        public Op Crop(Op.Crop op) => op;

        public Op Upsampling(Op.Upsampling op) => op;

        public Op Pointwise(Op.Pointwise op) => op;

        public Op SpatialPooling(Op.SpatialPooling op) => op;

        public Op GlobalPooling(Op.GlobalPooling op) => op;

        public Op GroupPooling(Op.GroupPooling op) => op;

        private EqArray<Layer> Parts(EqArray<Layer> layers) =>
            layers.Select(layer => layer with { Op = layer.Op.Fold(this) }).ToEqArray();
    }
}
