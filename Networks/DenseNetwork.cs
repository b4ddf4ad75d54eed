using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>
/// The densely connected network of Veeling et al. 2018 for 96×96 colour images, as used by Romero et al. 2020: a 3×3
/// convolution, five dense blocks f ↦ (c(φ(f)), cropped f) with 3×3 convolutions, four transitions between them (a 1×1
/// convolution and 2×2 mean pooling), a 1×1 convolution to two classes and the mean over space and H.
/// </summary>
/// <remarks>
/// φ is batch normalisation and relu. Layers are called as in the published state dictionaries:
/// <c>block_layers.0.conv</c>, <c>trans_layers.0.conv</c>, <c>bn_out</c>, <c>c_out</c>. Nothing is padded. Attention: two hidden
/// units, windows 7×7, in the last block 5×5, in <c>c_out</c> 3×3; the windows of αF are dilated by 4 in the first layer, by
/// 4, 4, 3, 2, 1 in the blocks and by 4, 4, 3, 1 in the transitions.
/// </remarks>
public static class DenseNetwork
{
    private const int Side = 96;
    private const int Classes = 2;

    private static readonly EqArray<int> BlockDilations = [4, 4, 3, 2, 1];
    private static readonly EqArray<int> TransitionDilations = [4, 4, 3, 1];

    /// <summary>The network over a planar group.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="group">H.</param>
    /// <param name="growth">The channels of the first convolution, and those that every block adds.</param>
    /// <param name="attention">The attention of the convolutions; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channels are not from 1 to 2²⁰.</exception>
    /// <exception cref="TypingException">The lattice lacks a window: hexagons have odd sides.</exception>
    public static Network Create(
        string name,
        PointGroup group,
        int growth,
        AttentionDesign? attention = null
    )
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(growth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(growth, Convolutions.MostChannels);
        var make = new Convolutions(group, attention ?? AttentionDesign.Absent, Math.Sqrt(2));
        var last = BlockDilations.Count - 1;
        int Channels(int blocks) => checked((blocks + 1) * growth);
        IEnumerable<Layer> Stage(int i) =>
            [
                new(
                    $"block_layers.{i}",
                    Block(make, Size(Channels(i), growth, 3, BlockDilations[i], i == last ? 5 : 7))
                ),
                .. i == last
                    ? Array.Empty<Layer>()
                    :
                    [
                        new(
                            $"trans_layers.{i}",
                            Transition(
                                make,
                                $"trans_layers.{i}",
                                Size(Channels(i + 1), Channels(i + 1), 1, TransitionDilations[i], 7)
                            )
                        ),
                    ],
            ];
        EqArray<Layer> layers =
        [
            make.Convolution("c1", new(growth, 3) { Lifts = true, AttentionDilation = 4 }),
            .. Enumerable.Range(0, BlockDilations.Count).SelectMany(Stage),
            .. Convolutions.Activation("bn_out"),
            make.Convolution("c_out", Size(Channels(last + 1), Classes, 1, 1, 3)),
            Convolutions.Unnamed(new Op.GlobalPooling(Reduction.Mean)),
            Convolutions.Unnamed(new Op.GroupPooling(Reduction.Mean)),
        ];
        return new Network(name, new Op.Sequence(layers), make.Images(3, Side));
    }

    private static Op.Concatenation Block(Convolutions make, ConvolutionSize size) =>
        new([
            Convolutions.Unnamed(
                new Op.Sequence([.. Convolutions.Activation("bn"), make.Convolution("conv", size)])
            ),
            Convolutions.Unnamed(new Op.Crop(1)),
        ]);

    private static Op.Sequence Transition(Convolutions make, string path, ConvolutionSize size) =>
        new([
            .. Convolutions.Activation("bn"),
            make.Convolution("conv", size),
            make.Halving(path, Reduction.Mean),
        ]);

    private static ConvolutionSize Size(
        int inputs,
        int outputs,
        int side,
        int dilation,
        int attention
    ) =>
        new(outputs, side)
        {
            Ratio = Math.Max(1, inputs / 2),
            AttentionDilation = dilation,
            AttentionSide = attention,
        };
}
