using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

public sealed class ExactnessTests
{
    private static TypedOp Strided(int size, int kernel, int stride, int padding) =>
        Typing.Elaborate(
            new Op.LiftingConvolution(1, Region.Box(kernel, kernel))
            {
                Sampling = new Sampling(stride, Padding.Symmetric(padding), 1),
            },
            new FieldType(PointGroups.P4m, Fibre.Trivial, 1, Region.Box(size, size))
        );

    [TestCase(7, 3, 2, 0, true)]
    [TestCase(6, 3, 2, 0, false)]
    [TestCase(32, 3, 2, 1, false)]
    [TestCase(33, 3, 2, 1, true)]
    [TestCase(28, 2, 2, 0, true)]
    [TestCase(6, 4, 1, 0, true)]
    public void A_stride_is_exact_iff_it_divides_the_play(
        int size,
        int kernel,
        int stride,
        int padding,
        bool exact
    )
    {
        var layer = (TypedOp.Elementary)Strided(size, kernel, stride, padding);
        Assert.That(Exactness.Of(layer).Count == 8, Is.EqualTo(exact));
        Assert.That(
            Exactness.Explain(layer).Axes.All(axis => axis.Remainder == 0),
            Is.EqualTo(exact)
        );
    }

    [Test]
    public void The_exact_elements_of_a_network_are_those_of_its_layers()
    {
        Op Convolution(int stride) =>
            new Op.LiftingConvolution(1, Region.Box(3, 3))
            {
                Sampling = new Sampling(PerAxis.Of(stride, 1), Padding.None, 1),
            };
        var input = new FieldType(PointGroups.Pmm, Fibre.Trivial, 1, Region.Box(6, 6));
        var exact = Exactness.Of(Typing.Elaborate(Convolution(2), input));
        var names = exact.Select(h => PointGroups.Pmm.Group.ElementNames[h]);
        Assert.That(exact, Has.Count.EqualTo(2), string.Join(",", names));
        Assert.That(exact.All(h => PointGroups.Pmm.Matrices[h][0, 0] == 1), "rows are not flipped");
    }

    [TestCase(6, false)]
    [TestCase(7, true)]
    public void Attention_over_positions_is_exact_only_with_its_convolution(int size, bool exact)
    {
        var layer = (TypedOp.Elementary)
            Typing.Elaborate(
                new Op.AttentiveConvolution(1, Region.Box(3, 3))
                {
                    Spatial = new SpatialAttention(Region.Box(3, 3)),
                    Sampling = new Sampling(2, Padding.None, 1),
                },
                new FieldType(PointGroups.P4m, Fibre.Trivial, 1, Region.Box(size, size))
            );
        Assert.That(layer.Meaning.Windows, Has.Count.EqualTo(2));
        Assert.That(Exactness.Of(layer).Count == 8, Is.EqualTo(exact));
    }

    /// <summary>The tap table against the executed reference, on random layers.</summary>
    [Test]
    public void The_tap_table_agrees_with_execution()
    {
        var random = new Random(11);
        var seen = new Dictionary<bool, int> { [true] = 0, [false] = 0 };
        PointGroup[] groups =
        [
            PointGroups.P4m,
            PointGroups.Cmm,
            PointGroups.Pmm,
            PointGroups.P6m,
            PointGroups.P31m,
        ];
        for (var i = 0; i < 400; i++)
        {
            var group = groups[random.Next(groups.Length)];
            if (Draw(random, group) is not { } layer)
                continue;
            var exact = Exactness.Of(layer);
            var input = Signal<double>.Generate(layer.Input, 24, _ => random.Next(-9999, 10000));
            var parameters = Parameters<double>.Generate(
                layer,
                (_, _, _) => random.Next(-9999, 10000)
            );
            var output = Reference.Evaluate(layer, parameters, input);
            foreach (var h in group.Group.Elements)
            {
                if (
                    SignalAction.Image(layer.Input, h) != layer.Input
                    || SignalAction.Image(layer.Output, h) != layer.Output
                )
                    continue;
                var moved = Reference.Evaluate(layer, parameters, SignalAction.Transform(input, h));
                var equal = moved == SignalAction.Transform(output, h);
                seen[equal]++;
                Assert.That(
                    exact.Contains(h),
                    Is.EqualTo(equal),
                    $"{layer.Op} on {layer.Input}, {layer.Meaning.Geometry}, {group.Group.ElementNames[h]}"
                );
            }
        }
        Assert.That(seen[true], Is.GreaterThan(200));
        Assert.That(seen[false], Is.GreaterThan(200));
    }

    private static TypedOp.Elementary? Draw(Random random, PointGroup group)
    {
        var isHexagonal = group.Lattice == Lattice.Hexagonal;
        var side = isHexagonal ? 2 * random.Next(1, 4) + 1 : random.Next(3, 9);
        var kernel = isHexagonal ? 2 * random.Next(2) + 1 : random.Next(1, 5);
        var grid =
            isHexagonal || random.Next(4) > 0
                ? Region.On(group, side)
                : Region.Box(side, random.Next(3, 9));
        var before = random.Next(3);
        var sampling = new Sampling(
            random.Next(5) == 0
                ? PerAxis.Of(random.Next(1, 4), random.Next(1, 4))
                : random.Next(1, 4),
            new Padding(
                before,
                random.Next(3) > 0 ? before : random.Next(3),
                (PaddingMode)random.Next(5)
            ),
            random.Next(1, 3)
        );
        var window = Region.On(group, kernel);
        Op op = random.Next(3) switch
        {
            0 => new Op.LiftingConvolution(1, window) { Sampling = sampling },
            1 => new Op.SpatialPooling(Reduction.Max, window) { Sampling = sampling },
            _ => new Op.SpatialPooling(Reduction.Sum, window) { Sampling = sampling },
        };
        try
        {
            var layer = (TypedOp.Elementary)
                Typing.Elaborate(op, new FieldType(group, Fibre.Trivial, 1, grid));
            // A window that reads padding only could agree without the tables agreeing.
            return before >= kernel ? null : layer;
        }
        catch (TypingException)
        {
            return null;
        }
    }
}
