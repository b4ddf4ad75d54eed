using AgeFormal.Facade;
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

    [TestCase("--preprocess", true)]
    [TestCase("--json", false)]
    public async Task The_model_prepares_images_where_that_is_asked_for(
        string option,
        bool isPreprocessed
    )
    {
        var (path, direct) = (_folder.File("network.onnx"), _folder.File("direct.onnx"));
        var session = await Session.RunAsync("export", "p4-cnn", "--onnx", path, "--json", option);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var document = session.Json();
        Assert.That(
            document.GetProperty("isPreprocessed").GetBoolean(),
            Is.EqualTo(isPreprocessed)
        );
        Assert.That(
            document.GetProperty("preprocessing").GetString(),
            Is.EqualTo("(v/255 − 0.131775)/0.291525, axes in the order columns, rows")
        );
        Assert.That(
            document.GetProperty("classes").EnumerateArray().Select(name => name.GetString()),
            Is.EqualTo("0 1 2 3 4 5 6 7 8 9".Split(' '))
        );
        Demonstration.Embedded().Trained.ExportOnnx(direct, preprocess: isPreprocessed);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(File.ReadAllBytes(direct)));
    }

    [Test]
    public async Task What_is_printed_says_what_the_model_reads()
    {
        var path = _folder.File("network.onnx");
        var plain = await Session.RunAsync("export", "p4-cnn", "--onnx", path);
        var baked = await Session.RunAsync("export", "p4-cnn", "--onnx", path, "--preprocess");
        Assert.That(
            plain.Output,
            Does.Contain("it reads prepared images: (v/255 − 0.131775)/0.291525")
        );
        Assert.That(
            baked.Output,
            Does.Contain("it reads stored images, grey values from 0 to 255 in row order")
        );
    }

    [Test]
    public async Task A_preparation_that_is_not_known_is_refused_and_nothing_is_written()
    {
        var path = _folder.File("network.onnx");
        var session = await Session.RunAsync("export", "z2-allcnn", "--onnx", path, "--preprocess");
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("no preprocessing is given"));
        Assert.That(File.Exists(path), Is.False);
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
