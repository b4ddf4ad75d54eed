namespace AgeFormal.Learning.Training;

/// <summary>
/// When a training hands out its state: after every epoch and when it ends or is interrupted, and in between as said here.
/// </summary>
public sealed record CheckpointCadence
{
    /// <summary>After epochs alone.</summary>
    public static CheckpointCadence Epochs { get; } = new();

    /// <summary>After this many steps, at least 1; null for none in between.</summary>
    public int? Steps
    {
        get;
        init => field = value is { } steps ? RecipeNumbers.AtLeast(steps, 1, nameof(Steps)) : null;
    }

    /// <summary>After this many minutes, at least 0; null for none in between.</summary>
    public double? Minutes
    {
        get;
        init =>
            field = value is { } minutes
                ? RecipeNumbers.NotNegative(minutes, nameof(Minutes))
                : null;
    }

    /// <summary>Whether a state is due.</summary>
    internal bool IsDue(long stepsSince, TimeSpan timeSince) =>
        (Steps is { } steps && stepsSince >= steps)
        || (Minutes is { } minutes && timeSince.TotalMinutes >= minutes);
}
