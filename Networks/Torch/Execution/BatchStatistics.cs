using AgeFormal.Networks.Torch.Tensors;
using AgeFormal.Programs.Steps;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>Batch normalisation of <c>[b, c, n]</c>, n the points of the grid for every h.</summary>
/// <param name="step">The step.</param>
/// <param name="layer">The path of the layer.</param>
/// <param name="inside">1 at the points inside of the outline, 0 outside; null for a box.</param>
/// <param name="points">The number of points inside.</param>
internal sealed class BatchStatistics(
    Step.Normalize step,
    string layer,
    ConstantTensor? inside,
    int points
)
{
    private readonly double _epsilon = step.Epsilon.ToDouble();

    /// <exception cref="ArgumentException">Training, and the batch has a single value per channel.</exception>
    public Tensor Normalized(Frame frame)
    {
        var values = (frame.Joint?.Count ?? frame.Batch) * points;
        if (frame.Training && values < 2)
            throw new ArgumentException(
                $"Layer '{layer}': statistics in training need at least 2 values per channel, received {values}."
            );
        return frame.Training && (inside is not null || frame.Joint is not null)
            ? Inside(frame, inside?.On(frame.User), values)
            : nn.functional.batch_norm(
                frame[step.Source],
                frame[step.Mean],
                frame[step.Variance],
                frame[step.Weight],
                frame[step.Bias],
                frame.Training,
                step.Momentum,
                _epsilon
            );
    }

    private Tensor Inside(Frame frame, Tensor? inside, long values)
    {
        using var scope = NewDisposeScope();
        long[] allButChannels = [0, 2];
        var flat = frame[step.Source];
        Tensor Within(Tensor all) => inside is null ? all : all.mul(inside);
        Tensor Sum(Tensor of) =>
            of.sum(allButChannels, keepdim: true) is var part && frame.Joint is { } joint
                ? JointSum.Of(joint, part)
                : part;
        var mean = Sum(Within(flat)).Over(values);
        var centred = Within(flat.Minus(mean));
        var variance = Sum(centred.square()).Over(values);
        Follow(frame[step.Mean], mean);
        Follow(frame[step.Variance], variance.Times((double)values / (values - 1)));
        return centred
            .mul(variance.More(_epsilon).rsqrt())
            .mul(frame[step.Weight].reshape(1, -1, 1))
            .Plus(frame[step.Bias].reshape(1, -1, 1))
            .MoveToOuterDisposeScope();
    }

    private void Follow(Tensor running, Tensor statistic)
    {
        using var _ = no_grad();
        running.Shrink(1 - step.Momentum).Gain(statistic.reshape(-1).Times(step.Momentum));
    }
}
