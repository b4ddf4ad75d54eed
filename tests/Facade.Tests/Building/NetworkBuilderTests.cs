using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Networks.Building;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification;

namespace AgeFormal.Facade.Tests.Building;

public sealed class NetworkBuilderTests
{
    private static NetworkBuilder Lifted =>
        Equivariant.On(PointGroups.P4).Input(channels: 1, size: 9).Lift(4, 3);

    [Test]
    public void A_step_leaves_the_builder_before_it_as_it_was()
    {
        var before = Lifted;
        var copy = Lifted;
        var attended = Equivariant
            .On(PointGroups.P4)
            .Input(channels: 1, size: 9)
            .Lift(4, 3, c => c.Attend(a => a.Channel(1).Spatial(3)));
        var longer = before.BatchNorm().Relu().Convolve(2, 3);
        Assert.That(before, Is.EqualTo(copy));
        Assert.That(before.Layers, Has.Count.EqualTo(1));
        Assert.That(attended.Layers[0].Op, Is.InstanceOf<Op.AttentiveConvolution>());
        Assert.That(before.Layers[0].Op, Is.InstanceOf<Op.LiftingConvolution>());
        Assert.That(longer.Layers, Has.Count.EqualTo(4));
        Assert.That(longer, Is.Not.EqualTo(attended));
    }

    [Test]
    public void The_output_is_the_type_that_typing_gives()
    {
        var builder = Lifted
            .Convolve(3, 3, c => c.AttendInput(a => a.Channel(2).Spatial(3)) with { Padding = 1 })
            .Residual(b => b.BatchNorm().Relu().Convolve(3, 1))
            .Concatenate(
                "both",
                b => b,
                b => b.Crop(1).Layer(Op.Identity).Convolve(2, 3, c => c with { Padding = 2 })
            );
        Assert.That(builder.Output, Is.EqualTo(builder.Build("mine").Elaborate().Output));
        Assert.That(builder.Output.Shape, Is.EqualTo((EqArray<int>)[5, 4, 7, 7]));
    }

    [Test]
    public void Normalisation_softmax_and_smooth_functions_keep_the_type()
    {
        var builder = Lifted
            .LayerNorm()
            .Gelu()
            .Convolve(4, 3)
            .LayerNorm(epsilon: 1)
            .Silu()
            .Softmax();
        var network = builder.PoolOverGroup().Softmax().Build("mine");
        Assert.That(
            network.Elaborate().Parameters().Select(p => p.Name),
            Is.EqualTo(
                new[] { "c1.weight", "ln1.gamma", "ln1.beta", "c2.weight", "ln2.gamma", "ln2.beta" }
            )
        );
        Assert.That(network.Elaborate().Output.Shape, Is.EqualTo((EqArray<int>)[4, 1, 5, 5]));
        var report = network.Verify();
        TestContext.Out.WriteLine(report.Summary);
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ProvedAndExact), report.Summary);
        Assert.That(
            report.Assumptions,
            Has.One.StartsWith("the whole in float32")
                .And.Contains("ln1 in float32")
                .And.Contains("ran on integers with maxima in place of means")
        );
        Assert.That(report.EqualOnReals, Is.EqualTo(report.LayerRuns), report.Summary);
    }

    [Test]
    public void A_coarse_branch_comes_back_to_the_grid_of_its_neighbour()
    {
        var network = Equivariant
            .On(PointGroups.P4m)
            .Input(channels: 1, size: 8)
            .Concatenate("skip", b => b, b => b.MaxPool(2).Upsample(2))
            .Build("mine");
        Assert.That(network.Elaborate().Output.Shape, Is.EqualTo((EqArray<int>)[2, 1, 8, 8]));
        Assert.That(Exactness.Explain(network.Elaborate()).IsExact);
    }

    [Test]
    public void Layers_that_are_not_named_take_the_first_free_names()
    {
        var network = Lifted
            .BatchNorm()
            .Convolve(4, 1, c => c with { Name = "c3" })
            .Convolve(4, 1)
            .Convolve(4, 1)
            .Residual(b => b.BatchNorm().Convolve(4, 1), shortcut: b => b.Convolve(4, 1))
            .Residual(b => b.Convolve(4, 1))
            .PoolOverGroup()
            .Linear(3)
            .Build("mine");
        Assert.That(
            network.Elaborate().Parameters().Where(p => p.Declaration.Trained).Select(p => p.Name),
            Is.EqualTo(
                new[]
                {
                    "c1.weight",
                    "bn1.weight",
                    "bn1.bias",
                    "c3.weight",
                    "c2.weight",
                    "c4.weight",
                    "residual1.c2.weight",
                    "residual1.bn1.weight",
                    "residual1.bn1.bias",
                    "residual1.c1.weight",
                    "residual2.c1.weight",
                    "fc1.weight",
                }
            )
        );
    }

    [Test]
    public void Attention_keeps_the_measure_that_a_convolution_was_given()
    {
        Coefficient own = new Rational(1, 3);
        Coefficient? Weight(NetworkBuilder b) =>
            ((Op.AttentiveConvolution)b.Layers[^1].Op).HaarWeight;
        NetworkBuilder Attended(NetworkBuilder b, Coefficient? weight = null) =>
            b.Convolve(4, 3, c => c.Attend(a => a.Channel(1)) with { HaarWeight = weight });
        var published = BuilderOptions.Published(PointGroups.P4m);
        var input = Equivariant.On(PointGroups.P4m, published).Input(1, 9);
        var lifted = input.Lift(4, 3);
        Assert.That(Weight(input.Lift(4, 3, c => c.Attend(a => a.Channel(1)))), Is.Null);
        Assert.That(Weight(Attended(lifted)), Is.EqualTo(published.AttentiveHaarWeight));
        Assert.That(Weight(Attended(lifted, own)), Is.EqualTo(own));
        Assert.That(Weight(Attended(Lifted)), Is.Null);
    }

    [Test]
    public void Attention_on_input_and_convolution_can_be_combined()
    {
        var layer = Lifted
            .Convolve(
                4,
                3,
                c =>
                    c.AttendInput(a => a.Spatial(3))
                        .Attend(a => a.Channel(2) with { Branch = AttentionBranch.Direct })
            )
            .Layers[^1];
        var both = (Op.Sequence)layer.Op;
        Assert.That(layer.Name, Is.EqualTo("c2"));
        Assert.That(both.Layers[0].Op, Is.InstanceOf<Op.InputAttention>());
        Assert.That(
            ((Op.AttentiveConvolution)both.Layers[1].Op).Branch,
            Is.EqualTo(AttentionBranch.Direct)
        );
    }

    [Test]
    public void A_network_is_a_block_of_another_one()
    {
        var part = Equivariant.On(PointGroups.P4).Input(Lifted.Output).Convolve(4, 3).Build("part");
        var whole = Lifted
            .Append(part)
            .Append(
                part with
                {
                    Input = new(PointGroups.P4, Fibre.Regular, 4, Region.Box(5, 5)),
                },
                "again"
            );
        Assert.That(
            whole.Build("mine").Elaborate().Parameters().Select(p => p.Name),
            Is.EqualTo(new[] { "c1.weight", "part.c1.weight", "again.c1.weight" })
        );
    }

    [Test]
    public void Inexact_layers_are_built_only_where_the_options_say_so()
    {
        var options = BuilderOptions.Default with { AllowInexact = true };
        Assert.That(() => Lifted.MaxPool(2), Throws.InstanceOf<TypingException>());
        Assert.That(
            Equivariant.On(PointGroups.P4, options).Input(1, 9).MaxPool(2).Output.Grid,
            Is.EqualTo(Region.Box(4, 4))
        );
    }

    [Test]
    public void A_design_of_ones_own_is_a_layer()
    {
        var design = DesignParser.Parse(
            """
            design gated
            input f[4] on group
            output 4
            lambda(g; o). sigmoid(f[o](g)) * f[o](g)
            """,
            "text"
        );
        var network = Lifted.Custom(design).Relu().Build("mine");
        var layer = ((Op.Sequence)network.Body).Layers[1];
        Assert.That(layer.Name, Is.EqualTo("custom1"));
        Assert.That(((Op.Custom)layer.Op).Design, Is.EqualTo(design));
    }
}
