using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgeFormal.Benchmarks;

/// <summary>
/// The p4 network for rotated digits as it is usually written: in every forward pass each kernel is turned by
/// <c>rot90</c>, its h axis is rolled, and the copies are stacked. The Haar weight is folded into the kernels, which is cheaper than
/// scaling the outputs.
/// </summary>
internal sealed class RollAndCatCnn : IDisposable
{
    private const double Epsilon = 2e-5;

    private readonly Dictionary<string, Tensor> _state;

    /// <summary>The network with copies of the given parameters.</summary>
    public RollAndCatCnn(IEnumerable<KeyValuePair<string, Tensor>> state) =>
        _state = state.ToDictionary(
            entry => entry.Key,
            entry =>
                entry.Key.Contains("running", StringComparison.Ordinal)
                    ? entry.Value.detach().clone()
                    : new Parameter(entry.Value.detach().clone())
        );

    public bool Training { get; set; }

    public IEnumerable<Parameter> Parameters => _state.Values.OfType<Parameter>();

    public Tensor Forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = Activate(1, Lift(input), drop: true);
        x = Activate(2, Group(2, x), drop: false);
        var shape = x.shape;
        x = F.max_pool2d(x.reshape(shape[0], shape[1] * 4, shape[3], shape[4]), [2, 2])
            .reshape(shape[0], shape[1], 4, shape[3] / 2, shape[4] / 2);
        for (var layer = 3; layer <= 6; layer++)
            x = Activate(layer, Group(layer, x), drop: true);
        return Group(7, x).amax([2]).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        foreach (var tensor in _state.Values)
            tensor.Dispose();
    }

    private Tensor Lift(Tensor input)
    {
        var weight = _state["c1.weight"];
        var turned = stack([.. Enumerable.Range(0, 4).Select(k => rot90(weight, k, (-2, -1)))], 1);
        var y = F.conv2d(
            input,
            turned.reshape(-1, weight.shape[1], weight.shape[2], weight.shape[3])
        );
        return y.reshape(y.shape[0], weight.shape[0], 4, y.shape[2], y.shape[3]);
    }

    private Tensor Group(int layer, Tensor x)
    {
        var weight = _state[$"c{layer}.weight"];
        var turned = stack(
            [.. Enumerable.Range(0, 4).Select(k => rot90(weight, k, (-2, -1)).roll(k, 2))],
            1
        );
        var bank = turned
            .reshape(-1, weight.shape[1] * 4, weight.shape[3], weight.shape[4])
            .mul(Math.PI / 2);
        var y = F.conv2d(x.reshape(x.shape[0], x.shape[1] * 4, x.shape[3], x.shape[4]), bank);
        return y.reshape(y.shape[0], weight.shape[0], 4, y.shape[2], y.shape[3]);
    }

    private Tensor Activate(int layer, Tensor x, bool drop)
    {
        var y = F.batch_norm(
                x,
                _state[$"bn{layer}.running_mean"],
                _state[$"bn{layer}.running_var"],
                _state[$"bn{layer}.weight"],
                _state[$"bn{layer}.bias"],
                Training,
                0.1,
                Epsilon
            )
            .relu();
        return drop ? F.dropout(y, 0.3, Training) : y;
    }
}
