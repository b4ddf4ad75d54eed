using System.Collections.Concurrent;
using AgeFormal.Kernels;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Attention;

/// <summary>How steps over responses run.</summary>
/// <param name="Method">The method that was asked for.</param>
/// <param name="Memory">The number of bytes that intermediates may take.</param>
internal sealed record AttentionExecution(AttentionMethod Method, long Memory)
{
    /// <summary>The method on a device.</summary>
    /// <exception cref="NotSupportedException">Fused kernels were asked for, and the device is not the CPU.</exception>
    public static AttentionMethod On(DeviceType device, AttentionMethod asked) =>
        (asked, device) switch
        {
            (AttentionMethod.Automatic or AttentionMethod.Fused, DeviceType.CPU) =>
                AttentionMethod.Fused,
            (AttentionMethod.Fused, not DeviceType.META) => throw new NotSupportedException(
                $"{nameof(TorchOptions.Attention)}: {AttentionMethod.Fused} runs on the CPU, received the device {device}; expected {AttentionMethod.Tiled} or {AttentionMethod.Automatic}."
            ),
            _ => AttentionMethod.Tiled,
        };

    /// <summary>The method of a layer for tensors on the device of a user.</summary>
    public Func<Tensor, IResponseMethod> Of(
        Responses sizes,
        MapWindow? window,
        Func<Tensor, Tensor> gate,
        AttentionBranch branch
    )
    {
        var layer = new ResponseLayer(sizes, window, gate, branch, Memory);
        var made = new ConcurrentDictionary<AttentionMethod, IResponseMethod>();
        return user =>
            made.GetOrAdd(
                On(user.device_type, Method),
                method =>
                    method == AttentionMethod.Fused
                        ? new FusedResponses(layer, Kernels)
                        : new TiledResponses(layer)
            );
    }

    private static IResponseKernels Kernels(ScalarType format) =>
        IResponseKernels.For(format == ScalarType.Float64, get_num_threads());
}
