using TorchSharp;

namespace AgeFormal.Learning.Training;

/// <summary>Writes losses, rate and errors as an event file that TensorBoard shows.</summary>
public sealed class TensorBoardWriter : ITrainingObserver
{
    private const int LongestPath = 4096;

    private readonly TorchSharp.Modules.SummaryWriter _writer;

    /// <summary>Begins a file.</summary>
    /// <param name="folder">The folder of the runs, a path of at most 4096 characters; a new file is made in it.</param>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made or written.</exception>
    public TensorBoardWriter(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folder.Length, LongestPath, nameof(folder));
        _writer = torch.utils.tensorboard.SummaryWriter(folder);
    }

    /// <inheritdoc/>
    public void Observe(TrainingEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        switch (happened)
        {
            case TrainingEvent.StepDone step:
                Add("training/step_loss", step.Loss, step.Position.Update);
                Add("training/learning_rate", step.LearningRate, step.Position.Update);
                break;
            case TrainingEvent.EpochDone { Report: var report }:
                Add("training/loss", report.TrainingLoss, report.Epoch);
                if (report.ValidationLoss is { } loss)
                    Add("validation/loss", loss, report.Epoch);
                if (report.ValidationErrorPercent is { } error)
                    Add("validation/error_percent", error, report.Epoch);
                break;
        }
    }

    private void Add(string name, double value, long at) =>
        _writer.add_scalar(name, (float)value, (int)at);
}
