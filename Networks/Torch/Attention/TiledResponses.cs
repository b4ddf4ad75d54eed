using AgeFormal.Networks.Torch.Tensors;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Attention;

/// <summary>
/// Responses as tensors of libtorch, for so many signals at a time as fit the memory. Nothing but operands is kept for the
/// gradient, for which they are computed again.
/// </summary>
/// <param name="layer">The layer.</param>
internal sealed class TiledResponses(ResponseLayer layer) : IResponseMethod
{
    // The response, its products with both maps, and the gradients of these.
    private const int Intermediates = 6;

    private readonly bool[]? _inside =
        layer.Sizes.Output.Outline == Outline.Box ? null : [.. layer.Sizes.Output.Mask()];

    public Tensor Largest(Tensor source, Tensor kernel) =>
        Over(
            [source, kernel],
            operands =>
            {
                var responses = Responses(operands[0], operands[1]);
                if (_inside is not null)
                    responses = responses.Filled(Outside(responses), double.NegativeInfinity);
                return responses.flatten(3).amax([3]);
            },
            batched: [true, false]
        );

    public Tensor Map(AttendedOperands operands) =>
        Over(
            operands.Tensors,
            of => Maps(operands.With(of)).Map.squeeze(1).flatten(1, 2),
            Batched(operands)
        );

    public Tensor Sum(AttendedOperands operands) =>
        Over(
            operands.Tensors,
            of =>
            {
                var (responses, attended, map) = Maps(operands.With(of));
                if (layer.Window is not null)
                    attended = attended.mul(map);
                if (layer.Branch == AttentionBranch.Residual)
                    attended = responses.Minus(attended);
                return attended.sum([1, 2]);
            },
            Batched(operands)
        );

    private static bool[] Batched(AttendedOperands operands) =>
        [
            .. operands.Tensors.Select(tensor =>
                ReferenceEquals(tensor, operands.Source)
                || ReferenceEquals(tensor, operands.Channel)
            ),
        ];

    // [b, c, h̃, j, …], and [b, 1, h̃, j, …].
    private (Tensor Responses, Tensor Attended, Tensor Map) Maps(AttendedOperands operands)
    {
        var sizes = layer.Sizes;
        var responses = Responses(operands.Source, operands.Kernel);
        if (_inside is not null)
            responses = responses.Filled(Outside(responses), 0);
        responses = responses.unflatten(1, [sizes.Channels, sizes.Fibre]);
        var attended = operands.Channel is { } channel
            ? responses.mul(
                channel.reshape([
                    channel.shape[0],
                    sizes.Channels,
                    sizes.Fibre,
                    sizes.Outputs,
                    .. layer.Grid.Select(_ => 1L),
                ])
            )
            : responses;
        if (layer.Window is not { } window)
            return (responses, attended, attended);
        var statistics = cat(
            [
                .. window.Statistics.Select(by =>
                    by switch
                    {
                        Reduction.Max => attended.amax([1], keepdim: true),
                        Reduction.Sum => attended.sum(1, keepdim: true),
                        Reduction.Mean => attended.sum(1, keepdim: true).Over(sizes.Channels),
                        _ => throw new System.Diagnostics.UnreachableException(),
                    }
                ),
            ],
            dim: 1
        );
        var maps = sizes.Fibre * sizes.Outputs;
        var map = Convolutions.Slide(
            statistics.movedim([1], [3]).flatten(1, 3),
            operands.Map!,
            [.. layer.Grid.Select(_ => 1L)],
            [.. window.Window.Select((size, axis) => (long)window.Dilation[axis] * (size / 2))],
            [.. window.Dilation.Select(size => (long)size)],
            maps
        );
        return (
            responses,
            attended,
            layer.Gate(map).reshape([map.shape[0], 1, sizes.Fibre, sizes.Outputs, .. layer.Grid])
        );
    }

    // [b, i, j, …].
    private Tensor Responses(Tensor source, Tensor kernel) =>
        Convolutions
            .Slide(
                source,
                kernel,
                [.. layer.Sizes.Stride.Select(size => (long)size)],
                [.. layer.Sizes.Padding.Select(size => (long)size)],
                [.. layer.Sizes.Dilation.Select(size => (long)size)],
                layer.Sizes.Inputs
            )
            .unflatten(1, [layer.Sizes.Inputs, layer.Sizes.Outputs]);

    private Tensor Outside(Tensor user) =>
        tensor([.. _inside!.Select(inside => !inside)], device: user.device).reshape(layer.Grid);

    private Tensor Over(
        Tensor[] operands,
        Func<IReadOnlyList<Tensor>, Tensor> function,
        bool[] batched
    )
    {
        using var scope = NewDisposeScope();
        var batch = operands[0].shape[0];
        var each =
            (double)layer.Sizes.Inputs
            * layer.Sizes.Outputs
            * layer.Grid.Aggregate(1L, (volume, size) => volume * size)
            * operands[0].ElementSize
            * Intermediates;
        var tile = Math.Clamp((long)(layer.Memory / each), 1, batch);
        var again = Gradients.Recomputed(function);
        var parts = new List<Tensor>();
        for (var from = 0L; from < batch; from += tile)
            parts.Add(
                Gradients.Of(
                    again,
                    [
                        .. operands.Select(
                            (operand, i) =>
                                batched[i]
                                    ? operand.narrow(0, from, Math.Min(tile, batch - from))
                                    : operand
                        ),
                    ]
                )
            );
        return (parts.Count == 1 ? parts[0] : cat(parts, 0)).MoveToOuterDisposeScope();
    }
}
