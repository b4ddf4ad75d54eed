using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Grids;

/// <summary>The networks whose exactness is known, in their sizes and strides.</summary>
internal static class Architectures
{
    public static TypedOp On(Op body, PointGroup group, params int[] sizes) =>
        Typing.Elaborate(body, new FieldType(group, Fibre.Trivial, 1, Region.Box(sizes)));

    public static Op Lifting(int kernel, int padding = 0, int stride = 1) =>
        new Op.LiftingConvolution(2, Region.Cube(2, kernel))
        {
            Sampling = new Sampling(stride, Padding.Symmetric(padding), 1),
        };

    public static Op Convolution(int kernel, int padding = 0, int stride = 1, int channels = 2) =>
        new Op.GroupConvolution(channels, Region.Cube(2, kernel))
        {
            Sampling = new Sampling(stride, Padding.Symmetric(padding), 1),
        };

    public static Op Pooling(Reduction by, int kernel = 2, int stride = 2) =>
        new Op.SpatialPooling(by, Region.Cube(2, kernel))
        {
            Sampling = Sampling.Dense with { Stride = stride },
        };

    /// <summary>All-CNN-C of Springenberg et al. 2015: c3 and c6 have stride 2.</summary>
    public static Op AllCnn() =>
        new Op.Sequence([
            new("c1", Lifting(3, 1)),
            new("c2", Convolution(3, 1)),
            new("c3", Convolution(3, 1, stride: 2)),
            new("bn3", new Op.BatchNormalization()),
            new("", new Op.Pointwise(PointwiseFunction.Relu)),
            new("c4", Convolution(3, 1)),
            new("c5", Convolution(3, 1)),
            new("c6", Convolution(3, 1, stride: 2)),
            new("c7", Convolution(3, 1)),
            new("c8", Convolution(1)),
            new("c9", Convolution(1)),
            new("", new Op.GlobalPooling(Reduction.Mean)),
            new("", new Op.GroupPooling(Reduction.Mean)),
        ]);

    /// <summary>The same with a dense convolution and max pooling in place of each stride.</summary>
    public static Op PooledAllCnn() =>
        new Op.Sequence([
            new("c1", Lifting(3, 1)),
            new("c2", Convolution(3, 1)),
            new("c3", Convolution(3, 1)),
            new("", Pooling(Reduction.Max)),
            new("c4", Convolution(3, 1)),
            new("c5", Convolution(3, 1)),
            new("c6", Convolution(3, 1)),
            new("", Pooling(Reduction.Max)),
            new("c7", Convolution(3, 1)),
            new("c8", Convolution(1)),
            new("c9", Convolution(1)),
            new("", new Op.GlobalPooling(Reduction.Mean)),
        ]);

    /// <summary>P4-CNN of Cohen and Welling 2016: 3×3 convolutions, 2×2 pooling after the second, 4×4 at the end.</summary>
    public static Op DigitsCnn() =>
        new Op.Sequence([
            new("c1", Lifting(3)),
            new("c2", Convolution(3)),
            new("", Pooling(Reduction.Max)),
            new("c3", Convolution(3)),
            new("c4", Convolution(3)),
            new("c5", Convolution(3)),
            new("c6", Convolution(3)),
            new("c7", Convolution(4)),
            new("", new Op.GroupPooling(Reduction.Max)),
        ]);

    /// <summary>
    /// The DenseNet of Veeling et al. 2018: five dense blocks of one unpadded 3×3 layer beside its cropped input, average
    /// pooling 2/2 between them. A crop reads the points that a dense 3×3 window is centred on.
    /// </summary>
    public static Op DenseNet()
    {
        Op Crop() => new Op.SpatialPooling(Reduction.Max, Region.Cube(2, 3));
        Layer Block(int index) =>
            new(
                $"b{index}",
                new Op.Concatenation([new("conv", Convolution(3)), new("crop", Crop())])
            );
        Layer Transition(int index) =>
            new(
                $"t{index}",
                new Op.Sequence([new("conv", Convolution(1)), new("", Pooling(Reduction.Mean))])
            );
        return new Op.Sequence([
            new("c1", Lifting(3)),
            Block(1),
            Transition(1),
            Block(2),
            Transition(2),
            Block(3),
            Transition(3),
            Block(4),
            Transition(4),
            Block(5),
            new("last", Convolution(1)),
            new("", new Op.GlobalPooling(Reduction.Mean)),
            new("", new Op.GroupPooling(Reduction.Max)),
        ]);
    }
}
