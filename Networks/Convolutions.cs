using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>What the layers of one network share: group, attention and initial scale.</summary>
/// <param name="Group">H.</param>
/// <param name="Attention">The attention of every convolution.</param>
/// <param name="Scale">a of the initial distributions.</param>
internal sealed record Convolutions(PointGroup Group, AttentionDesign Attention, double Scale)
{
    /// <summary>The largest width that a network is made with.</summary>
    public const int MostChannels = 1 << 20;

    /// <summary>The distribution of kernels before training; for |H| = 1 that of the published plain networks.</summary>
    public WeightScale Initial { get; init; } =
        (Group.Order == 1 ? WeightScale.Normal : WeightScale.Uniform) with
        {
            Scale = Scale,
        };

    /// <summary>The input of a network: images of a side, rounded up to an odd one on the hexagonal lattice.</summary>
    public FieldType Images(int channels, int side) =>
        new(
            Group,
            Fibre.Trivial,
            channels,
            Region.On(Group, Group.Lattice == Lattice.Hexagonal ? side | 1 : side)
        );

    /// <summary>A convolution with the network's attention.</summary>
    /// <exception cref="TypingException">The lattice has no window of that side.</exception>
    public Layer Convolution(string name, ConvolutionSize size) =>
        new(
            name,
            Attention.Match<Op>(
                none: _ => Plain(name, size),
                full: full => new Op.AttentiveConvolution(size.Channels, Window(name, size.Side))
                {
                    Sampling = Sampling(size),
                    Initial = Initial,
                    HaarWeight = size.Lifts ? null : AttentiveHaarWeight,
                    Channel =
                        full.Maps == AttentionMaps.Spatial
                            ? null
                            : new ChannelAttention(size.Ratio),
                    Spatial = full.Maps == AttentionMaps.Channel ? null : Positions(name, size, 1),
                },
                input: _ => new Op.Sequence([
                    Unnamed(
                        new Op.InputAttention
                        {
                            HaarWeight = size.Lifts ? null : HaarWeight,
                            Channel = new ChannelAttention(size.Ratio),
                            Spatial = Positions(name, size, size.AttentionDilation),
                        }
                    ),
                    Unnamed(Plain(name, size)),
                ])
            )
        );

    /// <summary>Pooling over 2×2 points with stride 2.</summary>
    /// <param name="layer">The layer whose output is pooled, for errors.</param>
    /// <param name="by">The reduction.</param>
    /// <exception cref="TypingException">The lattice has no window of side 2.</exception>
    public Layer Halving(string layer, Reduction by) => Pooling(layer, by, 2);

    /// <summary>Pooling with stride 2.</summary>
    /// <param name="layer">The layer whose output is pooled, for errors.</param>
    /// <param name="by">The reduction.</param>
    /// <param name="side">The side of the window.</param>
    /// <exception cref="TypingException">The lattice has no window of that side.</exception>
    public Layer Pooling(string layer, Reduction by, int side) =>
        Unnamed(
            new Op.SpatialPooling(by, Window(layer, side, "pooling after the layer"))
            {
                Sampling = Operators.Sampling.Dense with { Stride = 2 },
            }
        );

    /// <summary>Batch normalisation and relu.</summary>
    public static EqArray<Layer> Activation(string name) =>
        [new(name, new Op.BatchNormalization()), Unnamed(new Op.Pointwise(PointwiseFunction.Relu))];

    /// <summary>A layer without parameters of its own name.</summary>
    public static Layer Unnamed(Op op) => new("", op);

    private Coefficient? HaarWeight => Group.Dimension == 2 ? PublishedHaarWeight.Of(Group) : null;

    private Coefficient? AttentiveHaarWeight =>
        Group.Dimension == 2 ? PublishedHaarWeight.OfAttentiveConvolution(Group) : null;

    private Op Plain(string name, ConvolutionSize size) =>
        size.Lifts
            ? new Op.LiftingConvolution(size.Channels, Window(name, size.Side))
            {
                Sampling = Sampling(size),
                Initial = Initial,
            }
            : new Op.GroupConvolution(size.Channels, Window(name, size.Side))
            {
                Sampling = Sampling(size),
                Initial = Initial,
                HaarWeight = HaarWeight,
            };

    private SpatialAttention Positions(string name, ConvolutionSize size, int dilation) =>
        new(Window(name, size.AttentionSide, "spatial attention"))
        {
            Dilation = dilation,
            Initial = WeightScale.Uniform with { Scale = Scale },
        };

    private static Sampling Sampling(ConvolutionSize size) =>
        Operators.Sampling.Dense with
        {
            Stride = size.Stride,
            Padding = Padding.Symmetric(size.Padding),
        };

    private Region Window(string layer, int side, string what = "the convolution") =>
        Group.Lattice == Lattice.Hexagonal && side % 2 == 0
            ? throw new TypingException(
                layer,
                $"the window of {what} has side {side} and is to be a hexagon for {Group.Symbol}, expected an odd side"
            )
            : Region.On(Group, side);
}
