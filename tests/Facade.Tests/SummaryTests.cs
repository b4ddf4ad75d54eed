using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Networks;
using AgeFormal.Networks.Building;
using AgeFormal.Operators.Language;

namespace AgeFormal.Facade.Tests;

public sealed class SummaryTests
{
    [Test]
    public void Parameters_are_those_of_the_network()
    {
        foreach (var name in new[] { "z2-cnn", "alpha-p4-cnn", "alphaf-p4m-cnn", "p4m-densenet" })
        {
            var network = Catalogue.Parse(name);
            Assert.That(network.Summary().Parameters, Is.EqualTo(network.CountParameters()), name);
        }
    }

    [Test]
    public void The_costs_of_a_small_network_are_those_counted_by_hand()
    {
        var summary = Start
            .Lift(3, 3)
            .BatchNorm()
            .Relu()
            .MaxPool(2, stride: 1)
            .Convolve(2, 3)
            .PoolOverGroup()
            .Build("small")
            .Summary();
        // Points × |H| × outputs × inputs × (|H| on the group) × window.
        double[] expected = [49 * 4 * 3 * 2 * 9, 49 * 4 * 3, 0, 0, 16 * 4 * 2 * 3 * 4 * 9, 0];
        Assert.That(summary.Layers.Select(layer => layer.MultiplyAdds), Is.EqualTo(expected));
        Assert.That(summary.MultiplyAdds, Is.EqualTo(expected.Sum()));
        Assert.That(
            summary.Layers.Select(layer => layer.Field.ToString()),
            Is.EqualTo(new[] { "3×3", "3×3", "3×3", "4×4", "6×6", "6×6" })
        );
        Assert.That(
            summary.Layers.Select(layer => layer.Parameters),
            Is.EqualTo(new[] { 54, 6, 0, 0, 216, 0 })
        );
    }

    [Test]
    public void Full_attention_adds_its_maps_for_every_pair_of_elements()
    {
        double Cost(Func<ConvolutionOptions, ConvolutionOptions> attend) =>
            Start
                .Lift(4, 3)
                .Convolve(2, 3, attend)
                .Build("small")
                .Summary()
                .Layers[^1]
                .MultiplyAdds;
        var plain = Cost(c => c);
        // 25 points, 2 outputs, 4 inputs, 16 pairs (h, h̃), 2 statistics.
        double values = 25 * 2 * 4 * 16;
        double channel = 2 * 16 * (2 * 2 * 2 * 4) + values;
        double spatial = 2 * 16 * (2 * 9 * 25) + values;
        Assert.That(Cost(c => c.Attend(a => a.Channel(2))), Is.EqualTo(plain + channel));
        Assert.That(Cost(c => c.Attend(a => a.Spatial(3))), Is.EqualTo(plain + spatial));
        Assert.That(
            Cost(c => c.Attend(a => a.Channel(2).Spatial(3))),
            Is.EqualTo(plain + channel + spatial)
        );
    }

    [Test]
    public void Input_attention_adds_its_maps_once_for_all_outputs()
    {
        double Cost(Func<AttentionOptions, AttentionOptions> maps, bool lifted)
        {
            var b = lifted
                ? Start.Lift(4, 3).Convolve(2, 3, c => c.AttendInput(maps))
                : Start.Lift(4, 3, c => c.AttendInput(maps));
            return b.Build("small").Summary().Layers[lifted ? 1 : 0].MultiplyAdds;
        }
        Assert.That(
            Cost(a => a.Channel(2), lifted: true),
            Is.EqualTo(16 * (2 * 2 * 2 * 4) + 49 * 4 * 4)
        );
        Assert.That(
            Cost(a => a.Spatial(3), lifted: true),
            Is.EqualTo(16 * (2 * 9 * 49) + 49 * 4 * 4)
        );
        Assert.That(Cost(a => a.Channel(1), lifted: false), Is.EqualTo(2 * 2 * 2 * 2 + 81 * 2));
        Assert.That(Cost(a => a.Spatial(3), lifted: false), Is.EqualTo(4 * (2 * 9 * 81) + 81 * 2));
    }

    [Test]
    public void A_receptive_field_grows_by_the_steps_of_the_layers_before()
    {
        string Field(NetworkBuilder builder) => builder.Build("small").Summary().Field.ToString();
        var wide = Equivariant.On(PointGroups.P4).Input(1, 29);
        Assert.That(Field(wide.Lift(1, 3).MaxPool(3, stride: 2).Convolve(1, 3)), Is.EqualTo("9×9"));
        Assert.That(
            Field(wide.Lift(1, 3, c => c with { Dilation = 2, Padding = 2 }).Convolve(1, 3)),
            Is.EqualTo("7×7")
        );
        Assert.That(
            Field(wide.Lift(1, 3, c => c.Attend(a => a.Spatial(5, dilation: 2)))),
            Is.EqualTo("11×11")
        );
        Assert.That(Field(wide.Lift(1, 3, c => c.Attend(a => a.Channel(1)))), Is.EqualTo("29×29"));
        Assert.That(Field(wide.Lift(1, 3).GlobalPool()), Is.EqualTo("29×29"));
        // Three fine points lie on two of the pooled ones, which read four points; one more is the bound for any window.
        Assert.That(
            Field(Equivariant.On(PointGroups.P4).Input(1, 28).MaxPool(2).Upsample(2).Lift(1, 3)),
            Is.EqualTo("5×5")
        );
        Assert.That(
            Field(
                wide.Lift(1, 3)
                    .Residual(
                        b => b.Convolve(1, 5, c => c with { Padding = 2 }),
                        b => b.Convolve(1, 3, c => c with { Padding = 1 })
                    )
            ),
            Is.EqualTo("7×7")
        );
    }

    [Test]
    public void A_custom_design_counts_as_its_formula_is_written()
    {
        var design = DesignParser.Parse(
            """
            design own
            input f[3] on group
            output 2
            window S 3
            param w[2, 3, H, S]
            lambda(g; o). sum[c in Ch(3)] sum[k in H] sum[n in Win(S)] f[c](g*n*k) * w(k, n; o, c)
            """,
            "text"
        );
        var custom = Start.Lift(3, 3).Custom(design).Build("own").Summary().Layers[^1];
        var built = Start
            .Lift(3, 3)
            .Convolve(2, 3, c => c with { Padding = 1 })
            .Build("own")
            .Summary()
            .Layers[^1];
        Assert.That(custom.MultiplyAdds, Is.EqualTo(built.MultiplyAdds));
        Assert.That(custom.Field, Is.EqualTo(built.Field));
        Assert.That(custom.Block, Is.EqualTo("own"));
    }

    [Test]
    public void Exactness_tells_pooling_and_strided_convolutions_apart()
    {
        var exact = Catalogue.Parse("p4-allcnn").Summary();
        var strided = Catalogue.Parse("p4-allcnn-strided").Summary();
        Assert.That(exact.Exact.Order, Is.EqualTo(4));
        Assert.That(strided.Exact.Order, Is.EqualTo(1));
        Assert.That(
            strided.Layers.Where(layer => layer.Exact.Order == 1).Select(layer => layer.Layer),
            Is.EqualTo(new[] { "c3", "c6" })
        );
    }

    [Test]
    public void The_text_is_a_table_with_totals()
    {
        var text = Start.Lift(3, 3).Relu().PoolOverGroup().Build("small").Summary().ToString();
        Assert.That(
            text.Split('\n')
                .Select(line =>
                    string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                ),
            Is.EqualTo(
                new[]
                {
                    "small: p4 trivial · 2 channels · 9×9",
                    "layer block output shape parameters multiply-adds field exact",
                    "c1 lifting convolution p4 regular [3, 4, 7, 7] 54 10,584 3×3 all",
                    "relu p4 regular [3, 4, 7, 7] – – 3×3 all",
                    "max pooling over H p4 trivial [3, 1, 7, 7] – – 3×3 all",
                    "total p4 trivial [3, 1, 7, 7] 54 10,584 3×3 all",
                }
            )
        );
    }

    [Test]
    public void Summaries_are_values() =>
        Assert.That(
            Start.Lift(3, 3).Build("small").Summary(),
            Is.EqualTo(Start.Lift(3, 3).Build("small").Summary())
        );

    private static NetworkBuilder Start =>
        Equivariant.On(PointGroups.P4).Input(channels: 2, size: 9);
}
