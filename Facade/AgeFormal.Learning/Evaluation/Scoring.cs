using AgeFormal.Learning.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Learning;

/// <summary>Sums over labelled examples.</summary>
/// <param name="Loss">The cross-entropies in nats.</param>
/// <param name="Errors">The wrong classes.</param>
/// <param name="Labels">The labels.</param>
internal sealed record Scores(double Loss, long Errors, long Labels);

/// <summary>Classes and loss of a network over examples, in batches and without gradients.</summary>
internal static class Scoring
{
    private const int BatchSize = 250;

    /// <summary>The sums over consecutive examples.</summary>
    /// <param name="scores">The scores of classes for images, as cross-entropy takes them.</param>
    /// <param name="set">The examples.</param>
    /// <param name="first">The first one.</param>
    /// <param name="end">The one after the last.</param>
    /// <param name="cancellation">Checked before each batch.</param>
    /// <param name="classified">Receives after each batch the sums so far, how many examples are done, the labels, and the classes found.</param>
    public static Scores Run(
        Func<Tensor, Tensor> scores,
        IExamples set,
        int first,
        int end,
        CancellationToken cancellation,
        Action<Scores, int, Tensor, Tensor>? classified = null
    )
    {
        using var _ = no_grad();
        var sums = new Scores(0, 0, 0);
        for (var start = first; start < end; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var count = Math.Min(BatchSize, end - start);
            var batch = set.At([.. Enumerable.Range(start, count)]);
            if (start + count < end)
                set.Expect([
                    .. Enumerable.Range(start + count, Math.Min(BatchSize, end - start - count)),
                ]);
            var found = scores(batch.Images);
            var labels = batch.Labels.to(found.device);
            var classes = found.argmax(1);
            sums = new(
                sums.Loss
                    + nn.functional.cross_entropy(found, labels, reduction: nn.Reduction.Sum)
                        .ToDouble(),
                sums.Errors + classes.ne(labels).sum().ToInt64(),
                sums.Labels + labels.numel()
            );
            classified?.Invoke(sums, start + count - first, labels, classes);
        }
        return sums;
    }
}
