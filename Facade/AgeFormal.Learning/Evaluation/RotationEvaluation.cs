using AgeFormal.Algebra;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Plots;

namespace AgeFormal.Learning;

/// <summary>The error of a network by the angle that the images of a set are rotated by.</summary>
public static class RotationEvaluation
{
    /// <summary>Angles of equal distance, from 0 to below 360 degrees.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not 1 to 3600.</exception>
    public static EqArray<double> Angles(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 3600);
        return Enumerable.Range(0, count).Select(i => 360.0 * i / count).ToEqArray();
    }

    /// <summary>
    /// Classifies a set once for each angle: every image is brought to the size of the network, rotated about its centre
    /// (<see cref="Rotation"/>, black outside), prepared and classified. Quarter turns only permute the pixels of square images, so
    /// that a network which is exactly invariant under them has equal errors there.
    /// </summary>
    /// <param name="trained">The network.</param>
    /// <param name="stored">The labelled images as stored: in [0, 1], not prepared (<see cref="TrainingData.LoadStoredTest"/>).</param>
    /// <param name="degrees">The angles.</param>
    /// <param name="progress">Receives a report after each angle, on the calling thread: how many images are classified.</param>
    /// <param name="cancellation">Checked before each batch.</param>
    /// <exception cref="ArgumentException">
    /// An angle is not finite, or the set is empty, without labels or cannot be made ready for the network.
    /// </exception>
    /// <exception cref="UnspecifiedPreprocessingException">The network does not say how an image is made ready for it.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static EqArray<AngleError> Run(
        TrainedNetwork trained,
        ImageSet stored,
        EqArray<double> degrees,
        IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(stored);
        if (degrees.Any(angle => !double.IsFinite(angle)))
            throw new ArgumentException("Expected angles of finite numbers.", nameof(degrees));
        var by = trained.RequirePreprocessing();
        var upright = ImagePreparation.Sized(stored, by.Fit, by.Axes, trained.Op.Input);
        var errors = new List<AngleError>(degrees.Count);
        foreach (var angle in degrees)
        {
            cancellation.ThrowIfCancellationRequested();
            var turned = Rotation.Turn(upright, _ => angle / 360).Prepare(by, trained.Op.Input);
            var result = Evaluation.Run(trained, turned, cancellation: cancellation);
            errors.Add(new(angle, result.Errors, result.ErrorPercent, result.Loss));
            progress?.Report(
                new(
                    stored.Count * errors.Count,
                    stored.Count * degrees.Count,
                    errors.Sum(one => one.Errors)
                )
            );
        }
        return errors.ToEqArray();
    }

    /// <summary>Writes the error by the angle as a drawing, <c>.svg</c> or <c>.png</c>, atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The name of the network.</param>
    /// <param name="errors">The errors, at least one; equal ones give equal files.</param>
    /// <param name="cancellation">Checked before the file is replaced.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    /// <exception cref="IOException">The folder is absent or the disk is full; nothing was changed.</exception>
    public static void Draw(
        string path,
        string network,
        EqArray<AngleError> errors,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(network);
        if (errors.Count == 0)
            throw new ArgumentException(
                "Expected the error of at least one angle.",
                nameof(errors)
            );
        ChartFile.Write(
            path,
            new LineChart(
                $"{network}: error by angle",
                new("angle in degrees", Step: 45),
                new("error in percent"),
                null,
                [
                    new(
                        "error",
                        OnRight: false,
                        [.. errors.Select(one => (one.Degrees, one.ErrorPercent))]
                    ),
                ]
            ),
            cancellation
        );
    }
}
