using System.Diagnostics;
using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch;
using AgeFormal.Symmetry.Checking;
using AgeFormal.Symmetry.Tests.Foreign;

namespace AgeFormal.Symmetry.Tests;

/// <summary>Networks of the size of a ResNet-50, as other tools write them.</summary>
[Category("Long")]
[NonParallelizable]
public sealed class LargeTests
{
    private const int Minute = 60;
    private const long MostBytes = 4L << 30;

    [Test]
    public void A_network_of_25_million_weights_is_refuted_in_a_minute()
    {
        var (report, seconds) = Decide(224, isIsotropic: false);
        Assert.That(report.Verdict, Is.EqualTo(SymmetryVerdict.Refuted));
        Assert.That(report.Exact, Is.EqualTo(new[] { 0 }));
        Assert.That(
            report.Findings.OfType<Finding.Lost>().Select(lost => lost.Layer),
            Is.All.EqualTo("conv1")
        );
        Assert.That(report.Witnesses, Has.Count.EqualTo(7));
        Assert.That(seconds, Is.LessThan(Minute));
    }

    [Test]
    public void A_network_of_25_million_weights_is_proved_in_a_minute()
    {
        // A window of 3 with stride 2 and a margin of 1 is exact where the size is odd: 225, 113, 57, 29, 15, 8.
        var (report, seconds) = Decide(225, isIsotropic: true);
        Assert.That(
            report.Verdict,
            Is.EqualTo(SymmetryVerdict.Proved),
            string.Join('\n', report.Findings)
        );
        Assert.That(seconds, Is.LessThan(Minute));
    }

    private static (SymmetryReport Report, double Seconds) Decide(int size, bool isIsotropic)
    {
        var bytes = ResNet(size, isIsotropic);
        var clock = Stopwatch.StartNew();
        var read = OnnxReader.Read(bytes, "resnet50.onnx");
        var reading = clock.Elapsed.TotalSeconds;
        var report = ProgramSymmetry.Of(read.Program, read.Parameters, PointGroups.P4m);
        var walking = clock.Elapsed.TotalSeconds - reading;
        if (report.Verdict != SymmetryVerdict.Proved)
        {
            using var execution = ProgramExecution.Of(read);
            report = report.Executed(read.Program, execution.Run);
        }
        var all = clock.Elapsed.TotalSeconds;
        using var process = Process.GetCurrentProcess();
        TestContext.Out.WriteLine(
            $"{bytes.Length / 1e6:F0} MB: read in {reading:F1} s, walked in {walking:F1} s, {all:F1} s in all, {process.PeakWorkingSet64 / 1e9:F2} GB"
        );
        Assert.That(process.PeakWorkingSet64, Is.LessThan(MostBytes));
        if (report.Verdict == SymmetryVerdict.Proved)
        {
            var certificate = report.Certificate(read.Program, read.Parameters, "0");
            clock.Restart();
            Assert.That(
                CertificateChecker.Refusal(certificate, "0", read.Program, read.Parameters),
                Is.Null
            );
            TestContext.Out.WriteLine($"checked in {clock.Elapsed.TotalSeconds:F1} s");
        }
        return (report, all);
    }

    private static byte[] ResNet(int size, bool isIsotropic)
    {
        var g = new ForeignGraph(50, 3, size, size);
        double[] Weights(int outputs, int inputs, int window) =>
            isIsotropic && window > 1
                ? TurnedKernels.Isotropic(PointGroups.P4m, g.Numbers, outputs, inputs, window)
                : g.Numbers(outputs * inputs * window * window);
        string Conv(string name, string source, int outputs, int inputs, int window, int stride)
        {
            g.Conv(
                name,
                source,
                [.. Weights(outputs, inputs, window).Select(w => w / Math.Sqrt(inputs * window))],
                [outputs, inputs, window, window],
                stride: stride
            );
            return g.Batch($"{name}.bn", name, outputs, 1);
        }
        var at = g.Node("Relu", "relu1", [Conv("conv1", "x", 64, 3, 7, 2)]);
        at = g.Node(
            "MaxPool",
            "pool1",
            [at],
            ForeignAttribute.Ints("kernel_shape", 3, 3),
            ForeignAttribute.Ints("strides", 2, 2),
            ForeignAttribute.Ints("pads", 1, 1, 1, 1)
        );
        var inputs = 64;
        foreach (var (stage, count) in new[] { 3, 4, 6, 3 }.Index())
            for (var block = 0; block < count; block++)
            {
                var width = 64 << stage;
                var stride = block == 0 && stage > 0 ? 2 : 1;
                var name = $"layer{stage + 1}.{block}";
                var inner = g.Node(
                    "Relu",
                    $"{name}.relu1",
                    [Conv($"{name}.conv1", at, width, inputs, 1, 1)]
                );
                inner = g.Node(
                    "Relu",
                    $"{name}.relu2",
                    [Conv($"{name}.conv2", inner, width, width, 3, stride)]
                );
                inner = Conv($"{name}.conv3", inner, 4 * width, width, 1, 1);
                if (block == 0)
                    at = Conv($"{name}.shortcut", at, 4 * width, inputs, 1, stride);
                at = g.Node("Relu", $"{name}.relu3", [g.Node("Add", $"{name}.add", [inner, at])]);
                inputs = 4 * width;
            }
        g.Node("GlobalAveragePool", "mean", [at]);
        g.Node("Flatten", "flat", ["mean"]);
        g.Node(
            "Gemm",
            "fc",
            ["flat", g.Random("fc.weight", 1000, inputs), g.Random("fc.bias", 1000)],
            ForeignAttribute.Int("transB", 1)
        );
        return g.Bytes("fc");
    }
}
