using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>
/// The network for rotated digits of Cohen and Welling 2016 (sec. 8.1), as used by Romero et al. 2020: six 3×3
/// convolutions with batch normalisation, relu and dropout, a 2×2 max pooling after the second, a 4×4 convolution to
/// ten outputs and the maximum over H.
/// </summary>
/// <remarks>
/// Layers are called <c>c1</c> … <c>c7</c> and <c>bn1</c> … <c>bn6</c>, the names of the published state dictionaries.
/// No layer has a bias.
/// </remarks>
public static class RotatedDigitsCnn
{
    private const int Side = 28;
    private const int Classes = 10;
    private const double DropoutRate = 0.3;

    /// <summary>The network over a group of the square lattice.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="group">H.</param>
    /// <param name="channels">The channels of the hidden layers.</param>
    public static Network Create(string name, PointGroup group, int channels)
    {
        ArgumentNullException.ThrowIfNull(group);
        var initial = group.Order == 1 ? WeightScale.Normal : WeightScale.Uniform;
        var window = Region.Cube(2, 3);
        Layer Convolution(int index, int outputs, Region support) =>
            new(
                $"c{index}",
                new Op.GroupConvolution(outputs, support)
                {
                    HaarWeight = PublishedHaarWeight.Of(group),
                    Initial = initial,
                }
            );
        EqArray<Layer> layers =
        [
            new("c1", new Op.LiftingConvolution(channels, window) { Initial = initial }),
            .. Activation(1),
            Dropout(),
            Convolution(2, channels, window),
            .. Activation(2),
            Unnamed(
                new Op.SpatialPooling(Reduction.Max, Region.Cube(2, 2))
                {
                    Sampling = Sampling.Dense with { Stride = 2 },
                }
            ),
            .. Enumerable
                .Range(3, 4)
                .SelectMany<int, Layer>(i =>
                    [Convolution(i, channels, window), .. Activation(i), Dropout()]
                ),
            Convolution(7, Classes, Region.Cube(2, 4)),
            Unnamed(new Op.GroupPooling(Reduction.Max)),
        ];
        return new Network(
            name,
            new Op.Sequence(layers),
            new FieldType(group, Fibre.Trivial, 1, Region.Cube(2, Side))
        );
    }

    private static EqArray<Layer> Activation(int index) =>
        [
            new($"bn{index}", new Op.BatchNormalization()),
            Unnamed(new Op.Pointwise(PointwiseFunction.Relu)),
        ];

    private static Layer Dropout() => Unnamed(new Op.Dropout(DropoutRate));

    private static Layer Unnamed(Op op) => new("", op);
}
