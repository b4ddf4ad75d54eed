using System.Globalization;
using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Training;

/// <summary>
/// Writes the reports of all epochs to a file after each, atomically: equal trainings, interrupted or not, give equal files.
/// </summary>
public sealed class HistoryWriter : ITrainingObserver
{
    private readonly string _path;
    private readonly Func<EqArray<EpochReport>, string> _render;

    private HistoryWriter(string path, Func<EqArray<EpochReport>, string> render)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _render = render;
    }

    /// <summary>A line of names, then for each epoch one of values separated by commas; what there is not is empty.</summary>
    public static HistoryWriter Csv(string path) => new(path, CsvOf);

    /// <summary>For each epoch one line, a JSON object.</summary>
    public static HistoryWriter JsonLines(string path) => new(path, JsonLinesOf);

    /// <inheritdoc/>
    /// <exception cref="IOException">The folder is absent or the disk is full; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written; the file is as it was.</exception>
    public void Observe(TrainingEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened is TrainingEvent.EpochDone epoch)
            AtomicFile.Write(
                _path,
                stream => stream.Write(Encoding.UTF8.GetBytes(_render(epoch.History)))
            );
    }

    private static string CsvOf(EqArray<EpochReport> history) =>
        string.Concat(
            history
                .Select(report =>
                    string.Join(
                        ',',
                        report.Epoch,
                        Text(report.LearningRate),
                        Text(report.TrainingLoss),
                        Text(report.ValidationLoss),
                        Text(report.ValidationErrorPercent)
                    )
                )
                .Prepend(
                    "epoch,learning_rate,training_loss,validation_loss,validation_error_percent"
                )
                .Select(line => line + "\n")
        );

    private static string JsonLinesOf(EqArray<EpochReport> history) =>
        string.Concat(history.Select(report => StateText.Write(report).ToJsonString() + "\n"));

    private static string Text(double? value) =>
        value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
