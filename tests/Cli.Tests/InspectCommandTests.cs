using AgeFormal.Laws;
using AgeFormal.Learning;
using AgeFormal.Networks;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Cli.Tests;

public sealed class InspectCommandTests
{
    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task An_own_file_is_shown_with_its_network_layers_and_training()
    {
        var session = await Session.RunAsync("inspect", OwnFile());
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(
            session.Output,
            Does.Contain("alphaf-p4-cnn on p4 trivial · 1 channel · 28×28: 29,462 parameters")
                .And.Contain("c1.weight")
                .And.Contain("recipe: by hand")
                .And.Not.Contain("specification")
        );
    }

    [Test]
    public async Task The_document_lists_the_same()
    {
        var session = await Session.RunAsync("inspect", OwnFile(), "--json");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var document = session.Json();
        Assert.That(document.GetProperty("network").GetString(), Is.EqualTo("alphaf-p4-cnn"));
        Assert.That(document.GetProperty("group").GetString(), Is.EqualTo("p4"));
        Assert.That(document.GetProperty("parameters").GetInt32(), Is.EqualTo(29_462));
        Assert.That(
            document.GetProperty("metadata").GetProperty("recipe").GetString(),
            Is.EqualTo("by hand")
        );
        var tensor = document
            .GetProperty("layers")
            .EnumerateArray()
            .SelectMany(layer => layer.GetProperty("tensors").EnumerateArray())
            .Single(one => one.GetProperty("name").GetString() == "c2.weight");
        Assert.That(tensor.GetProperty("dtype").GetString(), Is.EqualTo("F32"));
        Assert.That(
            tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()),
            Is.EqualTo(new[] { 10, 10, 4, 3, 3 })
        );
    }

    [Test]
    public async Task A_published_state_dictionary_is_listed_with_the_networks_that_it_fits()
    {
        var session = await Session.RunAsync(
            "inspect",
            SharedFiles.Reference("rotmnist/z2cnn.safetensors")
        );
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(
            session.Output,
            Does.Contain("No network is named")
                .And.Contain("c1.weight")
                .And.Contain("networks of the catalogue that fit: z2-cnn")
        );
    }

    [Test]
    public async Task A_file_that_is_none_is_refused()
    {
        var path = _folder.File("none.safetensors");
        await File.WriteAllTextAsync(path, "this is a text of some length");
        var session = await Session.RunAsync("inspect", path);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("none.safetensors").And.Contain("expected"));
    }

    [Test]
    public async Task Weights_that_do_not_fit_are_listed_one_kind_a_line()
    {
        var session = await Session.RunAsync(
            "export",
            "alphaf-p4-cnn",
            "--weights",
            SharedFiles.Reference("rotmnist/p4cnn.safetensors"),
            "--onnx",
            _folder.File("out.onnx")
        );
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Match(@"(?m)^  missing \(\d+\): '"));
    }

    private string OwnFile()
    {
        var network = Catalogue.Parse("alphaf-p4-cnn");
        var path = _folder.File("own.safetensors");
        Safetensors.Write(
            path,
            ParameterFile.Write(
                network,
                TrainedNetwork.Initial(network).Parameters,
                [new("recipe", "by hand")]
            )
        );
        return path;
    }
}
