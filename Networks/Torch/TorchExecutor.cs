using AgeFormal.Algebra;
using AgeFormal.LibTorch;
using AgeFormal.Operators;
using TorchSharp;

namespace AgeFormal.Networks.Torch;

/// <summary>Runs operators with libtorch, products of float32 in float32: TF32, which rounds them to 10 bits, is off from <see cref="Compile"/> on.</summary>
/// <param name="Device">The device, <c>cpu</c> or <c>cuda:0</c>.</param>
public sealed record TorchExecutor(string Device = "cpu") : IExecutor
{
    /// <inheritdoc/>
    public EqArray<string> Flags =>
        Device.StartsWith("cuda", StringComparison.Ordinal)
            ? [FullPrecision.IsSet ? "TF32 off" : "TF32 on"]
            : [];

    /// <summary>An executor on the CPU and, where libtorch finds a CUDA device, one on the first of these.</summary>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static EqArray<IExecutor> OnEveryDevice()
    {
        TorchRuntime.Require();
        return Devices(torch.cuda.is_available())
            .Select(device => (IExecutor)new TorchExecutor(device))
            .ToEqArray();
    }

    internal static EqArray<string> Devices(bool hasCuda) => hasCuda ? ["cpu", "cuda:0"] : ["cpu"];

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
