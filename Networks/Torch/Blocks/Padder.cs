using AgeFormal.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>Adds the padding of a layer: inside the kernel where that is possible, before it otherwise.</summary>
/// <param name="Inner">Zeros per axis that the kernel itself adds on both sides.</param>
/// <param name="Outer">Points to add before, last axis first, (before, after) each; empty for none.</param>
/// <param name="Mode">What the points hold.</param>
/// <param name="Value">The constant that they hold, where the mode is a constant.</param>
internal sealed record Padder(long[] Inner, long[] Outer, PaddingModes Mode, double Value)
{
    public static Padder ForConvolution(Geometry geometry)
    {
        var inner = geometry.Mode == PaddingMode.Zeros && geometry.Before == geometry.After;
        return inner
            ? new([.. geometry.Before.Select(p => (long)p)], [], PaddingModes.Constant, 0)
            : Explicit(geometry, 0);
    }

    /// <summary>All padding before the kernel; excluded points hold a value that does not change the reduction.</summary>
    public static Padder Explicit(Geometry geometry, double excluded)
    {
        long[] outer =
        [
            .. Enumerable
                .Range(0, geometry.Before.Count)
                .Reverse()
                .SelectMany<int, long>(axis => [geometry.Before[axis], geometry.After[axis]]),
        ];
        var mode = geometry.Mode switch
        {
            PaddingMode.Zeros or PaddingMode.Excluded => PaddingModes.Constant,
            PaddingMode.Circular => PaddingModes.Circular,
            PaddingMode.Reflect => PaddingModes.Reflect,
            PaddingMode.Replicate => PaddingModes.Replicate,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new(
            new long[geometry.Before.Count],
            outer.All(p => p == 0) ? [] : outer,
            mode,
            geometry.Mode == PaddingMode.Excluded ? excluded : 0
        );
    }

    public Tensor Pad(Tensor input) =>
        Outer.Length == 0 ? input : nn.functional.pad(input, Outer, Mode, Value);
}
