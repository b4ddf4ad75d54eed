using System.Runtime.InteropServices;
using AgeFormal.Algebra;
using AgeFormal.Learning.Data;

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
        using var set = ImageTensors.Of(images, trained.Op, nameof(images));
        var (classes, errors, loss) = Scoring.Run(network, set, progress, cancellation);
        return new(
            trained.Network.Name,
            images.Count,
            errors,
            loss,
            new EqArray<int>(ImmutableCollectionsMarshal.AsImmutableArray(classes))
        );
    }
}
