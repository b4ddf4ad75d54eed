using AgeFormal.Networks.Torch;
using static TorchSharp.torch;

namespace AgeFormal.Benchmarks;

/// <summary>
/// What attention costs: a network with it against the one of the same width without, and against itself with its responses
/// stored; training step with Adam, and inference, float32.
/// </summary>
internal static class AttentionBenchmark
{
    private const int Batch = 32;
    private const int Pairs = 20;
    private const int PairsWithStored = 4;

    public static void Run(TextWriter output)
    {
        output.WriteLine($"float32, batch {Batch}, {get_num_threads()} threads");
        Compare("alpha-p4-cnn", "p4-cnn", output);
        Compare("alpha-p4m-cnn", "p4m-cnn", output);
        Compare("alphaf-p4-cnn", "p4-cnn", output);
        using var fused = new TimedNetwork("alpha-p4-cnn", Batch, AttentionMethod.Fused);
        foreach (
            var method in (AttentionMethod[])[AttentionMethod.Tiled, AttentionMethod.Materialised]
        )
        {
            using var other = new TimedNetwork("alpha-p4-cnn", Batch, method);
            Report($"alpha-p4-cnn, fused against {method}", fused, other, PairsWithStored, output);
        }
    }

    private static void Compare(string subject, string baseline, TextWriter output)
    {
        using var attentive = new TimedNetwork(subject, Batch);
        using var plain = new TimedNetwork(baseline, Batch);
        Report($"{subject} against {baseline}", attentive, plain, Pairs, output);
    }

    private static void Report(
        string title,
        TimedNetwork subject,
        TimedNetwork baseline,
        int pairs,
        TextWriter output
    )
    {
        output.WriteLine(title);
        output.WriteLine(
            $"  training step  {InterleavedPairs.Measure(pairs, subject.Step, baseline.Step)}"
        );
        output.WriteLine(
            $"  inference      {InterleavedPairs.Measure(pairs, subject.Infer, baseline.Infer)}"
        );
    }
}
