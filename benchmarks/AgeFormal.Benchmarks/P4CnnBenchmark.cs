using AgeFormal.Networks;
using AgeFormal.Networks.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Benchmarks;

/// <summary>The p4-CNN's inference and training step against the roll-and-cat construction, float32, batch 128.</summary>
internal static class P4CnnBenchmark
{
    private const int Batch = 128;
    private const int Pairs = 40;

    public static void Run(TextWriter output)
    {
        using var network = TorchNetwork.Create(Catalogue.Parse("p4-cnn").Elaborate());
        using var baseline = new RollAndCatCnn(
            network
                .state_dict()
                .Select(entry => KeyValuePair.Create(entry.Key["network.".Length..], entry.Value))
        );
        using var images = randn(Batch, 1, 28, 28, generator: new Generator(1));
        using var labels = randint(
            0,
            10,
            Batch,
            dtype: ScalarType.Int64,
            generator: new Generator(2)
        );
        output.WriteLine($"p4-cnn, float32, batch {Batch}, {get_num_threads()} threads");

        network.eval();
        CheckEqual(network, baseline, images);
        output.WriteLine(
            $"inference      {InterleavedPairs.Measure(Pairs, () => Infer(network.forward, images), () => Infer(baseline.Forward, images))}"
        );

        network.train();
        baseline.Training = true;
        using var subjectAdam = optim.Adam(network.TrainedParameters, 1e-3);
        using var baselineAdam = optim.Adam(baseline.Parameters, 1e-3);
        output.WriteLine(
            $"training step  {InterleavedPairs.Measure(Pairs, () => Step(network.forward, subjectAdam, images, labels), () => Step(baseline.Forward, baselineAdam, images, labels))}"
        );
    }

    private static void Infer(Func<Tensor, Tensor> forward, Tensor images)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        forward(images);
    }

    private static void Step(
        Func<Tensor, Tensor> forward,
        optim.Optimizer optimizer,
        Tensor images,
        Tensor labels
    )
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        nn.functional.cross_entropy(forward(images).reshape(Batch, 10), labels).backward();
        optimizer.step();
    }

    private static void CheckEqual(TorchNetwork network, RollAndCatCnn baseline, Tensor images)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var expected = baseline.Forward(images).reshape(Batch, 10);
        var error =
            (network.forward(images).reshape(Batch, 10) - expected).abs().max()
            / expected.abs().max();
        if (error.ToDouble() is var relative && !(relative < 1e-4))
            throw new InvalidOperationException(
                $"Both constructions are expected to give the same logits; the relative difference is {relative:E1}."
            );
    }
}
