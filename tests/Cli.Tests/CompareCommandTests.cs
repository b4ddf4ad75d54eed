using AgeFormal.Laws;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Cli.Tests;

public sealed class CompareCommandTests
{
    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("p4-cnn", "p4cnn")]
    [TestCase("z2-cnn", "z2cnn")]
    public async Task Published_weights_reproduce_every_recorded_tensor(
        string network,
        string files
    )
    {
        var session = await Session.RunAsync(
            "compare",
            network,
            "--weights",
            Weights(files),
            "--vectors",
            Vectors(files),
            "--json"
        );
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var document = session.Json();
        Assert.That(
            document.GetProperty("maxRelativeError").GetDouble(),
            Is.GreaterThan(0).And.LessThan(1e-5)
        );
        Assert.That(document.GetProperty("tensors").GetArrayLength(), Is.EqualTo(8));
    }

    [Test]
    public async Task A_changed_weight_is_noticed()
    {
        var weights = Safetensors.Read(Weights("p4cnn"));
        var changed = weights["c3.weight"].ToSingle();
        changed[5] += 0.01f;
        var file = _folder.File("changed.safetensors");
        Safetensors.Write(
            file,
            TensorFile.Of(
                weights.Tensors.Select(entry =>
                    entry.Key == "c3.weight"
                        ? KeyValuePair.Create(
                            entry.Key,
                            TensorData.FromSingle([.. entry.Value.Shape], changed)
                        )
                        : entry
                )
            )
        );
        var session = await Session.RunAsync(
            "compare",
            "p4-cnn",
            "--weights",
            file,
            "--vectors",
            Vectors("p4cnn")
        );
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Output, Does.Contain("differs").And.Contain("NOT within"));
        Assert.That(session.Error, Is.Empty);
    }

    [Test]
    public async Task Weights_of_another_network_are_refused_by_name()
    {
        var session = await Session.RunAsync(
            "compare",
            "p4-cnn",
            "--weights",
            Weights("z2cnn"),
            "--vectors",
            Vectors("p4cnn")
        );
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(
            session.Error,
            Does.Contain("c1.weight").And.Contain("p4-cnn").And.Contain("expected")
        );
        Assert.That(session.Error, Does.Not.Contain("   at "));
    }

    [Test]
    public async Task A_truncated_file_and_an_absent_one_are_refused()
    {
        var file = _folder.File("truncated.safetensors");
        await File.WriteAllBytesAsync(
            file,
            (await File.ReadAllBytesAsync(Weights("p4cnn")))[..5000]
        );
        var truncated = await Session.RunAsync(
            "compare",
            "p4-cnn",
            "--weights",
            file,
            "--vectors",
            Vectors("p4cnn")
        );
        Assert.That(truncated.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(truncated.Error, Does.Contain("truncated.safetensors"));
        var absent = await Session.RunAsync(
            "compare",
            "p4-cnn",
            "--weights",
            _folder.File("absent"),
            "--vectors",
            Vectors("p4cnn")
        );
        Assert.That(absent.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(absent.Error, Does.Contain("absent"));
    }

    [Test]
    public async Task Options_that_are_missing_are_named()
    {
        var session = await Session.RunAsync("compare", "p4-cnn");
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(session.Error, Does.Contain("--weights").And.Contain("--vectors"));
    }

    private static string Weights(string name) =>
        SharedFiles.Reference($"rotmnist/{name}.safetensors");

    private static string Vectors(string name) =>
        SharedFiles.Reference($"rotmnist/{name}.vectors.safetensors");
}
