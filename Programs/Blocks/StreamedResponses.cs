using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>
/// Responses that are never stored. Sums over positions need none: Σ_x F[i, j, x] = Σ_k Ψ[i, j, k] Σ_x f[i, x, k]. Maxima and
/// the attended sum are steps that compute each response where they read it.
/// </summary>
internal sealed class StreamedResponses : IResponses
{
    private readonly LayerScope _layer;
    private readonly Node _source;
    private readonly Node _kernel;
    private readonly Responses _responses;

    public StreamedResponses(LayerScope layer, Node input, Op.AttentiveConvolution block)
    {
        _layer = layer;
        _kernel = AttentiveConvolutions.Kernel(layer, block);
        (_source, var inner) = Convolutions.Padded(layer, input);
        _responses = new(
            layer.Input.Channels,
            layer.Fibre,
            layer.Output.Channels * layer.Order,
            _source.Shape.Skip(2).ToEqArray(),
            block.Window.Sizes,
            layer.Geometry.Stride,
            inner,
            block.Sampling.Dilation.For(layer.Dimension),
            layer.Output.Grid
        );
    }

    /// <summary>Why a block has no such steps; null where it has.</summary>
    public static string? Refusal(Op.AttentiveConvolution block) =>
        block.Spatial?.Statistics is { } statistics
        && (statistics.Contains(Reduction.Min) || statistics.Distinct().Count() < statistics.Count)
            ? $"the statistics {statistics} over the channels, expected mean, sum and maximum, each at most once"
            : null;

    public Node OverPositions(Reduction by)
    {
        var of = by switch
        {
            Reduction.Max => _source.LargestResponse(_kernel, _responses),
            Reduction.Min => _source.LargestResponse(_kernel.Times(-1), _responses).Times(-1),
            Reduction.Sum => Total(),
            Reduction.Mean => Total().Times(1, _layer.Output.Grid.Points().Count),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return of.Reshape(
            Sizes.Batch,
            _layer.Input.Channels,
            _layer.Fibre,
            _layer.Output.Channels,
            _layer.Order
        );
    }

    public Node Sum(
        Node? channel,
        SpatialAttention? spatial,
        AttentionBranch branch,
        Action<Node> show
    )
    {
        var attended = _source.Attended(
            _kernel,
            _responses,
            channel,
            spatial is null
                ? null
                : (
                    AttentiveConvolutions.MapKernel(_layer, spatial),
                    new(
                        spatial.Window.Sizes,
                        spatial.Dilation.For(_layer.Dimension),
                        spatial.Statistics,
                        spatial.Gate
                    )
                )
        );
        if (spatial is not null)
            show(
                _layer.Builder.Add(
                    new Step.PositionMap(
                        attended,
                        [
                            Sizes.Batch,
                            1,
                            _layer.Fibre,
                            _layer.Output.Channels,
                            _layer.Order,
                            .. _layer.Output.Grid.Sizes,
                        ]
                    )
                )
            );
        return _layer.Builder.Add(
            new Step.AttendedSum(
                attended,
                branch,
                [Sizes.Batch, _responses.Outputs, .. _layer.Output.Grid.Sizes]
            )
        );
    }

    // [b, i, j]: how often the windows at all positions read each point of f with each entry, times f and Ψ.
    private Node Total()
    {
        var (inputs, outputs, taps) = (_responses.Inputs, _responses.Outputs, _responses.Taps);
        var points = (int)_responses.Input.Volume();
        var read = _source
            .Reshape(-inputs, points)
            .Multiply(_layer.Builder.Numbers(ReadCounts.Of(_responses), [points, taps]))
            .Reshape(Sizes.Batch, inputs, taps)
            .Transpose(1, 0, 2);
        return read.Multiply(_kernel.Reshape(inputs, outputs, taps).Transpose(0, 2, 1))
            .Transpose(1, 0, 2);
    }
}
