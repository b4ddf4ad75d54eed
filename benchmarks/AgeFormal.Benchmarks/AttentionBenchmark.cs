using AgeFormal.Networks;
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
        using var fused = new Subject("alpha-p4-cnn", AttentionMethod.Fused);
        foreach (
            var method in (AttentionMethod[])[AttentionMethod.Tiled, AttentionMethod.Materialised]
        )
        {
            using var other = new Subject("alpha-p4-cnn", method);
            Report($"alpha-p4-cnn, fused against {method}", fused, other, PairsWithStored, output);
        }
    }

    private static void Compare(string subject, string baseline, TextWriter output)
    {
        using var attentive = new Subject(subject, AttentionMethod.Automatic);
        using var plain = new Subject(baseline, AttentionMethod.Automatic);
        Report($"{subject} against {baseline}", attentive, plain, Pairs, output);
    }

    private static void Report(
        string title,
        Subject subject,
        Subject baseline,
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

    private sealed class Subject : IDisposable
    {
        private readonly TorchNetwork _network;
        private readonly optim.Optimizer _adam;
        private readonly Tensor _images;
        private readonly Tensor _labels;

        public Subject(string name, AttentionMethod method)
        {
            _network = TorchNetwork.Create(
                Catalogue.Parse(name).Elaborate(),
                new TorchOptions { Attention = method }
            );
            _adam = optim.Adam(_network.TrainedParameters, 1e-3);
            _images = randn(
                [Batch, .. _network.Input.Shape.Select(size => (long)size)],
                generator: new Generator(1)
            );
            _labels = randint(
                0,
                _network.Output.Channels,
                Batch,
                dtype: ScalarType.Int64,
                generator: new Generator(2)
            );
        }

        public void Step()
        {
            _network.train();
            using var scope = NewDisposeScope();
            _adam.zero_grad();
            nn.functional.cross_entropy(_network.forward(_images).reshape(Batch, -1), _labels)
                .backward();
            _adam.step();
        }

        public void Infer()
        {
            _network.eval();
            using var _ = no_grad();
            using var scope = NewDisposeScope();
            _network.forward(_images);
        }

        public void Dispose()
        {
            _adam.Dispose();
            _network.Dispose();
            _images.Dispose();
            _labels.Dispose();
        }
    }
}
