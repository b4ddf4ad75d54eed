using AgeFormal.Operators;

namespace AgeFormal.Networks.Torch;

/// <summary>Runs operators with libtorch.</summary>
/// <param name="Device">The device, <c>cpu</c> or <c>cuda:0</c>.</param>
public sealed record TorchExecutor(string Device = "cpu") : IExecutor
{
    /// <inheritdoc/>
    public IExecutable Compile(TypedOp op, Parameters<double> parameters, Precision precision)
    {
        var network = TorchNetwork.Create(
            op,
            new TorchOptions { Precision = precision, Device = Device }
        );
        network.Load(parameters);
        network.eval();
        return network;
    }
}
