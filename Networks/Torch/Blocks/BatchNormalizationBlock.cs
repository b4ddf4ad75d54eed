using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>
/// Batch normalisation per channel. In training the statistics run over batch, h and the points of the grid; the running
/// ones follow them as r ← (1 − m) r + m s, with the unbiased variance.
/// </summary>
internal sealed class BatchNormalizationBlock(LeafContext context, Op.BatchNormalization block)
    : LeafBlock(context)
{
    private const string RunningMean = "running_mean";
    private const string RunningVariance = "running_var";
    private const string Scale = "weight";
    private const string Shift = "bias";

    private readonly int _points = context.Op.Input.Grid.Points().Count;

    protected override Tensor Value(Tensor input, Pass pass)
    {
        // One axis for h and grid: the channel's statistics run over all of it.
        var flat = input.reshape(input.shape[0], Op.Input.Channels, -1);
        if (!pass.Training)
            return Normalize(flat, pass).reshape(input.shape);
        var values = input.shape[0] * Op.Input.FibreSize * _points;
        if (values < 2)
            throw new ArgumentException(
                $"Layer '{Op.Path}': statistics in training need at least 2 values per channel, received {values}.",
                nameof(input)
            );
        var normalized = Outside(input) is { } outside
            ? NormalizeInside(flat, Inside(outside, flat), values)
            : Normalize(flat, pass);
        return normalized.reshape(input.shape);
    }

    private Tensor Normalize(Tensor flat, Pass pass) =>
        nn.functional.batch_norm(
            flat,
            Of(RunningMean),
            Of(RunningVariance),
            Of(Scale),
            Of(Shift),
            pass.Training,
            block.Momentum,
            block.Epsilon.ToDouble()
        );

    private Tensor NormalizeInside(Tensor flat, Tensor inside, long values)
    {
        long[] allButChannels = [0, 2];
        var mean = flat.mul(inside).sum(allButChannels, keepdim: true).Over(values);
        var centred = flat.Minus(mean).mul(inside);
        var variance = centred.square().sum(allButChannels, keepdim: true).Over(values);
        Follow(RunningMean, mean);
        Follow(RunningVariance, variance.Times((double)values / (values - 1)));
        return centred
            .mul(variance.More(block.Epsilon.ToDouble()).rsqrt())
            .mul(Of(Scale).reshape(1, -1, 1))
            .Plus(Of(Shift).reshape(1, -1, 1));
    }

    private void Follow(string running, Tensor statistic)
    {
        using var _ = no_grad();
        Of(running).Shrink(1 - block.Momentum).Gain(statistic.reshape(-1).Times(block.Momentum));
    }

    // 1 inside, 0 outside, for every h: [h · box].
    private Tensor Inside(Tensor outside, Tensor like) =>
        outside.logical_not().to(like.dtype).reshape(-1).repeat(Op.Input.FibreSize);
}
