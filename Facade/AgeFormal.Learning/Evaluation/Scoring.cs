using AgeFormal.Networks.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Learning;

/// <summary>Classes and loss of a compiled network over a set, in batches.</summary>
internal static class Scoring
{
    private const int BatchSize = 250;

    /// <summary>Leaves the network in evaluation mode.</summary>
    public static (int[] Classes, int Errors, double Loss) Run(
        TorchNetwork network,
        ImageTensors set,
        IProgress<EvaluationProgress>? progress,
        CancellationToken cancellation
    )
    {
        using var _ = no_grad();
        network.eval();
        var classes = new int[set.Labels.numel()];
        int each = classes.Length / set.Count;
        int errors = 0;
        double loss = 0;
        for (int start = 0; start < set.Count; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(BatchSize, set.Count - start);
            using var scope = NewDisposeScope();
            Tensor labels = set.Labels.narrow(0, start, count);
            Tensor logits = ImageTensors.Scores(
                network.forward(set.Images.narrow(0, start, count)),
                network.Op.Output
            );
            Tensor predicted = logits.argmax(1);
            loss += nn
                .functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum)
                .ToDouble();
            errors += (int)predicted.ne(labels).sum().ToInt64();
            predicted
                .to(ScalarType.Int32)
                .data<int>()
                .CopyTo(classes.AsSpan(start * each, count * each));
            progress?.Report(new(start + count, set.Count, errors));
        }
        return (classes, errors, loss / classes.Length);
    }
}
