using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Learning.Data;
using static TorchSharp.torch;

namespace AgeFormal.Learning;

/// <summary>Classification of labelled sets.</summary>
public static class Evaluation
{
    /// <summary>Classifies a set in batches, in single precision.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="images">The set, as the network reads it.</param>
    /// <param name="progress">Receives a report after each batch, on the calling thread.</param>
    /// <param name="cancellation">Checked before each batch.</param>
    /// <exception cref="ArgumentException">The set is empty or does not fit the types of the network.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static EvaluationResult Run(
        TrainedNetwork trained,
        ImageSet images,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(images);
        cancellation.ThrowIfCancellationRequested();
        using var network = trained.Compile();
        network.eval();
        using var set = ImageExamples.Of(images, trained.Op, nameof(images));
        var classes = ImmutableArray.CreateBuilder<int>();
        var sums = Scoring.Run(
            batch => ImageTensors.Scores(network.forward(batch), trained.Op.Output),
            set,
            0,
            set.Count,
            cancellation,
            (sums, done, found) =>
            {
                classes.AddRange(found.to(ScalarType.Int32).flatten().data<int>().ToArray());
                progress?.Report(new(done, set.Count, (int)sums.Errors));
            }
        );
        return new(
            trained.Network.Name,
            images.Count,
            (int)sums.Errors,
            sums.Loss / sums.Labels,
            new EqArray<int>(classes.ToImmutable())
        );
    }
}
