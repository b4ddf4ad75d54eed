using AgeFormal.Algebra;

namespace AgeFormal.Learning.Training;

/// <summary>What happens during a training, in order.</summary>
public abstract record TrainingEvent
{
    private TrainingEvent() { }

    /// <summary>The training begins, or goes on from a state.</summary>
    /// <param name="Position">Where.</param>
    /// <param name="Epochs">The most epochs.</param>
    /// <param name="StepsPerEpoch">The steps of an epoch.</param>
    /// <param name="Examples">The examples of an epoch.</param>
    public sealed record Started(
        TrainingPosition Position,
        int Epochs,
        int StepsPerEpoch,
        int Examples
    ) : TrainingEvent;

    /// <summary>A step was made.</summary>
    /// <param name="Epoch">The epoch under way, from 1 on.</param>
    /// <param name="Position">The position after it.</param>
    /// <param name="Examples">The examples of the step.</param>
    /// <param name="Loss">Their mean loss before it.</param>
    /// <param name="LearningRate">The rate.</param>
    public sealed record StepDone(
        int Epoch,
        TrainingPosition Position,
        int Examples,
        double Loss,
        double LearningRate
    ) : TrainingEvent;

    /// <summary>An epoch was completed and validated.</summary>
    /// <param name="Report">What it gave.</param>
    /// <param name="History">The reports of all epochs, this one last.</param>
    public sealed record EpochDone(EpochReport Report, EqArray<EpochReport> History)
        : TrainingEvent;

    /// <summary>A state that a training can go on from; all its numbers are finite.</summary>
    /// <param name="State">The state.</param>
    public sealed record Checkpoint(TrainingState State) : TrainingEvent;

    /// <summary>The training ended; the last event.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="State">Its last state.</param>
    public sealed record Stopped(StopReason Reason, TrainingState State) : TrainingEvent;

    /// <summary>The value of the arm of the case.</summary>
    public T Match<T>(
        Func<Started, T> started,
        Func<StepDone, T> stepDone,
        Func<EpochDone, T> epochDone,
        Func<Checkpoint, T> checkpoint,
        Func<Stopped, T> stopped
    )
    {
        ArgumentNullException.ThrowIfNull(started);
        ArgumentNullException.ThrowIfNull(stepDone);
        ArgumentNullException.ThrowIfNull(epochDone);
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(stopped);
        return this switch
        {
            Started of => started(of),
            StepDone of => stepDone(of),
            EpochDone of => epochDone(of),
            Checkpoint of => checkpoint(of),
            Stopped of => stopped(of),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
