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
        using var set = ImageExamples.Of(images, trained.Op, nameof(images));
        return Run(trained, set, progress, cancellation);
    }

    /// <summary>Classifies examples in batches, in single precision.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="examples">The examples, as the network reads them; they may come from a disk (<see cref="StreamedExamples"/>).</param>
    /// <param name="progress">Receives a report after each batch, on the calling thread.</param>
    /// <param name="cancellation">Checked before each batch.</param>
    /// <exception cref="ArgumentException">The examples do not fit the types of the network.</exception>
    /// <exception cref="DataFormatException">A file is damaged.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static EvaluationResult Run(
        TrainedNetwork trained,
        IExamples examples,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(examples);
        cancellation.ThrowIfCancellationRequested();
        using var network = trained.Compile();
        network.eval();
        var classes = ImmutableArray.CreateBuilder<int>();
        var labels = ImmutableArray.CreateBuilder<int>();
        var sums = Scoring.Run(
            batch => ImageTensors.Scores(network.forward(batch), trained.Op.Output),
            examples,
            0,
            examples.Count,
            cancellation,
            (sums, done, given, found) =>
            {
                labels.AddRange(given.to(ScalarType.Int32).flatten().data<int>().ToArray());
                classes.AddRange(found.to(ScalarType.Int32).flatten().data<int>().ToArray());
                progress?.Report(new(done, examples.Count, (int)sums.Errors));
            }
        );
        return new(
            trained.Network.Name,
            examples.Count,
            (int)sums.Errors,
            sums.Loss / sums.Labels,
            new EqArray<int>(classes.ToImmutable())
        )
        {
            Labels = new EqArray<int>(labels.ToImmutable()),
        };
    }
}
