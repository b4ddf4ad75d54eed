using AgeFormal.Networks;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Verification;

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
    public void A_network_is_read_back(string name) => Check(name);

    [TestCaseSource(nameof(Large))]
    [Category("Long")]
    public void A_large_network_is_read_back(string name) => Check(name);

    private static IEnumerable<string> Large =>
        Catalogue
            .Names.Select(name => $"{name}")
            .Where(name => !name.EndsWith("-cnn", StringComparison.Ordinal));

    private static void Check(string name)
    {
        var network = Catalogue.Parse(name);
        var op = network.Elaborate();
        var random = new Random(29);
        var parameters = Parameters<double>.Generate(
            op,
            (_, declaration, _) =>
                declaration.Trained
                    ? (float)(random.NextDouble() - 0.5) / 4
                    : (float)(random.NextDouble() + 1)
        );
        using var stream = new MemoryStream();
        OnnxFile.Write(stream, network, parameters);
        var read = OnnxReader.Read(stream.ToArray(), name);
        Assert.That(read.Input[0], Is.EqualTo(-1));
        var report = ProgramSymmetry.Of(read.Program, read.Parameters, op.Input.Group);
        Assert.That(
            report.Exact,
            Is.EqualTo(Exactness.Of(op)),
            string.Join('\n', report.Findings.Select(finding => $"{finding}"))
        );
        using var execution = ProgramExecution.Of(read);
        using var expected = (TorchNetwork)
            new TorchExecutor().Compile(op, parameters, Precision.Double);
        var input = Signal<double>.Generate(op.Input, 1, _ => random.NextDouble() - 0.5);
        var (values, wanted) = (execution.Run(input.Values), expected.Run(input).Values);
        var largest = wanted.Max(Math.Abs);
        Assert.That(
            values.Zip(wanted, (a, b) => Math.Abs(a - b)).Max(),
            Is.LessThan(1e-6 * largest)
        );
    }
}
