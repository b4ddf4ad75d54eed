using System.Globalization;
using AgeFormal.Facade.Summaries;
using AgeFormal.Networks;
using AgeFormal.Networks.Torch;
using static TorchSharp.torch;

namespace AgeFormal.Benchmarks;

/// <summary>
/// Networks of the catalogue against those of the same group and architecture without attention: time of a training step
/// and of inference in interleaved pairs, and the peak of memory of whole processes that make one training step.
/// </summary>
internal static class PerformanceBenchmark
{
    /// <summary>The argument that makes this program a process whose memory is measured.</summary>
    public const string MemoryArgument = "peak-of-step";

    /// <summary>The argument behind it for training that makes again what the gradient needs.</summary>
    public const string RecomputeArgument = "recompute";

    private const int SmallGrid = 28 * 28;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(6);

    private static readonly int[] SmallBatches = [16, 64, 128];
    private static readonly int[] LargeBatches = [4, 8, 16];

    public static PerformanceRow Measure(NetworkName name)
    {
        var network = name.Create();
        var batches = network.Input.Grid.Points().Count <= SmallGrid ? SmallBatches : LargeBatches;
        var plain = NetworkName.Of(
            name.Group,
            name.Architecture,
            AttentionDesign.Absent,
            name.Form
        );
        var batch = batches[1];
        var (step, inference) = Against($"{name}", $"{plain}", batch);
        return new(
            name,
            plain,
            batch,
            NetworkSummary.Of(network).MultiplyAdds,
            step,
            inference,
            batches.Select(size => (size, Peak(name, size))).ToArray(),
            Peak(name, batches[^1], RecomputeArgument)
        );
    }

    /// <summary>α against itself with its responses stored.</summary>
    public static (PairedTimes Step, PairedTimes Inference) AgainstStored(string name, int batch)
    {
        using var fused = new TimedNetwork(name, batch);
        using var stored = new TimedNetwork(name, batch, AttentionMethod.Materialised);
        return (
            InterleavedPairs.Within(Budget, fused.Step, stored.Step),
            InterleavedPairs.Within(Budget, fused.Infer, stored.Infer)
        );
    }

    /// <summary>The peak of this process, in MiB, after one training step.</summary>
    public static void Step(string name, int batch, bool recompute, TextWriter output)
    {
        using (var network = new TimedNetwork(name, batch, recompute: recompute))
            network.Step();
        output.WriteLine(ChildProcess.PeakMebibytes().ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The multiply-adds of a millisecond in a product of large matrices, float32: the median of a few.</summary>
    public static double MultiplyAddsOfProducts()
    {
        const int Size = 2048;
        using var scope = NewDisposeScope();
        Tensor left = randn(Size, Size),
            right = randn(Size, Size);
        void Multiply() => left.mm(right).Dispose();
        return Math.Pow(Size, 3) / InterleavedPairs.Within(Budget, Multiply, Multiply).Subject;
    }

    private static (PairedTimes Step, PairedTimes Inference) Against(
        string subject,
        string baseline,
        int batch
    )
    {
        using var one = new TimedNetwork(subject, batch);
        using var other = new TimedNetwork(baseline, batch);
        return (
            InterleavedPairs.Within(Budget, one.Step, other.Step),
            InterleavedPairs.Within(Budget, one.Infer, other.Infer)
        );
    }

    /// <summary>The peak of a process of its own that makes one training step, in MiB.</summary>
    public static double Peak(NetworkName name, int batch, params string[] how) =>
        double.Parse(
            ChildProcess.Output([MemoryArgument, $"{name}", $"{batch}", .. how]),
            CultureInfo.InvariantCulture
        );
}

/// <summary>What was measured of one network.</summary>
/// <param name="Name">The network.</param>
/// <param name="Plain">The network of the same group and architecture without attention.</param>
/// <param name="Batch">The images of a step.</param>
/// <param name="MultiplyAdds">The products of two values for one image.</param>
/// <param name="Step">Training steps, in milliseconds.</param>
/// <param name="Inference">Inference, in milliseconds.</param>
/// <param name="Peaks">The peak of a process that makes one training step, in MiB, for batches.</param>
/// <param name="Recomputed">That of the largest batch where what the gradient needs is made again.</param>
internal sealed record PerformanceRow(
    NetworkName Name,
    NetworkName Plain,
    int Batch,
    double MultiplyAdds,
    PairedTimes Step,
    PairedTimes Inference,
    IReadOnlyList<(int Batch, double Mebibytes)> Peaks,
    double Recomputed
);
