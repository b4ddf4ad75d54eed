using System.Diagnostics;
using AgeFormal.Networks;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Verification;
using TorchSharp;

namespace AgeFormal.Symmetry.Tests;

/// <summary>A network that was written as ONNX and read again is the same, and has the same symmetry.</summary>
public sealed class ExportedTests
{
    [TestCase("z2-cnn")]
    [TestCase("p4-cnn")]
    [TestCase("alpha-p4-cnn")]
    [TestCase("alpha-ch-p4-cnn")]
    [TestCase("alpha-sp-p4-cnn")]
    [TestCase("alphaf-p4-cnn")]
    [TestCase("p4m-cnn")]
    [TestCase("alphaf-p4m-cnn")]
    [TestCase("p4-allcnn-strided")]
    [TestCase("p4-unet")]
    [TestCase("alphaf-p4-unet")]
    public void A_network_is_read_back(string name) => Check(name, Random);

    [TestCase("p4-cnn")]
    [TestCase("alphaf-p4-cnn")]
    public void A_trained_network_is_read_back(string name) => Check(name, Trained);

    [TestCaseSource(nameof(Large))]
    [Category("Long")]
    public void A_large_network_is_read_back(string name) => Check(name, Random);

    [TestCaseSource(nameof(All))]
    [Category("Long")]
    public void A_network_is_read_back_after_training(string name) =>
        // In evaluation the values of a network after two steps grow from layer to layer, and single precision with them.
        Check(name, Trained, Precision.Double);

    private static IEnumerable<string> All => Catalogue.Names.Select(name => $"{name}");

    private static IEnumerable<string> Large =>
        All.Where(name => !name.EndsWith("-cnn", StringComparison.Ordinal));

    private static void Check(
        string name,
        Func<TypedOp, Parameters<double>> weights,
        Precision precision = Precision.Single
    )
    {
        var network = Catalogue.Parse(name);
        var op = network.Elaborate();
        var parameters = weights(op);
        using var stream = new MemoryStream();
        OnnxFile.Write(stream, network, parameters, new OnnxOptions { Precision = precision });
        var clock = Stopwatch.StartNew();
        var read = OnnxReader.Read(stream.ToArray(), name);
        var reading = clock.Elapsed.TotalSeconds;
        Assert.That(read.Input[0], Is.EqualTo(-1));
        var report = ProgramSymmetry.Of(read.Program, read.Parameters, op.Input.Group);
        TestContext.Out.WriteLine(
            $"{name}: {report.Verdict}, {report.Exact.Count} of {report.Group.Order}; read in {reading:F1} s, decided in {clock.Elapsed.TotalSeconds - reading:F1} s"
        );
        Assert.That(
            report.Exact,
            Is.EqualTo(Exactness.Of(op)),
            string.Join('\n', report.Findings.Select(finding => $"{finding}"))
        );
        using var execution = ProgramExecution.Of(read);
        using var expected = (TorchNetwork)
            new TorchExecutor().Compile(op, parameters, Precision.Double);
        var random = new Random(31);
        var input = Signal<double>.Generate(op.Input, 1, _ => random.NextDouble() - 0.5);
        var (values, wanted) = (execution.Run(input.Values), expected.Run(input).Values);
        var largest = wanted.Max(Math.Abs);
        Assert.That(
            values.Zip(wanted, (a, b) => Math.Abs(a - b)).Max(),
            Is.LessThan(1e-6 * largest)
        );
    }

    private static Parameters<double> Random(TypedOp op)
    {
        var random = new Random(29);
        return Parameters<double>.Generate(
            op,
            (_, declaration, _) =>
                declaration.Trained
                    ? (float)(random.NextDouble() - 0.5) / 4
                    : (float)(random.NextDouble() + 1)
        );
    }

    // Two steps on noise: every parameter with a gradient has moved, and the running means are those of a batch.
    private static Parameters<double> Trained(TypedOp op)
    {
        using var network = TorchNetwork.Create(op, new TorchOptions { Seed = 7 });
        var initial = network.Parameters();
        using var adam = torch.optim.Adam(network.TrainedParameters, 1e-3);
        network.train();
        var pulled = new HashSet<string>();
        for (var step = 0; step < 2; step++)
        {
            using var scope = torch.NewDisposeScope();
            var images = torch.randn(
                [2, .. op.Input.Shape.Select(size => (long)size)],
                generator: new torch.Generator((ulong)step + 1)
            );
            adam.zero_grad();
            (network.forward(images) - 1).square().mean().backward();
            pulled.UnionWith(
                network
                    .named_parameters()
                    .Where(one => one.parameter.grad?.abs().max().item<float>() > 1e-6)
                    .Select(one => one.name)
            );
            adam.step();
        }
        var trained = network.Parameters();
        // Some have no gradient: the statistics of one channel are the channel.
        var declared = op.Parameters().ToArray();
        Assert.That(
            pulled,
            Has.Count.GreaterThan(declared.Count(one => one.Declaration.Trained) / 2)
        );
        Assert.That(
            declared
                .Where(one => pulled.Contains(one.Name) || !one.Declaration.Trained)
                .Where(one => initial[one.Name].SequenceEqual(trained[one.Name]))
                .Select(one => one.Name),
            Is.Empty,
            "parameters that training did not move"
        );
        return trained;
    }
}
