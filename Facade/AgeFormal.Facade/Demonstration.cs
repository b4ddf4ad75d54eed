using AgeFormal.Facade.Data;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using AgeFormal.Networks;
using AgeFormal.Verification;

namespace AgeFormal.Facade;

/// <summary>A trained network with digits to show it on: the parts that classification and verification need.</summary>
/// <param name="Trained">The network with its parameters.</param>
/// <param name="Sample">The digits, as the network reads them.</param>
public sealed record Demonstration(TrainedNetwork Trained, ImageSet Sample)
{
    /// <summary>The name of the network whose weights the assembly carries.</summary>
    public const string EmbeddedNetwork = "p4-cnn";

    /// <summary>
    /// The embedded p4-CNN, trained by this library (<c>TrainingLoop</c>; the recipe is in the file's metadata), with the
    /// embedded digits (<see cref="DigitSample"/>), none of which it was trained on.
    /// </summary>
    public static Demonstration Embedded() =>
        new(
            TrainedNetwork.Of(
                Catalogue.Parse(EmbeddedNetwork),
                Resource.Read(Resource.Weights),
                Resource.Weights
            ),
            DigitSample.Embedded()
        );

    /// <summary>Classifies the sample.</summary>
    /// <exception cref="ArgumentException">The sample does not fit the types of the network.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public EvaluationResult Classify(
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellation = default
    ) => Evaluation.Run(Trained, Sample, progress, cancellation);

    /// <summary>Verifies the network on the first digits of the sample.</summary>
    /// <param name="count">How many, from 1 to the size of the sample.</param>
    /// <param name="cancellation">Checked before each execution.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sample does not have as many.</exception>
    public VerificationReport Verify(int count, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Trained.Verify(Sample.Slice(0, count), cancellation: cancellation);
    }
}
