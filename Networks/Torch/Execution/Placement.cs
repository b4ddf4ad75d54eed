using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>Where tensors live and in which format.</summary>
internal sealed record Placement(ScalarType Type, Device Device)
{
    /// <exception cref="ArgumentException">The format is not float32 or float64, or the device is not one that blocks run on.</exception>
    public void Check()
    {
        if (Type is not (ScalarType.Float32 or ScalarType.Float64))
            throw new ArgumentException(
                $"Expected the format Float32 or Float64, received {Type}."
            );
        if (Device.type is not (DeviceType.CPU or DeviceType.CUDA or DeviceType.META))
            throw new ArgumentException($"Expected the device cpu or cuda, received {Device}.");
        if (Device.type == DeviceType.CUDA && !cuda.is_available())
            throw new ArgumentException(
                $"Expected a device of this machine, received {Device}: libtorch finds no CUDA device."
            );
        if (Device.type == DeviceType.CUDA && Device.index >= cuda.device_count())
            throw new ArgumentException(
                $"Expected one of the {cuda.device_count()} CUDA devices of this machine, received {Device}."
            );
    }

    /// <exception cref="ArgumentException">The input is disposed, sparse, of another format or on another device.</exception>
    public void CheckInput(Tensor input)
    {
        if (input.IsInvalid)
            throw new ArgumentException(
                "A tensor is expected, received a disposed one.",
                nameof(input)
            );
        if (input.dtype != Type)
            throw new ArgumentException(
                $"A tensor of {Type} is expected, received {input.dtype}.",
                nameof(input)
            );
        if (input.is_sparse)
            throw new ArgumentException(
                "A dense tensor is expected, received a sparse one.",
                nameof(input)
            );
        var sameIndex =
            Device.index < 0 || input.device_index < 0 || input.device_index == Device.index;
        if (input.device_type != Device.type || !sameIndex)
            throw new ArgumentException(
                $"A tensor on {Device} is expected, received one on {input.device}.",
                nameof(input)
            );
    }

    /// <summary>For example <c>float32 · cpu</c>, as reports say it.</summary>
    public string Execution => $"{(Type == ScalarType.Float32 ? "float32" : "float64")} · {Device}";

    /// <summary>The format and the device.</summary>
    public override string ToString() => $"{Type} · {Device}";
}
