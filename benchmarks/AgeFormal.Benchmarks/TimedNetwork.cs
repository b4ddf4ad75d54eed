using AgeFormal.Networks;
using AgeFormal.Networks.Torch;
using static TorchSharp.torch;

namespace AgeFormal.Benchmarks;

/// <summary>A network with a batch of random inputs and classes: one training step with Adam, one inference, float32.</summary>
internal sealed class TimedNetwork : IDisposable
{
    private readonly TorchNetwork _network;
    private readonly optim.Optimizer _adam;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    public TimedNetwork(
        string name,
        int batch,
        AttentionMethod method = AttentionMethod.Automatic,
        bool recompute = false
    )
    {
        _network = TorchNetwork.Create(
            Catalogue.Parse(name).Elaborate(),
            new TorchOptions { Attention = method, Recompute = recompute }
        );
        _adam = optim.Adam(_network.TrainedParameters, 1e-3);
        _images = randn(
            [batch, .. _network.Input.Shape.Select(size => (long)size)],
            generator: new Generator(1)
        );
        _labels = randint(
            0,
            _network.Output.Channels,
            batch,
            dtype: ScalarType.Int64,
            generator: new Generator(2)
        );
    }

    public void Step()
    {
        _network.train();
        using var scope = NewDisposeScope();
        _adam.zero_grad();
        Tensor scores = _network
            .forward(_images)
            .reshape(_labels.shape[0], _network.Output.Channels, -1)
            .mean([2]);
        nn.functional.cross_entropy(scores, _labels).backward();
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
