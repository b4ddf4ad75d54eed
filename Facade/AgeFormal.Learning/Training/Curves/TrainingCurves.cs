using AgeFormal.Algebra;
using AgeFormal.Learning.Plots;

namespace AgeFormal.Learning.Training;

/// <summary>What of an epoch is drawn.</summary>
public enum CurveMeasure
{
    /// <summary>The misclassified part of the validation set, in percent.</summary>
    ValidationError,

    /// <summary>The cross-entropy over the validation set, in nats.</summary>
    ValidationLoss,

    /// <summary>The cross-entropy over the training set, in nats.</summary>
    TrainingLoss,
}

/// <summary>Trainings of one kind that are compared with others: one, or several that differ in their seeds.</summary>
/// <param name="Name">What the legend calls them.</param>
/// <param name="Runs">The history of each, at least one.</param>
public sealed record ComparedTrainings(string Name, EqArray<EqArray<EpochReport>> Runs);

/// <summary>Learning curves of several trainings in one drawing.</summary>
public static class TrainingCurves
{
    /// <summary>
    /// Draws a measure by the epoch, one line for each kind of training: of several runs the mean over those that reached the
    /// epoch, with bars of one standard deviation (divisor n − 1) to both sides. Equal histories give equal files.
    /// </summary>
    /// <param name="path">The file, <c>.svg</c> or <c>.png</c>, written atomically.</param>
    /// <param name="measure">What is drawn.</param>
    /// <param name="trainings">The trainings.</param>
    /// <param name="cancellation">Checked before the file is replaced.</param>
    /// <exception cref="ArgumentException">There are none, or none of some kind has the measure in any epoch; names it.</exception>
    /// <exception cref="IOException">The folder is absent or the disk is full; nothing was changed.</exception>
    public static void Draw(
        string path,
        CurveMeasure measure,
        EqArray<ComparedTrainings> trainings,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (title, unit, of) = Of(measure);
        if (trainings.Count == 0)
            throw new ArgumentException("Expected at least one training.", nameof(trainings));
        var lines = trainings.Select(training => Line(training, of)).ToEqArray();
        foreach (var (training, line) in trainings.Zip(lines))
            if (line.Points.Count == 0)
                throw new ArgumentException(
                    $"No epoch of '{training.Name}' has a {title}; expected trainings that have one.",
                    nameof(trainings)
                );
        ChartFile.Write(
            path,
            new LineChart(title, new("epoch"), new($"{title} in {unit}"), null, lines),
            cancellation
        );
    }

    private static (string Title, string Unit, Func<EpochReport, double?> Of) Of(
        CurveMeasure measure
    ) =>
        measure switch
        {
            CurveMeasure.ValidationError => (
                "validation error",
                "percent",
                report => report.ValidationErrorPercent
            ),
            CurveMeasure.ValidationLoss => (
                "validation loss",
                "nats",
                report => report.ValidationLoss
            ),
            CurveMeasure.TrainingLoss => ("training loss", "nats", report => report.TrainingLoss),
            var other => throw new ArgumentOutOfRangeException(
                nameof(measure),
                other,
                $"Expected one of {string.Join(", ", Enum.GetNames<CurveMeasure>())}."
            ),
        };

    private static ChartLine Line(ComparedTrainings training, Func<EpochReport, double?> of)
    {
        var epochs = training
            .Runs.SelectMany(run => run)
            .Where(report => of(report) is not null)
            .GroupBy(report => report.Epoch, report => of(report)!.Value)
            .OrderBy(epoch => epoch.Key)
            .Select(epoch => (epoch.Key, Values: epoch.ToArray()))
            .ToArray();
        return new(
            training.Name,
            OnRight: false,
            epochs.Select(epoch => ((double)epoch.Key, epoch.Values.Average())).ToEqArray()
        )
        {
            Deviations =
                training.Runs.Count > 1
                    ? epochs.Select(epoch => Deviation(epoch.Values)).ToEqArray()
                    : [],
        };
    }

    /// <summary>The standard deviation of a sample, with the divisor n − 1; 0 of a single value.</summary>
    internal static double Deviation(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return values.Count < 2
            ? 0
            : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
