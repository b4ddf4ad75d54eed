using System.Text.RegularExpressions;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests;

public sealed class CatalogueTests
{
    [TestCase("z2-cnn", 21_620)]
    [TestCase("p4-cnn", 24_610)]
    [TestCase("p4m-cnn", 26_747)]
    [TestCase("alpha-p4-cnn", 73_130)]
    [TestCase("alpha-ch-p4-cnn", 48_630)]
    [TestCase("alpha-sp-p4-cnn", 49_110)]
    [TestCase("alphaf-p4-cnn", 29_462)]
    [TestCase("z2-allcnn", 1_370_996)]
    [TestCase("p4-allcnn", 1_370_372)]
    [TestCase("alphaf-p4-allcnn", 1_400_120)]
    [TestCase("alpha-p4-allcnn", 3_642_388)]
    [TestCase("alpha-ch-p4-allcnn", 3_407_972)]
    [TestCase("alpha-sp-p4-allcnn", 1_604_788)]
    [TestCase("p4m-allcnn", 1_219_252)]
    [TestCase("alphaf-p4m-allcnn", 1_249_192)]
    [TestCase("z2-resnet44", 2_636_064)]
    [TestCase("p4m-resnet44", 2_621_683)]
    [TestCase("alphaf-p4m-resnet44", 2_693_911)]
    [TestCase("p4-densenet", 129_649)]
    [TestCase("alphaf-p4-densenet", 140_453)]
    [TestCase("p4m-densenet", 124_209)]
    [TestCase("alphaf-p4m-densenet", 141_221)]
    public void A_network_has_the_published_number_of_parameters(string name, int count) =>
        Assert.That(Catalogue.Parse(name).CountParameters(), Is.EqualTo(count));

    [TestCase("p4-resnet44", 2_640_000, 0.01)]
    [TestCase("z2-densenet", 129_649, 0.05)]
    public void A_width_between_the_published_ones_keeps_the_number_of_parameters(
        string name,
        int count,
        double tolerance
    ) =>
        Assert.That(
            Catalogue.Parse(name).CountParameters(),
            Is.EqualTo(count).Within(tolerance * count)
        );

    [TestCaseSource(nameof(Names))]
    public void A_listed_network_is_well_typed_and_ends_in_one_point_or_for_segmentation_on_its_grid(
        string name
    )
    {
        var op = Catalogue.Parse(name).Elaborate();
        Assert.That(op.Output.Fibre, Is.EqualTo(Fibre.Trivial));
        if (NetworkName.Parse(name).Architecture == NetworkArchitecture.UNet)
            Assert.That(op.Output, Is.EqualTo(op.Input with { Channels = 2 }));
        else
            Assert.That(op.Output.Grid.BoxCount, Is.EqualTo(1));
    }

    [TestCase("p4-unet", 129_672)]
    [TestCase("alphaf-p4-unet", 147_020)]
    public void A_network_for_segmentation_has_a_known_number_of_parameters(
        string name,
        int count
    ) => Assert.That(Catalogue.Parse(name).CountParameters(), Is.EqualTo(count));

    [TestCase(28, 3, true)]
    [TestCase(30, 2, true)]
    [TestCase(5, 1, true)]
    [TestCase(30, 3, false)]
    [TestCase(31, 2, false)]
    public void A_network_for_segmentation_has_sides_that_are_multiples_of_its_coarsest_step(
        int side,
        int levels,
        bool fits
    )
    {
        FieldType Output() =>
            SegmentationNetwork
                .Create("u", PointGroups.P4m, 2, side: side, levels: levels)
                .Elaborate()
                .Output;
        if (fits)
            Assert.That(Output().Grid, Is.EqualTo(Region.Box(side, side)));
        else
            Assert.That(
                Output,
                Throws.InstanceOf<TypingException>().With.Message.Contains("a concatenation differ")
            );
    }

    [TestCase(0, 3)]
    [TestCase(1, 0)]
    [TestCase(1, 11)]
    [TestCase(int.MaxValue, 1)]
    public void A_network_for_segmentation_of_no_size_is_refused(int channels, int levels) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            SegmentationNetwork.Create("u", PointGroups.P4, channels, levels: levels)
        );

    [TestCaseSource(nameof(StridedNames))]
    public void The_strided_form_has_the_parameters_of_the_exact_one(string name)
    {
        var listed = NetworkName.Parse(name);
        var exact = NetworkName.Of(listed.Group, listed.Architecture, listed.Attention).Create();
        Assert.That(Parameters(listed.Create()), Is.EqualTo(Parameters(exact)));

        static IEnumerable<string> Parameters(Network network) =>
            network.Elaborate().Parameters().Select(p => $"{p.Name} {p.Declaration.Shape}");
    }

    [Test]
    public void Names_are_distinct_and_are_those_of_the_networks()
    {
        Assert.That(Names(), Is.Unique);
        Assert.That(Catalogue.All.Select(network => network.Name), Is.EqualTo(Names()));
    }

    [TestCaseSource(nameof(Names))]
    public void A_name_is_read_back(string name)
    {
        Assert.That(NetworkName.Parse(name).ToString(), Is.EqualTo(name));
        Assert.That(
            NetworkName.Parse(name.ToUpperInvariant()),
            Is.EqualTo(NetworkName.Parse(name))
        );
    }

    [TestCase("p4-allcnn-w16", "16 16 16 32 32 32 32 32 10")]
    [TestCase("p4m-allcnn-w4-strided", "4 4 4 8 8 8 8 8 10")]
    [TestCase("alpha-p4-cnn-w1", "1 1 1 1 1 1 10")]
    [TestCase("z2-cnn-w7", "7 7 7 7 7 7 10")]
    public void A_name_with_a_width_is_that_of_a_network_of_that_width(string name, string channels)
    {
        var parsed = NetworkName.Parse(name);
        var network = parsed.Create();
        Assert.That($"{parsed}", Is.EqualTo(name));
        Assert.That(network.Name, Is.EqualTo(name));
        Assert.That(NetworkName.Parse(name.ToUpperInvariant()), Is.EqualTo(parsed));
        Assert.That(
            string.Join(
                ' ',
                network
                    .Elaborate()
                    .Leaves()
                    .Where(leaf => Regex.IsMatch(leaf.Path, "^c[0-9]$"))
                    .Select(leaf => leaf.Output.Channels)
            ),
            Is.EqualTo(channels)
        );
    }

    [Test]
    public void Every_architecture_has_every_width()
    {
        foreach (var architecture in NetworkArchitecture.All)
        foreach (var width in (int[])[1, 3])
        {
            var group = architecture.Dimension == 2 ? PointGroups.P4 : PointGroups.O;
            var narrow = NetworkName
                .Of(group, architecture, AttentionDesign.Alpha, width: width)
                .Create();
            Assert.That(
                narrow.CountParameters(),
                Is.LessThan(
                    NetworkName
                        .Of(group, architecture, AttentionDesign.Alpha)
                        .Create()
                        .CountParameters()
                )
            );
        }
    }

    [TestCase("p4-cnn-w0")]
    [TestCase("p4-cnn-w007")]
    [TestCase("p4-cnn-w1048577")]
    [TestCase("p4-cnn-w99999999999")]
    public void A_width_out_of_bounds_is_refused_by_name(string name) =>
        Assert.That(
            Assert.Throws<UnknownNetworkException>(() => NetworkName.Parse(name))!.Message,
            Does.Contain("is no width; expected wN with N from 1 to 1048576")
        );

    [Test]
    public void P1_is_another_word_for_z2() =>
        Assert.That(Catalogue.Parse("alphaf-p1-allcnn").Name, Is.EqualTo("alphaf-z2-allcnn"));

    [TestCase("alpha-p4m-cnn")]
    [TestCase("alphaf-z2-cnn")]
    [TestCase("alpha-z2-densenet")]
    [TestCase("alpha-ch-cmm-resnet44")]
    [TestCase("alpha-p4m-densenet")]
    [TestCase("alphaf-p6m-allcnn-strided")]
    [TestCase("alpha-p3m1-resnet44-strided")]
    [TestCase("alphaf-Th-volume")]
    [TestCase("D4h-volume")]
    [TestCase("z2-unet")]
    [TestCase("alpha-p4m-unet")]
    [TestCase("alphaf-cmm-unet")]
    public void Combinations_that_no_paper_has_are_well_typed(string name) =>
        Assert.That(() => Catalogue.Parse(name).Elaborate(), Throws.Nothing);

    [TestCase("p4", "'p4' is no group and architecture")]
    [TestCase("", "'' is no group and architecture")]
    [TestCase("p4-lenet", "'lenet' is no architecture; expected [alpha-|")]
    [TestCase("beta-p4-cnn", "no group is called 'beta-p4'; expected one of p1, p2, p4")]
    [TestCase("alpha-cnn", "'cnn' is no group and architecture")]
    [TestCase("O-cnn", "O acts on 3 dimensions, expected a group of 2 for cnn")]
    [TestCase("p4m-volume", "p4m acts on 2 dimensions, expected a group of 3 for volume")]
    [TestCase("p4-cnn-strided", "cnn has no strided convolutions, expected allcnn or resnet44")]
    public void A_name_of_no_network_is_refused_with_its_offending_part(string name, string words)
    {
        var error = Assert.Throws<UnknownNetworkException>(() => Catalogue.Parse(name))!;
        Assert.That(error.Message, Does.StartWith($"No network is called '").And.Contains(words));
    }

    [TestCase("p4-cnm", "p4-cnn")]
    [TestCase("alhpa-p4-cnn", "alpha-p4-cnn")]
    [TestCase("alphaf_p4m_allcnn", "alphaf-p4m-allcnn")]
    [TestCase("p4-resnet-w8", "p4-resnet44-w8")]
    [TestCase("p4allcnn", "p4-allcnn")]
    [TestCase("lenet", null)]
    public void A_misspelt_name_is_told_with_the_nearest(string name, string? meant)
    {
        var error = Assert.Throws<UnknownNetworkException>(() => Catalogue.Parse(name))!;
        Assert.That(error.Suggestion, Is.EqualTo(meant));
        if (meant is not null)
            Assert.That(Catalogue.Parse(meant).Name, Is.EqualTo(meant));
    }

    [TestCase("p6-cnn", "pooling after bn2", "side 2")]
    [TestCase("alphaf-p6m-allcnn", "pooling after c3", "side 2")]
    [TestCase("p3-resnet44", "layers_nc16.0.pooling after c1", "side 2")]
    [TestCase("p6-unet", "level2.pooling of the input", "side 2")]
    [TestCase("p31m-densenet", "trans_layers.0.pooling after conv", "side 2")]
    public void A_window_that_the_hexagonal_lattice_lacks_is_named_with_its_layer(
        string name,
        string layer,
        string side
    )
    {
        var error = Assert.Throws<TypingException>(() => Catalogue.Parse(name))!;
        Assert.That(error.Layer, Is.EqualTo(layer));
        Assert.That(error.Reason, Does.Contain(side).And.Contains("expected an odd side"));
    }

    [Test]
    public void Parameters_have_the_published_names()
    {
        Assert.That(
            ParametersOf("alphaf-p4-cnn").Take(5),
            Is.EqualTo(
                new[]
                {
                    "c1.channel_attention.weight_fc1",
                    "c1.channel_attention.weight_fc2",
                    "c1.spatial_attention.weight",
                    "c1.weight",
                    "bn1.weight",
                }
            )
        );
        Assert.That(
            ParametersOf("p4m-resnet44"),
            Does.Contain("layers_nc32.0.c1.weight")
                .And.Contain("layers_nc16.0.fiber_map.weight")
                .And.Contain("layers_nc8.6.bn2.running_var")
                .And.Contain("c_out.weight")
        );
        Assert.That(
            ParametersOf("alphaf-p4-densenet"),
            Does.Contain("block_layers.4.conv.channel_attention.weight_fc1")
                .And.Contain("trans_layers.3.bn.bias")
                .And.Contain("bn_out.weight")
        );
        Assert.That(
            ParametersOf("alphaf-p4-unet"),
            Does.Contain("level2.level3.c1.weight")
                .And.Contain("level2.c1.channel_attention.weight_fc1")
                .And.Contain("c3.weight")
        );

        static string[] ParametersOf(string name) =>
            [.. Catalogue.Parse(name).Elaborate().Parameters().Select(p => p.Name)];
    }

    private static IEnumerable<string> StridedNames() =>
        Catalogue
            .Names.Where(name => name.Form == SamplingForm.Strided)
            .Select(name => name.ToString());

    private static IEnumerable<string> Names() => Catalogue.Names.Select(name => name.ToString());
}
