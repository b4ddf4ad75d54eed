using AgeFormal.Algebra;

namespace AgeFormal.Operators.Tests;

/// <summary>Types follow the formulas for sizes, and a misfit names the layer, the value and the expectation.</summary>
public sealed class TypingTests
{
    private static readonly FieldType Image = new(
        PointGroups.P4,
        Fibre.Trivial,
        1,
        Region.Box(28, 28)
    );
    private static readonly FieldType Lifted = Image with { Fibre = Fibre.Regular, Channels = 4 };

    [FsCheck.NUnit.Property]
    public bool The_output_size_counts_the_places_of_the_window(
        byte size,
        byte window,
        byte stride,
        byte padding,
        byte dilation
    )
    {
        var (n, k, s, p, d) = (
            size % 20 + 1,
            window % 5 + 1,
            stride % 4 + 1,
            padding % 4,
            dilation % 3 + 1
        );
        var op = new Op.SpatialPooling(Reduction.Max, Region.Box(k, k))
        {
            Sampling = new Sampling(s, Padding.Symmetric(p), d),
        };
        var places = Enumerable
            .Range(0, n + 2 * p)
            .Where(start => start % s == 0 && start + d * (k - 1) < n + 2 * p)
            .Count();
        var input = Lifted with { Grid = Region.Box(n, n) };
        return places == 0
            ? Fails(op, input) is not null
            : Typing.Elaborate(op, input).Output.Grid == Region.Box(places, places);
    }

    [Test]
    public void Types_of_a_small_network_are_those_of_its_layers()
    {
        var typed = Typing.Elaborate(
            new Op.Sequence([
                new("c1", new Op.LiftingConvolution(10, Region.Box(3, 3))),
                new("", new Op.Pointwise(PointwiseFunction.Relu)),
                new(
                    "",
                    new Op.SpatialPooling(Reduction.Max, Region.Box(2, 2))
                    {
                        Sampling = Sampling.Dense with { Stride = 2 },
                    }
                ),
                new("c2", new Op.GroupConvolution(5, Region.Box(3, 3))),
                new("", new Op.GroupPooling(Reduction.Max)),
                new("", new Op.GlobalPooling(Reduction.Mean)),
            ]),
            Image
        );
        Assert.That(
            typed.Leaves().Select(leaf => leaf.Output.ToString()),
            Is.EqualTo(
                (string[])
                    [
                        "p4 regular · 10 channels · 26×26",
                        "p4 regular · 10 channels · 26×26",
                        "p4 regular · 10 channels · 13×13",
                        "p4 regular · 5 channels · 11×11",
                        "p4 trivial · 5 channels · 11×11",
                        "p4 trivial · 5 channels · 1×1",
                    ]
            )
        );
        Assert.That(
            typed.Parameters().Select(p => p.Name),
            Is.EqualTo((string[])["c1.weight", "c2.weight"])
        );
        Assert.That(
            typed.Parameters().Select(p => p.Declaration.Shape),
            Is.EqualTo(
                (EqArray<int>[])
                    [
                        [10, 1, 3, 3],
                        [5, 10, 4, 3, 3],
                    ]
            )
        );
    }

    private static IEnumerable<TestCaseData> Misfits()
    {
        static TestCaseData Case(string name, Op op, FieldType input, params string[] parts) =>
            new TestCaseData(op, input, parts).SetArgDisplayNames(name);
        var hexagonal = new FieldType(PointGroups.P6, Fibre.Trivial, 1, Region.Hexagon(3));
        yield return Case(
            "lifting twice",
            new Op.LiftingConvolution(1, Region.Box(3, 3)),
            Lifted,
            "lifting convolution",
            "trivial",
            "p4 regular"
        );
        yield return Case(
            "group convolution of an image",
            new Op.GroupConvolution(1, Region.Box(3, 3)),
            Image,
            "group convolution",
            "regular",
            "p4 trivial"
        );
        yield return Case(
            "pooling an image over H",
            new Op.GroupPooling(Reduction.Max),
            Image,
            "pooling over H",
            "regular"
        );
        yield return Case(
            "window too large",
            new Op.GroupConvolution(1, Region.Box(29, 29)),
            Lifted,
            "28 points",
            "at least 29"
        );
        yield return Case(
            "unstable window",
            new Op.GroupConvolution(1, Region.Box(3, 5)),
            Lifted,
            "3×5",
            "r of p4"
        );
        yield return Case(
            "square window stretched along one axis",
            new Op.GroupConvolution(1, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with { Dilation = PerAxis.Of(1, 2) },
            },
            Lifted,
            "dilation [1, 2]",
            "r of p4"
        );
        yield return Case(
            "no channels",
            new Op.GroupConvolution(0, Region.Box(3, 3)),
            Lifted,
            "is 0",
            "at least 1"
        );
        yield return Case(
            "stride zero",
            new Op.GroupConvolution(1, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with { Stride = 0 },
            },
            Lifted,
            "stride is 0",
            "at least 1"
        );
        yield return Case(
            "negative padding",
            new Op.GroupConvolution(1, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with { Padding = Padding.Symmetric(-1) },
            },
            Lifted,
            "padding is -1",
            "at least 0"
        );
        yield return Case(
            "three strides",
            new Op.GroupConvolution(1, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with { Stride = PerAxis.Of(1, 2, 3) },
            },
            Lifted,
            "[1, 2, 3]",
            "2 axes"
        );
        yield return Case(
            "excluded padding of a convolution",
            new Op.GroupConvolution(1, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with
                {
                    Padding = Padding.Symmetric(1, PaddingMode.Excluded),
                },
            },
            Lifted,
            "Excluded"
        );
        yield return Case(
            "reflection beyond the grid",
            new Op.GroupConvolution(1, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with
                {
                    Padding = Padding.Symmetric(28, PaddingMode.Reflect),
                },
            },
            Lifted,
            "28",
            "at most 27"
        );
        yield return Case(
            "nothing but excluded points",
            new Op.SpatialPooling(Reduction.Max, Region.Box(3, 3))
            {
                Sampling = Sampling.Dense with
                {
                    Padding = Padding.Symmetric(3, PaddingMode.Excluded),
                },
            },
            Lifted,
            "padding 3",
            "at most 2"
        );
        yield return Case(
            "volume window",
            new Op.GroupConvolution(1, Region.Box(3, 3, 3)),
            Lifted,
            "3 axes",
            "expected 2"
        );
        yield return Case(
            "box on a hexagonal lattice",
            new Op.LiftingConvolution(1, Region.Box(3, 3)),
            hexagonal,
            "3×3",
            "hexagon 7"
        );
        yield return Case(
            "even hexagon",
            new Op.SpatialPooling(Reduction.Max, Region.Hexagon(1))
            {
                Sampling = Sampling.Dense with { Stride = 4 },
            },
            hexagonal,
            "2×2",
            "odd sides"
        );
        yield return Case(
            "dropout of everything",
            new Op.Dropout(1),
            Lifted,
            "rate is 1",
            "[0, 1)"
        );
        yield return Case(
            "negative ε",
            new Op.BatchNormalization { Epsilon = -1 },
            Lifted,
            "−1",
            "positive"
        );
        yield return Case(
            "momentum two",
            new Op.BatchNormalization { Momentum = 2 },
            Lifted,
            "is 2",
            "(0, 1]"
        );
        yield return Case("no branches", new Op.Sum([]), Lifted, "at least one branch");
        yield return Case(
            "unequal branches",
            new Op.Sum([
                new("a", Op.Identity),
                new("b", new Op.GroupConvolution(3, Region.Box(1, 1))),
            ]),
            Lifted,
            "3 channels",
            "4 channels"
        );
        yield return Case(
            "unequal grids",
            new Op.Concatenation([
                new("a", Op.Identity),
                new("b", new Op.GroupConvolution(3, Region.Box(3, 3))),
            ]),
            Lifted,
            "28×28",
            "26×26"
        );
    }

    [TestCaseSource(nameof(Misfits))]
    public void A_misfit_names_the_layer_the_value_and_the_expectation(
        Op op,
        FieldType input,
        string[] parts
    )
    {
        var failure = Fails(
            new Op.Sequence([new("block", new Op.Sequence([new("wrong", op)]))]),
            input
        );
        Assert.That(failure, Is.Not.Null);
        Assert.That(failure!.Layer, Does.StartWith("block.wrong"));
        foreach (var part in parts)
            Assert.That(failure.Message, Does.Contain(part));
    }

    [Test]
    public void Inputs_that_do_not_fit_their_group_are_refused()
    {
        Assert.That(
            Fails(Op.Identity, Image with { Channels = 0 })!.Message,
            Does.Contain("0 channels")
        );
        Assert.That(
            Fails(Op.Identity, Image with { Grid = Region.Box(3, 3, 3) })!.Message,
            Does.Contain("2 dimensions")
        );
        Assert.That(
            Fails(Op.Identity, Image with { Group = PointGroups.P6 })!.Message,
            Does.Contain("hexagons")
        );
        Assert.That(
            Fails(Op.Identity, Image with { Grid = Region.Hexagon(3) })!.Message,
            Does.Contain("boxes")
        );
    }

    [Test]
    public void Two_parameters_of_one_name_are_refused()
    {
        var twice = new Op.Sequence([
            new("bn", new Op.BatchNormalization()),
            new("bn", new Op.BatchNormalization()),
        ]);
        Assert.That(Fails(twice, Lifted)!.Message, Does.Contain("bn.weight"));
    }

    [Test]
    public void Equal_operators_are_equal_values()
    {
        static Op Build() =>
            new Op.Sequence([
                new("c", new Op.LiftingConvolution(2, Region.Box(3, 3))),
                new("", new Op.Dropout(0.3)),
            ]);
        var (one, other) = (Build(), Build());
        Assert.That(one, Is.EqualTo(other));
        Assert.That(Typing.Elaborate(one, Image), Is.EqualTo(Typing.Elaborate(other, Image)));
    }

    private static TypingException? Fails(Op op, FieldType input)
    {
        try
        {
            Typing.Elaborate(op, input);
            return null;
        }
        catch (TypingException failure)
        {
            return failure;
        }
    }
}
