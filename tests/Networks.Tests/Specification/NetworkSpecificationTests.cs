using System.Text.Json.Nodes;
using AgeFormal.Algebra;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using FsCheck.Fluent;

namespace AgeFormal.Networks.Tests.Specification;

/// <summary>Parse(Render(n)) = n, and what is no specification is refused by its place.</summary>
public sealed class NetworkSpecificationTests
{
    private static IEnumerable<string> CatalogueNames => Catalogue.Names.Select(name => $"{name}");

    [TestCaseSource(nameof(CatalogueNames))]
    public void A_network_of_the_catalogue_survives_its_text(string name)
    {
        var network = Catalogue.Parse(name);
        Assert.That(Parsed(NetworkSpecification.Render(network)!), Is.EqualTo(network));
    }

    [TestCase("alphaf-p6-allcnn-strided")]
    [TestCase("alpha-Th-volume")]
    public void A_network_beside_the_catalogue_survives_its_text(string name) =>
        A_network_of_the_catalogue_survives_its_text(name);

    [FsCheck.NUnit.Property]
    public FsCheck.Property Every_network_survives_its_text() =>
        Prop.ForAll(
            RandomNetwork.Any,
            network =>
                NetworkSpecification.Render(network) is { } text
                && Parsed(text) == network
                && NetworkSpecification.Render(Parsed(text)) == text
        );

    [Test]
    public void Different_networks_have_different_texts()
    {
        var texts = Catalogue.All.Select(NetworkSpecification.Render).ToArray();
        Assert.That(texts, Is.Unique);
    }

    [Test]
    public void A_function_of_the_users_own_has_no_text()
    {
        var own = new PointwiseFunction("softsign", x => x / (1 + Math.Abs(x)));
        Assert.That(
            NetworkSpecification.Render(Small with { Body = new Op.Pointwise(own) }),
            Is.Null
        );
        Assert.That(
            NetworkSpecification.Render(
                Small with
                {
                    Body = new Op.InputAttention { Channel = new(1) { Gate = own } },
                }
            ),
            Is.Null
        );
    }

    [Test]
    public void A_group_that_is_not_one_of_the_library_and_a_number_that_is_none_have_no_text()
    {
        var reordered = PointGroup.FromMatrices(
            "C4",
            "p4",
            Lattice.Square,
            [.. new[] { 0, 3, 2, 1 }.Select(h => PointGroups.P4.Matrices[h])],
            ["e", "a", "b", "c"]
        );
        Assert.That(
            NetworkSpecification.Render(
                Small with
                {
                    Input = Small.Input with { Group = reordered },
                }
            ),
            Is.Null
        );
        Assert.That(
            NetworkSpecification.Render(Small with { Body = new Op.Dropout(double.NaN) }),
            Is.Null
        );
    }

    [Test]
    public void More_nesting_than_a_reader_admits_has_no_text()
    {
        var nested = Op.Identity;
        for (var i = 0; i < 300; i++)
            nested = new Op.Sequence([new("a", nested)]);
        Assert.That(NetworkSpecification.Render(Small with { Body = nested }), Is.Null);
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        TestCaseData Fault(string name, string place, string words, Action<JsonObject> change) =>
            new TestCaseData(place, words, change).SetArgDisplayNames(name);
        yield return Fault(
            "another version",
            "version",
            "found 2; expected 1",
            of => of["version"] = 2
        );
        yield return Fault("no version", "the document", "'version'", of => of.Remove("version"));
        yield return Fault("an unknown name", "the document", "'weights'", of => of["weights"] = 1);
        yield return Fault("no group", "input.group", "\"p5\"", of => of["input"]!["group"] = "p5");
        yield return Fault(
            "a huge grid",
            "input.grid",
            "expected 1 to 3 sides",
            of => of["input"]!["grid"] = new JsonArray(60_000, 60_000)
        );
        yield return Fault(
            "no channels",
            "input.channels",
            "found 0; expected an integer from 1",
            of => of["input"]!["channels"] = 0
        );
        yield return Fault(
            "an unknown kind",
            "operator.layers[0].op.kind",
            "\"lift\"; expected one of liftingConvolution, ",
            of => First(of)["kind"] = "lift"
        );
        yield return Fault(
            "a window of text",
            "operator.layers[0].op.window",
            "expected an object of radius",
            of => First(of)["window"] = "3×3"
        );
        yield return Fault(
            "a huge window",
            "operator.layers[0].op.window.radius",
            "found 2147483647",
            of => First(of)["window"] = new JsonObject { ["radius"] = int.MaxValue }
        );
        yield return Fault(
            "a huge dilation",
            "operator.layers[0].op.sampling.dilation",
            "found 1000000000",
            of => First(of)["sampling"]!["dilation"] = 1_000_000_000
        );
        yield return Fault(
            "no fraction",
            "operator.layers[1].op.epsilon",
            "\"1/0\"; expected a fraction",
            of => of["operator"]!["layers"]![1]!["op"]!["epsilon"] = "1/0"
        );
        yield return Fault(
            "no design",
            "operator.layers[2].op.design",
            "expected a design (",
            of => of["operator"]!["layers"]![2]!["op"]!["design"] = "design d\n"
        );
        yield return Fault(
            "no layers",
            "operator.layers",
            "found null; expected an array",
            of => of["operator"]!["layers"] = null
        );
    }

    [TestCaseSource(nameof(Faults))]
    public void A_fault_is_named_by_its_place(string place, string words, Action<JsonObject> change)
    {
        var document = JsonNode.Parse(NetworkSpecification.Render(Small)!)!.AsObject();
        change(document);
        var fault = Assert.Throws<SpecificationException>(() =>
            NetworkSpecification.Parse(document.ToJsonString(), "file")
        )!;
        Assert.That(fault.Place, Is.EqualTo(place));
        Assert.That(fault.Message, Does.StartWith($"file, {place}: found ").And.Contain(words));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("{\"version\":1,\"version\":1}")]
    [TestCase("[1]")]
    public void What_is_no_document_is_refused(string text) =>
        Assert.That(
            () => NetworkSpecification.Parse(text),
            Throws.TypeOf<SpecificationException>()
        );

    [Test]
    public void A_file_of_parameters_says_which_network_it_holds_even_one_without_a_name_of_the_catalogue()
    {
        var network = Small with { Name = "a design of mine" };
        var values = Parameters<double>.Generate(network.Elaborate(), (_, _, i) => i % 8);
        var file = ParameterFile.Write(network, values);
        Assert.That(ParameterFile.NetworkOf(file), Is.EqualTo(network));
    }

    [Test]
    public void A_file_without_a_specification_holds_the_network_of_the_catalogue_that_it_names()
    {
        TensorFile Named(params (string Key, string Value)[] metadata) =>
            TensorFile.Of(
                [],
                metadata.Select(entry => KeyValuePair.Create(entry.Key, entry.Value))
            );
        Assert.That(
            ParameterFile.NetworkOf(Named((ParameterFile.NetworkKey, "p4-cnn"))),
            Is.EqualTo(Catalogue.Parse("p4-cnn"))
        );
        Assert.That(ParameterFile.NetworkOf(Named((ParameterFile.NetworkKey, "mine"))), Is.Null);
        Assert.That(ParameterFile.NetworkOf(Named()), Is.Null);
        Assert.That(
            () => ParameterFile.NetworkOf(Named((ParameterFile.SpecificationKey, "{}")), "w"),
            Throws.TypeOf<SpecificationException>().With.Message.StartsWith("w, specification, ")
        );
    }

    private static Network Parsed(string text) => NetworkSpecification.Parse(text);

    private static JsonObject First(JsonObject document) =>
        document["operator"]!["layers"]![0]!["op"]!.AsObject();

    private static Network Small { get; } =
        new(
            "small",
            new Op.Sequence([
                new("c1", new Op.LiftingConvolution(2, Region.Box(3, 3))),
                new("bn1", new Op.BatchNormalization()),
                new(
                    "own",
                    new Op.Custom(
                        Operators.Language.DesignParser.Parse(
                            "design twice\ngroup any\ninput f[2] on group\noutput 2\n\nλ(g; o). 2 * f[o](g)\n",
                            "twice"
                        )
                    )
                ),
            ]),
            new(PointGroups.P4, Fibre.Trivial, 1, Region.Box(5, 5))
        );
}
