using System.Diagnostics;

namespace AgeFormal.Learning.Training;

/// <summary>What of a training depends on the time: when states are due, and for how long it has run.</summary>
internal sealed class TrainingClock(
    TrainingRecipe recipe,
    CheckpointCadence cadence,
    TrainingPosition start
)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _savedAt = Stopwatch.GetTimestamp();
    private long _savedUpdate = start.Update;

    /// <summary>The position with the time trained, where the recipe ends by it.</summary>
    public TrainingPosition Timed(TrainingPosition position) =>
        recipe.Minutes is null
            ? position
            : position with
            {
                Seconds = start.Seconds + Stopwatch.GetElapsedTime(_start).TotalSeconds,
            };

    /// <summary>Whether a state is to be handed out here; it then counts as handed out.</summary>
    public bool IsDue(TrainingPosition position)
    {
        if (!cadence.IsDue(position.Update - _savedUpdate, Stopwatch.GetElapsedTime(_savedAt)))
            return false;
        Saved(position);
        return true;
    }

    /// <summary>A state is handed out here.</summary>
    public void Saved(TrainingPosition position) =>
        (_savedAt, _savedUpdate) = (Stopwatch.GetTimestamp(), position.Update);
}
