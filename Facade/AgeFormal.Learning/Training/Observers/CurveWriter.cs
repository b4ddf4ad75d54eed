using AgeFormal.Algebra;
using AgeFormal.Learning.Plots;

namespace AgeFormal.Learning.Training;

/// <summary>
/// Draws the losses of all epochs and, on the right, the validation error, as an SVG file after each epoch, atomically: equal
/// trainings, interrupted or not, give equal files.
/// </summary>
public sealed class CurveWriter : ITrainingObserver
{
    private readonly string _path;

    /// <summary>Begins nothing: the file is written after the first epoch.</summary>
    /// <param name="path">The file.</param>
    public CurveWriter(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The folder is absent or the disk is full; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written; the file is as it was.</exception>
    public void Observe(TrainingEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened is TrainingEvent.EpochDone epoch)
            ChartFile.Write(_path, Chart(epoch.History));
    }

    private static LineChart Chart(EqArray<EpochReport> history)
    {
        ChartLine[] lines =
        [
            Line("training loss", false, history, report => report.TrainingLoss),
            Line("validation loss", false, history, report => report.ValidationLoss),
            Line("validation error", true, history, report => report.ValidationErrorPercent),
        ];
        return new(
            "Learning curve",
            new("epoch"),
            new("loss in nats"),
            lines[2].Points.Count > 0 ? new("error in percent") : null,
            [.. lines.Where(line => line.Points.Count > 0)]
        );
    }

    private static ChartLine Line(
        string name,
        bool onRight,
        EqArray<EpochReport> history,
        Func<EpochReport, double?> value
    ) =>
        new(
            name,
            onRight,
            [
                .. history
                    .Where(report => value(report) is not null)
                    .Select(report => ((double)report.Epoch, value(report)!.Value)),
            ]
        );
}
