using AgeFormal.Networks.Torch.Blocks;
using AgeFormal.Operators;
using TorchSharp;

namespace AgeFormal.Networks.Torch;

/// <summary>How an operator is compiled.</summary>
public sealed record TorchOptions
{
    /// <summary>The floating-point format of parameters and activations.</summary>
    public Precision Precision { get; init; } = Precision.Single;

    /// <summary>The device, <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>The seed of the initial parameters.</summary>
    public long Seed { get; init; }

    internal Placement Placement =>
        new(
            Precision == Precision.Single ? torch.ScalarType.Float32 : torch.ScalarType.Float64,
            torch.device(Device)
        );
}
