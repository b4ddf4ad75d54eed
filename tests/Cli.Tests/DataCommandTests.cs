using AgeFormal.Facade;
using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Cli.Tests;

/// <summary>The commands that read the MNIST files.</summary>
public sealed class DataCommandTests
{
    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("p4-cnn", "p4cnn", 1.8, 2.4)]
    [TestCase("z2-cnn", "z2cnn", 4.0, 5.0)]
    [Category("Long")]
    public async Task Published_weights_have_the_published_test_error(
        string network,
        string weights,
        double least,
        double most
    )
    {
        var file = SharedFiles.Reference($"rotmnist/{weights}.safetensors");
        var session = await Session.RunAsync(
            "evaluate",
            network,
            "--weights",
            file,
            "--data",
            SharedFiles.Mnist(),
            "--json"
        );
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(session.Json().GetProperty("examples").GetInt32(), Is.EqualTo(10_000));
        Assert.That(
            session.Json().GetProperty("errorPercent").GetDouble(),
            Is.InRange(least, most)
        );
    }

    [Test]
    [Category("Long")]
    public async Task Two_epochs_lower_the_loss_and_write_weights_that_verify()
    {
        var file = _folder.File("p4.safetensors");
        var session = await Session.RunAsync(
            "train",
            "p4-cnn",
            "--data",
            SharedFiles.Mnist(),
            "--epochs",
            "2",
            "--output",
            file,
            "--json"
        );
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var losses = session
            .Json()
            .GetProperty("history")
            .EnumerateArray()
            .Select(epoch => epoch.GetProperty("trainingLoss").GetDouble())
            .ToArray();
        Assert.That(losses[1], Is.LessThan(losses[0]));
        Assert.That(Safetensors.Read(file).Metadata["network"], Is.EqualTo("p4-cnn"));
        Assert.That(
            (await Session.RunAsync("verify", "p4-cnn", "--weights", file)).ExitCode,
            Is.Zero
        );
    }

    [TestCase("alphaf-p4-cnn", "500")]
    [TestCase("alpha-p4-cnn", "100")]
    [Category("Long")]
    public async Task Attentive_networks_train_on_some_of_the_digits(string network, string digits)
    {
        var file = _folder.File("weights.safetensors");
        var session = await Session.RunAsync(
            "train",
            network,
            "--data",
            SharedFiles.Mnist(),
            "--epochs",
            "2",
            "--digits",
            digits,
            "--validation",
            "20",
            "--batch",
            "20",
            "--output",
            file,
            "--json"
        );
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var result = session.Json();
        Assert.That($"{result.GetProperty("trainingExamples")}", Is.EqualTo(digits));
        Assert.That($"{result.GetProperty("validationExamples")}", Is.EqualTo("20"));
        var losses = result
            .GetProperty("history")
            .EnumerateArray()
            .Select(epoch => epoch.GetProperty("trainingLoss").GetDouble())
            .ToArray();
        Assert.That(losses[1], Is.LessThan(losses[0]));
        Assert.That(Safetensors.Read(file).Metadata["network"], Is.EqualTo(network));
    }

    [Test]
    public async Task An_interrupted_training_ends_with_code_130_and_leaves_no_file()
    {
        var mnist = SharedFiles.Mnist();
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var code = await CommandLine.RunAsync(
            ["train", "p4-cnn", "--data", mnist, "--output", _folder.File("weights.safetensors")],
            Terminal.Plain(output, error),
            source.Token
        );
        Assert.That(code, Is.EqualTo(ExitCodes.Interrupted));
        Assert.That(error.ToString(), Does.Contain("interrupted"));
        Assert.That(_folder.Names, Is.Empty);
    }

    [Test]
    public async Task A_folder_without_the_files_is_refused_with_the_names_looked_for()
    {
        foreach (
            var arguments in (string[][])
                [
                    [
                        "train",
                        "p4-cnn",
                        "--data",
                        _folder.Path,
                        "--output",
                        _folder.File("w.safetensors"),
                    ],
                    ["evaluate", "p4-cnn", "--data", _folder.Path, "--weights", EmptyWeights()],
                ]
        )
        {
            var session = await Session.RunAsync(arguments);
            Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
            Assert.That(session.Error, Does.StartWith("error: ").And.Not.Contain("   at "));
        }
        Assert.That(
            (await Session.RunAsync("train", "p4-cnn", "--data", _folder.Path)).Error,
            Does.Contain("train-images-idx3-ubyte")
        );
    }

    [Test]
    public async Task Pictures_by_class_are_recognised_and_classified()
    {
        var digits = DigitSample.Read(DigitSample.EmbeddedFile());
        for (var i = 0; i < 40; i++)
        {
            var folder = _folder.File($"test/{digits.Labels.Span[i]}");
            Directory.CreateDirectory(folder);
            PictureFile.Write(Path.Combine(folder, $"{i}.png"), digits, i);
        }
        for (var label = 0; label < 10; label++)
            Directory.CreateDirectory(_folder.File($"test/{label}"));
        var weights = _folder.File("own.safetensors");
        Demonstration.Embedded().Trained.Save(weights);
        var session = await Session.RunAsync("evaluate", weights, "--data", _folder.Path, "--json");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(
            session.Error.ReplaceLineEndings(" "),
            Does.Contain("pictures by class, divided into parts")
        );
        var result = session.Json();
        Assert.That(result.GetProperty("examples").GetInt32(), Is.EqualTo(40));
        Assert.That(result.GetProperty("errors").GetInt32(), Is.LessThan(5));
        Assert.That(
            result.GetProperty("data").GetString(),
            Is.EqualTo("pictures by class, divided into parts")
        );
    }

    [Test]
    public async Task An_output_folder_that_is_not_there_is_refused_before_the_training()
    {
        var target = Path.Combine(_folder.Path, "absent", "w.safetensors");
        var session = await Session.RunAsync(
            "train",
            "p4-cnn",
            "--data",
            _folder.Path,
            "--output",
            target
        );
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain(target));
    }

    [TestCase("--epochs", "0")]
    [TestCase("--epochs", "many")]
    [TestCase("--seed", "-3")]
    [TestCase("--digits", "0")]
    [TestCase("--validation", "0")]
    [TestCase("--batch", "0")]
    public async Task Numbers_out_of_range_are_refused(string option, string value)
    {
        var session = await Session.RunAsync(
            "train",
            "p4-cnn",
            "--data",
            _folder.Path,
            option,
            value
        );
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(session.Error, Does.Contain(option));
    }

    private string EmptyWeights()
    {
        var file = _folder.File("empty.safetensors");
        Safetensors.Write(file, TensorFile.Of([]));
        return file;
    }
}
