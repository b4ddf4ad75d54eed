namespace AgeFormal.Verification.Identity;

/// <summary>
/// What evaluations may still do. Every value that a reduction takes is counted, so that one evaluation alone cannot run
/// over a bound, and is interrupted while it runs.
/// </summary>
/// <param name="bound">The largest number of values.</param>
/// <param name="cancellation">Asked every 4096 values.</param>
internal sealed class Work(long bound, CancellationToken cancellation = default)
{
    private const long Interval = 1 << 12;

    /// <summary>Without a bound.</summary>
    public static Work Unbounded => new(long.MaxValue);

    /// <summary>The largest number of values.</summary>
    public long Bound => bound;

    /// <summary>The number of values taken so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether the bound is reached.</summary>
    public bool IsSpent => Steps >= bound;

    /// <summary>Counts a value.</summary>
    /// <exception cref="WorkSpentException">The bound is reached.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Take()
    {
        if (Steps >= bound)
            throw new WorkSpentException(bound);
        if (Steps++ % Interval == 0)
            cancellation.ThrowIfCancellationRequested();
    }
}

/// <summary>An evaluation that would take more than it may.</summary>
internal sealed class WorkSpentException : Exception
{
    /// <param name="bound">The largest number of values.</param>
    public WorkSpentException(long bound)
        : base($"The bound of {bound} values that reductions take is reached.") { }

    /// <param name="reason">What is too much.</param>
    public WorkSpentException(string reason)
        : base(reason) { }
}
