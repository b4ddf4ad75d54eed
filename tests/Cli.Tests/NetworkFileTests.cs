using System.Buffers.Binary;
using System.IO.Pipes;
using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Facade;
using AgeFormal.Facade.Building;
using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using AgeFormal.Networks;
using AgeFormal.Networks.Building;
using AgeFormal.Networks.Images;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Cli.Tests;

/// <summary>A file of weights stands in the place of a network's name: it knows its network.</summary>
public sealed class NetworkFileTests
{
    // No catalogue has this network.
    private static readonly Network Mine = Equivariant
        .On(PointGroups.P4)
        .Input(channels: 1, size: 28)
        .Then(b => b.Lift(2, 5).BatchNorm().Relu().MaxPool(4).Convolve(10, 6))
        .PoolOverGroup()
        .Classes(10)
        .Build("mine");

    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task A_network_that_no_catalogue_has_is_verified_from_its_file()
    {
        var session = await Session.RunAsync("verify", Write(Mine), "--digits", "1", "--json");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(
            session.Json().GetProperty("conclusion").GetString(),
            Is.EqualTo("provedAndExact")
        );
    }

    [Test]
    public async Task A_file_is_evaluated_as_its_network_is_with_the_weights_beside_the_name()
    {
        var network = Catalogue.Parse("z2-cnn");
        var file = Write(network);
        WriteDigits();
        var alone = await Session.RunAsync("evaluate", file, "--data", _folder.Path, "--json");
        Assert.That(alone.ExitCode, Is.Zero, alone.Error);
        var named = await Session.RunAsync(
            "evaluate",
            network.Name,
            "--weights",
            file,
            "--data",
            _folder.Path,
            "--json"
        );
        Assert.That(Number(alone, "examples"), Is.EqualTo(60));
        Assert.That(alone.Json().GetProperty("network").GetString(), Is.EqualTo(network.Name));
        foreach (var number in new[] { "errors", "loss" })
            Assert.That(Number(alone, number), Is.EqualTo(Number(named, number)));
    }

    [Test]
    public async Task An_evaluation_tells_classes_and_angles_apart()
    {
        var file = Write(Mine);
        var drawing = _folder.File("angles.svg");
        WriteDigits();
        string[] arguments =
        [
            "evaluate",
            file,
            "--data",
            _folder.Path,
            "--confusion",
            "--angles",
            "4",
            "--plot",
            drawing,
        ];
        var json = await Session.RunAsync([.. arguments, "--json"]);
        Assert.That(json.ExitCode, Is.Zero, json.Error);
        var confusion = json.Json().GetProperty("confusion");
        int[][] counts =
        [
            .. confusion
                .GetProperty("counts")
                .EnumerateArray()
                .Select(row => row.EnumerateArray().Select(count => count.GetInt32()).ToArray()),
        ];
        Assert.That(counts.Sum(row => row.Sum()), Is.EqualTo(60));
        Assert.That(
            counts.Select((row, label) => row.Sum() - row[label]).Sum(),
            Is.EqualTo(Number(json, "errors"))
        );
        Assert.That(
            confusion
                .GetProperty("perClass")
                .EnumerateArray()
                .Sum(of => of.GetProperty("errors").GetInt32()),
            Is.EqualTo(Number(json, "errors"))
        );
        double[] losses =
        [
            .. json.Json()
                .GetProperty("angles")
                .EnumerateArray()
                .Select(at => at.GetProperty("loss").GetDouble()),
        ];
        Assert.That(losses, Has.Length.EqualTo(4));
        Assert.That(losses, Has.All.EqualTo(losses[0]).Within(1e-5), "p4 is exact");
        Assert.That(File.ReadAllText(drawing), Does.Contain("mine: error by angle"));
        var shown = await Session.RunAsync(arguments);
        Assert.That(shown.ExitCode, Is.Zero, shown.Error);
        Assert.That(
            shown.Output,
            Does.Contain("errors of each class")
                .And.Contains("mostly taken for")
                .And.Contains("error by angle of rotation")
                .And.Contains("in the mean over the angles")
        );
    }

    [Test]
    public async Task A_drawing_without_angles_is_refused()
    {
        var session = await Session.RunAsync(
            "evaluate",
            Write(Mine),
            "--data",
            _folder.Path,
            "--plot",
            "x.svg"
        );
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(session.Error, Does.Contain("--plot is expected with the number of --angles"));
    }

    [Test]
    public async Task Digits_are_prepared_for_the_evaluation_as_the_file_says()
    {
        var embedded = Demonstration.Embedded().Trained;
        WriteDigits();
        async Task<double> Errors(params KeyValuePair<string, string>[] metadata)
        {
            var file = _folder.File("p4-cnn.safetensors");
            Safetensors.Write(
                file,
                ParameterFile.Write(embedded.Network, embedded.Parameters, metadata)
            );
            var session = await Session.RunAsync(
                "evaluate",
                file,
                "--data",
                _folder.Path,
                "--json"
            );
            Assert.That(session.ExitCode, Is.Zero, session.Error);
            return Number(session, "errors");
        }

        var own = RotatedMnist.Preprocessing;
        var other = Preprocessing.Of(AxisOrder.RowsColumns, own.Normalization);
        var errors = await Errors();
        Assert.That(errors, Is.LessThan(10));
        Assert.That(
            await Errors(
                KeyValuePair.Create(ParameterFile.PreprocessingKey, PreprocessingText.Render(own))
            ),
            Is.EqualTo(errors)
        );
        Assert.That(
            await Errors(
                KeyValuePair.Create(ParameterFile.PreprocessingKey, PreprocessingText.Render(other))
            ),
            Is.GreaterThan(15)
        );
    }

    [Test]
    public async Task A_file_is_exported_to_the_bytes_of_its_network_with_the_weights_beside_the_name()
    {
        var network = Catalogue.Parse("p4-cnn");
        var file = Write(network);
        var (alone, named) = (_folder.File("alone.onnx"), _folder.File("named.onnx"));
        foreach (
            var arguments in (string[][])
                [
                    ["export", file, "--onnx", alone],
                    ["export", network.Name, "--weights", file, "--onnx", named],
                ]
        )
        {
            var session = await Session.RunAsync(arguments);
            Assert.That(session.ExitCode, Is.Zero, session.Error);
        }
        var embedded = _folder.File("embedded.onnx");
        await Session.RunAsync("export", network.Name, "--onnx", embedded);
        Assert.That(File.ReadAllBytes(alone), Is.EqualTo(File.ReadAllBytes(named)));
        Assert.That(File.ReadAllBytes(alone), Is.Not.EqualTo(File.ReadAllBytes(embedded)));
    }

    [TestCase(0, ExitCodes.Success)]
    [TestCase(0.01, ExitCodes.Failure)]
    public async Task Recorded_outputs_are_compared_with_those_of_a_file(double change, int code)
    {
        var file = Write(Mine);
        var input = Signal<double>.Generate(Mine.Input, 2, i => Math.Sin(i));
        using var network = TrainedNetwork.Read(file).Compile(Precision.Double);
        double[] logits = [.. network.Run(input).Values];
        logits[3] += change * logits.Max(Math.Abs);
        var vectors = _folder.File("mine.vectors.safetensors");
        Safetensors.Write(
            vectors,
            TensorFile.Of([
                new("input", TensorData.FromDouble([2, 1, 28, 28], input.Values.AsSpan())),
                new("logits", TensorData.FromDouble([2, 10], logits)),
            ])
        );
        var session = await Session.RunAsync("compare", file, "--vectors", vectors);
        Assert.That(session.ExitCode, Is.EqualTo(code), session.Error);
        Assert.That(session.Output, Does.Contain("mine, 2 recorded inputs"));
    }

    [TestCase("model.onnx", "08081209416765466f726d616c", "looks like ONNX;")]
    [TestCase(
        "state.pt",
        "504b030400000000000000000000000000000000000000000000100000006172636869"
            + "76652f646174612e706b6c",
        "looks like a pickled PyTorch file: convert it with python3"
    )]
    [TestCase("case.json", "7b2276657273696f6e223a317d", "looks like JSON;")]
    public async Task A_file_of_another_kind_is_refused_as_what_it_is_by_every_command(
        string name,
        string bytes,
        string words
    )
    {
        var file = _folder.File(name);
        await File.WriteAllBytesAsync(file, Convert.FromHexString(bytes));
        foreach (
            var arguments in (string[][])
                [
                    ["verify", file],
                    ["inspect", file],
                    ["evaluate", file, "--data", _folder.Path],
                    ["compare", file, "--vectors", file],
                    ["export", file, "--onnx", _folder.File("out.onnx")],
                    ["export", "p4-cnn", "--weights", file, "--onnx", _folder.File("out.onnx")],
                ]
        )
        {
            var session = await Session.RunAsync(arguments);
            Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure), arguments[0]);
            Assert.That(
                session.Error.ReplaceLineEndings(" "),
                Does.Contain(
                    arguments[0] == "verify" && name.EndsWith(".onnx", StringComparison.Ordinal)
                        ? $"{name}: no graph, expected one in a model"
                        : $"{name}: not a safetensors file: {words}"
                )
            );
        }
        Assert.That(_folder.Names, Is.EqualTo(new[] { name }));
    }

    [Test]
    public async Task A_design_is_no_file_of_weights_and_is_verified_under_any_name()
    {
        var text = _folder.File("mine.txt");
        File.Copy(
            Path.Combine(Repository.Root, "docs", "examples", "group-convolution.design"),
            text
        );
        var verified = await Session.RunAsync("verify", text);
        Assert.That(verified.ExitCode, Is.Zero, verified.Error);
        var exported = await Session.RunAsync("export", text, "--onnx", _folder.File("out.onnx"));
        Assert.That(exported.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(
            exported.Error,
            Does.Contain("mine.txt: not a safetensors file: looks like a design;")
        );
    }

    [Test]
    [Platform(Include = "Linux")]
    public async Task A_pipe_is_read_once_and_as_a_design()
    {
        var server = new AnonymousPipeServerStream(PipeDirection.Out);
        using var end = server.ClientSafePipeHandle;
        await using (server)
            await server.WriteAsync(
                await File.ReadAllBytesAsync(
                    Path.Combine(Repository.Root, "docs", "examples", "group-convolution.design")
                )
            );
        var session = await Session.RunAsync("verify", $"/dev/fd/{end.DangerousGetHandle()}");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
    }

    [Test]
    public async Task A_state_dictionary_asks_for_the_name_beside_it_and_says_which_fit()
    {
        var file = _folder.File("state.safetensors");
        var network = Catalogue.Parse("p4-cnn");
        Safetensors.Write(
            file,
            TensorFile.Of(
                ParameterFile.Write(network, TrainedNetwork.Initial(network).Parameters).Tensors
            )
        );
        var session = await Session.RunAsync("verify", file);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(
            session.Error,
            Does.Contain("found neither a specification").And.Contain("its tensors fit p4-cnn")
        );
        var named = await Session.RunAsync(
            "export",
            "p4-cnn",
            "--weights",
            file,
            "--onnx",
            _folder.File("out.onnx")
        );
        Assert.That(named.ExitCode, Is.Zero, named.Error);
    }

    [TestCase("evaluate", "--data", ".")]
    [TestCase("compare", "--vectors", "v.safetensors")]
    public async Task A_name_needs_weights_beside_it(string command, params string[] more)
    {
        var session = await Session.RunAsync([command, "p4-cnn", .. more]);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(session.Error, Does.Contain("--weights").And.Contain("'p4-cnn'"));
    }

    [TestCase("evaluate", "--data", ".")]
    [TestCase("compare", "--vectors", "v.safetensors")]
    [TestCase("export", "--onnx", "out.onnx")]
    public async Task A_file_takes_no_weights_beside_it(string command, params string[] more)
    {
        var session = await Session.RunAsync([
            command,
            "my.safetensors",
            "--weights",
            "other.safetensors",
            .. more,
        ]);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(session.Error, Does.Contain("--weights").And.Contain("'my.safetensors'"));
    }

    [Test]
    public async Task Weights_beside_a_file_are_refused_by_verify_too()
    {
        var file = Write(Mine);
        var session = await Session.RunAsync("verify", file, "--weights", file);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("--weights"));
    }

    [TestCase("verify")]
    [TestCase("export", "--onnx", "out.onnx")]
    [TestCase("evaluate", "--data", ".")]
    public async Task A_file_that_is_absent_is_named(string command, params string[] more)
    {
        var session = await Session.RunAsync([
            command,
            _folder.File("absent.safetensors"),
            .. more,
        ]);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(
            session.Error.ReplaceLineEndings(" "),
            Does.Contain("absent.safetensors' does not exist")
        );
    }

    private static double Number(Session session, string name) =>
        session.Json().GetProperty(name) is { ValueKind: JsonValueKind.Number } number
            ? number.GetDouble()
            : double.NaN;

    private string Write(Network network)
    {
        var file = _folder.File($"{network.Name}.safetensors");
        Safetensors.Write(
            file,
            ParameterFile.Write(network, TrainedNetwork.Initial(network, 7).Parameters)
        );
        return file;
    }

    // The embedded digits in the place of the test file of MNIST.
    private void WriteDigits()
    {
        const int count = 60;
        var sample = DigitSample.EmbeddedFile();
        File.WriteAllBytes(
            _folder.File("t10k-images-idx3-ubyte"),
            [.. Header(0x803, count, 28, 28), .. sample["images"].Bytes[..(count * 784)].Span]
        );
        File.WriteAllBytes(
            _folder.File("t10k-labels-idx1-ubyte"),
            [.. Header(0x801, count), .. sample["labels"].Bytes[..count].Span]
        );
    }

    private static byte[] Header(params int[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        return bytes;
    }
}
