namespace AgeFormal.Verification.Models;

/// <summary>
/// What evaluations may still do. Every value that a reduction takes is counted, so that one evaluation alone cannot run
/// over a bound, and is interrupted while it runs.
/// </summary>
/// <param name="bound">The largest number of values.</param>
/// <param name="cancellation">Asked every 4096 values.</param>
internal sealed class Work(long bound, CancellationToken cancellation = default)
{
    private const long Interval = 1 << 12;
    private long _bound = bound;

    /// <summary>Without a bound.</summary>
    public static Work Unbounded => new(long.MaxValue);

    /// <summary>The largest number of values.</summary>
    public long Bound => _bound;

    /// <summary>The number of values taken so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether the bound is reached.</summary>
    public bool IsSpent => Steps >= _bound;

    /// <summary>From now on the bound is at most this one.</summary>
    public void Lower(long to) => _bound = Math.Min(_bound, to);

    /// <summary>Counts a value.</summary>
    /// <exception cref="WorkSpentException">The bound is reached.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Take()
    {
        if (Steps >= _bound)
            throw new WorkSpentException(_bound);
        if ((Steps++ & (Interval - 1)) == 0)
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
