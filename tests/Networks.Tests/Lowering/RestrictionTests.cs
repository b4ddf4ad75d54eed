using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks.Building;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Tests.Torch;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using TorchSharp;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>A network over a group that goes on over a subgroup: it runs as its meaning says, trains and is stored.</summary>
public sealed class RestrictionTests
{
    private static IEnumerable<TestCaseData> Pairs() =>
        GroupPairs.All.Select(pair => new TestCaseData(pair.Group.Symbol, pair.Subgroup.Symbol));

    [TestCaseSource(nameof(Pairs))]
    public void It_runs_bit_for_bit_as_the_reference_on_integers(string symbol, string subgroup)
    {
        var (larger, smaller) = (PointGroups.Parse(symbol), PointGroups.Parse(subgroup));
        var op = Typing.Elaborate(
            new Op.Sequence([
                new(
                    "",
                    new Op.Restriction(
                        larger,
                        new Op.Sequence([
                            new("l", new Op.LiftingConvolution(1, Region.On(larger, 3))),
                            new("", new Op.Pointwise(PointwiseFunction.Relu)),
                        ])
                    )
                ),
                new("c", new Op.GroupConvolution(1, Region.On(smaller, 1)) { HaarWeight = 1 }),
            ]),
            new FieldType(
                smaller,
                Fibre.Trivial,
                1,
                Region.On(smaller, smaller.Dimension == 3 ? 3 : 5)
            )
        );
        var random = new Random(5);
        var parameters = Parameters<double>.Generate(op, (_, _, _) => random.Next(-2, 3));
        var input = Signal<double>.Generate(op.Input, 2, _ => random.Next(-4, 5));
        var expected = Reference.Evaluate(op, parameters, input);
        Assert.That(expected.Values, Has.Some.Not.Zero);
        foreach (var precision in new[] { Precision.Single, Precision.Double })
        {
            using var network = SmallIntegers.Compile(op, parameters, precision);
            Assert.That(network.Run(input), Is.EqualTo(expected));
        }
    }

    /// <summary>One weight of the kernel on the larger group moves the values at all cosets.</summary>
    [Test]
    public void The_gradient_reaches_the_kernel_on_the_larger_group()
    {
        using var scope = torch.NewDisposeScope();
        var lift = new Op.LiftingConvolution(2, Region.Box(3, 3));
        var whole = Typing.Elaborate(lift, Plane(PointGroups.P4m));
        var restricted = Typing.Elaborate(
            new Op.Restriction(PointGroups.P4m, lift),
            Plane(PointGroups.P4)
        );
        var parameters = Lowered.RealParameters(whole, seed: 1);
        var input = SignalTensor.Write(Lowered.Reals(whole.Input, 2, seed: 2), Lowered.Double);
        double[] Gradient(TypedOp op)
        {
            using var network = SmallIntegers.Compile(op, parameters);
            network.forward(input).square().sum().backward();
            return [.. SignalTensor.Values(network.TrainedParameters.Single().grad!)];
        }
        var (left, right) = (Gradient(restricted), Gradient(whole));
        Assert.That(right, Has.Some.Not.Zero);
        Assert.That(left, Is.EqualTo(right).Within(1e-10));
    }

    [Test]
    public void The_builder_goes_on_over_the_subgroup()
    {
        var network = new NetworkGroup(PointGroups.P4m, BuilderOptions.Default)
            .Input(1, 9)
            .Lift(2, 3)
            .Relu()
            .RestrictTo(PointGroups.P4)
            .Convolve(3, 3)
            .PoolOverGroup()
            .Build("restricted");
        var op = network.Elaborate();
        Assert.Multiple(() =>
        {
            Assert.That(network.Input.Group, Is.EqualTo(PointGroups.P4));
            Assert.That(
                op.Parameters().Select(parameter => parameter.Name),
                Does.Contain("c1.weight").And.Contain("c2.weight")
            );
            Assert.That(op.Output.Group, Is.EqualTo(PointGroups.P4));
            Assert.That(
                op.Leaves().Select(leaf => leaf.Input.Group.Symbol).Distinct(),
                Is.EqualTo(new[] { "p4m", "p4" })
            );
            var text = NetworkSpecification.Render(network)!;
            Assert.That(NetworkSpecification.Parse(text), Is.EqualTo(network));
            Assert.That(text, Does.Contain("\"restriction\""));
        });
    }

    [Test]
    public void The_builder_refuses_what_is_no_restriction()
    {
        var builder = new NetworkGroup(PointGroups.P4, BuilderOptions.Default)
            .Input(1, 9)
            .Lift(2, 3);
        Assert.Throws<TypingException>(() => builder.RestrictTo(PointGroups.P4m));
        Assert.Throws<TypingException>(() => builder.RestrictTo(PointGroups.P3));
        Assert.Throws<TypingException>(() =>
            builder.Block("inner", inside => inside.RestrictTo(PointGroups.P2))
        );
    }

    [TestCase(
        "{\"kind\":\"restriction\",\"group\":\"p5\",\"operator\":{\"kind\":\"sequence\",\"layers\":[]}}"
    )]
    [TestCase("{\"kind\":\"restriction\",\"group\":\"p4m\"}")]
    public void A_text_with_another_restriction_is_refused(string restriction)
    {
        var network = new Network("n", Op.Identity, Plane(PointGroups.P4));
        var text = NetworkSpecification
            .Render(network)!
            .Replace(
                "{\"kind\":\"sequence\",\"layers\":[]}",
                restriction,
                StringComparison.Ordinal
            );
        Assert.That(text, Does.Contain("restriction"));
        Assert.Throws<SpecificationException>(() => NetworkSpecification.Parse(text));
    }

    private static FieldType Plane(PointGroup group) =>
        new(group, Fibre.Trivial, 1, Region.Box(6, 6));
}
