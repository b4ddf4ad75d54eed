using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Testing.Tests;

/// <summary>Designs, operators and functions with known verdicts.</summary>
internal static class Subjects
{
    /// <summary>Proved for every H.</summary>
    public static Design Equivariant => Example("group-convolution");

    /// <summary>A gain per absolute h.</summary>
    public static Design Broken => Example("gains-per-h");

    /// <summary>A product whose order matters: it holds for abelian H alone.</summary>
    public static Design Conditional => Example("conditional-order-of-h");

    /// <summary>Lifting, a group convolution, the maximum over H.</summary>
    public static Op Layers { get; } =
        new Op.Sequence([
            new("lift", new Op.LiftingConvolution(2, Region.Cube(2, 3))),
            new("", new Op.Pointwise(PointwiseFunction.Relu)),
            new("conv", new Op.GroupConvolution(2, Region.Cube(2, 3))),
            new("", new Op.GroupPooling(Reduction.Max)),
        ]);

    /// <summary>The same with a stride in its last convolution.</summary>
    public static Op Strided { get; } =
        new Op.Sequence([
            new("lift", new Op.LiftingConvolution(2, Region.Cube(2, 3))),
            new(
                "down",
                new Op.GroupConvolution(2, Region.Cube(2, 3))
                {
                    Sampling = Sampling.Dense with { Stride = 2 },
                }
            ),
        ]);

    public static FieldType Plane(PointGroup group, int side) =>
        new(group, Fibre.Trivial, 1, Region.On(group, side));

    public static TypedOp Typed(PointGroup group, int side) =>
        Typing.Elaborate(Layers, Plane(group, side));

    public static Network Small(PointGroup group) => new("small", Layers, Plane(group, 8));

    /// <summary>f ↦ weights · f pointwise, equivariant iff the weights are symmetric.</summary>
    public static FunctionExecutable Weighted(FieldType type, Func<int, double> weight) =>
        new(
            type,
            type,
            input =>
                Signal<double>.Generate(
                    type,
                    input.Batch,
                    i => input.Values[i] * weight(i % type.Count)
                )
        );

    private static Design Example(string name)
    {
        var path = Path.Combine(Repository.Root, "docs", "examples", name + ".design");
        return DesignParser.Parse(File.ReadAllText(path), path);
    }
}
