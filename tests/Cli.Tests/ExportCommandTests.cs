using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

public sealed class ExportCommandTests
{
    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("p4-cnn", "float32")]
    [TestCase("alpha-p4-cnn", "float64", "--seed", "3", "--float64")]
    public async Task A_network_is_written_as_a_model(
        string network,
        string precision,
        params string[] more
    )
    {
        var path = _folder.File("network.onnx");
        var session = await Session.RunAsync([
            "export",
            network,
            "--onnx",
            path,
            "--json",
            .. more,
        ]);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var document = session.Json();
        Assert.That(document.GetProperty("network").GetString(), Is.EqualTo(network));
        Assert.That(document.GetProperty("precision").GetString(), Is.EqualTo(precision));
        Assert.That(document.GetProperty("opset").GetInt32(), Is.EqualTo(18));
        Assert.That(
            document.GetProperty("bytes").GetInt64(),
            Is.EqualTo(new FileInfo(path).Length).And.GreaterThan(10_000)
        );
    }

    [Test]
    public async Task Weights_of_another_network_are_refused_and_nothing_is_written()
    {
        var path = _folder.File("network.onnx");
        var session = await Session.RunAsync(
            "export",
            "p4-cnn",
            "--weights",
            SharedFiles.Reference("rotmnist/z2cnn.safetensors"),
            "--onnx",
            path
        );
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("c1.weight"));
        Assert.That(File.Exists(path), Is.False);
    }

    [Test]
    public async Task The_file_has_to_be_named()
    {
        var session = await Session.RunAsync("export", "p4-cnn");
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(session.Error, Does.Contain("--onnx"));
    }
}
