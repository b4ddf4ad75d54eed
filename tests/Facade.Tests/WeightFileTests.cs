using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Learning;
using AgeFormal.Networks;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Tests;

/// <summary>A file of weights alone is enough to open the network that it holds.</summary>
public sealed class WeightFileTests
{
    private static readonly Network Mine = new(
        "mine",
        new Op.Sequence([
            new("c1", new Op.LiftingConvolution(2, Region.Box(3, 3))),
            new("bn1", new Op.BatchNormalization()),
            new("", new Op.Pointwise(PointwiseFunction.Relu)),
            new("c2", new Op.GroupConvolution(3, Region.Box(1, 1))),
        ]),
        new(PointGroups.P4m, Fibre.Trivial, 1, Region.Box(5, 5))
    );

    private static TensorFile Own =>
        ParameterFile.Write(Mine, TrainedNetwork.Initial(Mine, 4).Parameters, [new("seed", "4")]);

    [Test]
    public void A_network_that_is_not_of_the_catalogue_is_opened_from_its_file_alone()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("mine.safetensors");
        Safetensors.Write(path, Own);
        var trained = TrainedNetwork.Read(path);
        Assert.That(trained.Network, Is.EqualTo(Mine));
        var input = Signal<double>.Generate(Mine.Input, 2, i => i % 5 - 2);
        using var reopened = trained.Compile();
        using var first = TrainedNetwork.Initial(Mine, 4).Compile();
        Assert.That(reopened.Run(input), Is.EqualTo(first.Run(input)));
    }

    [Test]
    public void A_state_dictionary_needs_the_network_beside_it()
    {
        var published = TensorFile.Of(Own.Tensors);
        Assert.That(
            () => TrainedNetwork.Of(published, "state.safetensors"),
            Throws
                .TypeOf<UnspecifiedNetworkException>()
                .With.Message.StartsWith("state.safetensors: found neither")
        );
        Assert.That(TrainedNetwork.Of(Mine, published).Network, Is.EqualTo(Mine));
    }

    [Test]
    public void A_damaged_specification_is_refused_by_file_and_place() =>
        Assert.That(
            () =>
                TrainedNetwork.Of(
                    TensorFile.Of(
                        Own.Tensors,
                        [new(ParameterFile.SpecificationKey, "{\"version\":9}")]
                    ),
                    "damaged.safetensors"
                ),
            Throws
                .TypeOf<SpecificationException>()
                .With.Message.EqualTo(
                    "damaged.safetensors, specification, version: found 9; expected 1, the version that is known."
                )
        );

    [Test]
    public void All_misfits_are_listed_by_kind()
    {
        var file = Own.With("c1.weight", null)
            .With("bn1.bias", null)
            .With("c9.weight", TensorData.FromSingle([1], [1]))
            .With("c2.weight", TensorData.FromSingle([2], [1, 2]))
            .With("bn1.weight", TensorData.FromSingle([3], [1, 2, 3]));
        var refusal = Assert.Throws<WeightsMismatchException>(() =>
            TrainedNetwork.Of(file, "mine.safetensors")
        )!;
        Assert.That(
            refusal.Message,
            Is.EqualTo(
                """
                mine.safetensors: expected the weights of mine; what does not fit:
                  missing (2): 'c1.weight' [2, 1, 3, 3]; 'bn1.bias' [2]
                  unexpected (1): 'c9.weight' F32[1]
                  wrongly shaped (2): 'bn1.weight' is F32[3], expected [2]; 'c2.weight' is F32[2], expected [3, 2, 8, 1, 1]
                """.ReplaceLineEndings("\n")
            )
        );
        Assert.That(refusal.Misfits, Has.Exactly(5).Items);
    }

    [Test]
    public void An_own_file_is_described_layer_by_layer()
    {
        var inspection = WeightsInspection.Of(Own);
        Assert.That(inspection.Network, Is.EqualTo(Mine));
        Assert.That(
            inspection.Layers.Select(layer => $"{layer.Path} {layer.Block}"),
            Is.EqualTo(
                new[] { "c1 LiftingConvolution", "bn1 BatchNormalization", "c2 GroupConvolution" }
            )
        );
        Assert.That(
            inspection.Layers[2].Tensors,
            Is.EqualTo(new InspectedTensor[] { new("c2.weight", "F32", [3, 2, 8, 1, 1], 48) })
        );
        Assert.That(inspection.TrainedValues, Is.EqualTo(18 + 4 + 48));
        Assert.That(inspection.StoredValues, Is.EqualTo(18 + 8 + 48));
        Assert.That(
            inspection.Metadata,
            Is.EqualTo(new KeyValuePair<string, string>[] { new("seed", "4") })
        );
        Assert.That(inspection.Fitting, Is.Empty);
    }

    [Test]
    public void The_embedded_weights_are_those_of_the_network_that_they_name() =>
        Assert.That(
            WeightsInspection
                .Read(
                    Path.Combine(
                        Repository.Root,
                        "Facade",
                        "AgeFormal.Facade",
                        "Resources",
                        "p4-cnn.safetensors"
                    )
                )
                .Network,
            Is.EqualTo(Catalogue.Parse("p4-cnn"))
        );

    [TestCase("rotmnist/f_att_p4cnn.safetensors", "alphaf-p4-cnn")]
    [TestCase("rotmnist/p4cnn.safetensors", "p4-cnn")]
    public void A_published_state_dictionary_fits_its_networks_of_the_catalogue(
        string file,
        string name
    )
    {
        var inspection = WeightsInspection.Read(SharedFiles.Reference(file));
        Assert.That(inspection.Network, Is.Null);
        Assert.That(inspection.Fitting, Does.Contain(name).And.Not.Contain("p4m-cnn"));
        Assert.That(inspection.Tensors, Is.Not.Empty);
    }
}
