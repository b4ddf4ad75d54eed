using System.Diagnostics;
using System.Globalization;
using AgeFormal.Learning.Training;
using AgeFormal.Verification;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>
/// The progress of a training: on a terminal a live bar with loss, images per second and time left, and a line for each epoch;
/// in a file the lines alone.
/// </summary>
internal sealed class TrainingView(IAnsiConsole console) : ITrainingObserver
{
    private readonly Stopwatch _total = Stopwatch.StartNew();
    private readonly Stopwatch _epoch = Stopwatch.StartNew();
    private ProgressTask? _bar;
    private TrainingEvent.Started? _start;
    private long _images;
    private double _loss;

    /// <summary>Runs a training that this view observes.</summary>
    public T Run<T>(Func<T> training) =>
        console.Profile.Capabilities.Interactive
            ? console
                .Progress()
                .AutoClear(true)
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left },
                    new ProgressBarColumn(),
                    new PercentageColumn()
                )
                .Start(context =>
                {
                    _bar = context.AddTask("training");
                    return training();
                })
            : training();

    /// <inheritdoc/>
    public void Observe(TrainingEvent happened) =>
        happened.Match(
            started: Started,
            stepDone: StepDone,
            epochDone: EpochDone,
            checkpoint: _ => true,
            stopped: Stopped
        );

    /// <summary>Shows what a watch of the equivariance has measured.</summary>
    public void Watched(int epoch, ResidualReport report) =>
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"epoch {epoch, 3}  residual over H {report.Largest:E1}, {(report.IsWithinTolerance ? "rounding" : $"more than {report.Tolerance:E1}")}"
        );

    private bool Started(TrainingEvent.Started started)
    {
        _start = started;
        _total.Restart();
        _epoch.Restart();
        if (_bar is not null)
        {
            _bar.MaxValue = (double)started.Epochs * started.StepsPerEpoch;
            _bar.Value = started.Position.Update;
        }
        if (started.Position.Update > 0)
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"going on after epoch {started.Position.Epoch}, step {started.Position.Step}"
            );
        return true;
    }

    private bool StepDone(TrainingEvent.StepDone step)
    {
        _images += step.Examples;
        _loss = _loss == 0 ? step.Loss : 0.95 * _loss + 0.05 * step.Loss;
        if (_bar is not null && _start is not null)
        {
            _bar.Value = step.Position.Update;
            var seconds = _total.Elapsed.TotalSeconds;
            var done = step.Position.Update - _start.Position.Update;
            var left = TimeSpan.FromSeconds(
                Math.Min(1e6, seconds / done * (_bar.MaxValue - step.Position.Update))
            );
            _bar.Description = string.Create(
                CultureInfo.InvariantCulture,
                $"epoch {step.Epoch}/{_start.Epochs}  loss {_loss:F4}  {_images / seconds:F0} images/s  {left:h\\:mm\\:ss} left"
            );
        }
        return true;
    }

    private bool EpochDone(TrainingEvent.EpochDone epoch)
    {
        var report = epoch.Report;
        var validation =
            report.ValidationLoss is { } loss && report.ValidationErrorPercent is { } error
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"  validation loss {loss:F4}  error {error:F2} %"
                )
                : "";
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"epoch {report.Epoch, 3}/{report.Epochs}  loss {report.TrainingLoss:F4}{validation}  {_epoch.Elapsed.TotalSeconds:F1} s"
        );
        _epoch.Restart();
        return true;
    }

    private bool Stopped(TrainingEvent.Stopped stopped)
    {
        if (stopped.Reason != StopReason.Epochs)
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"stopped after epoch {stopped.State.Position.Epoch}: {(stopped.Reason == StopReason.Minutes ? "the time is over" : "the validation did not become better")}"
            );
        return true;
    }
}
