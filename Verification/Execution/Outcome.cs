namespace AgeFormal.Verification;

/// <summary>What a run gave, or why there was none.</summary>
/// <typeparam name="TRun">What a run gives.</typeparam>
public abstract record Outcome<TRun>
    where TRun : notnull
{
    private Outcome() { }

    /// <summary>It ran.</summary>
    /// <param name="Run">What it gave.</param>
    public sealed record Executed(TRun Run) : Outcome<TRun>;

    /// <summary>It cannot be executed.</summary>
    /// <param name="Reason">Why, and what is expected.</param>
    public sealed record NotExecuted(string Reason) : Outcome<TRun>;

    /// <summary>One function per case.</summary>
    public T Match<T>(Func<TRun, T> executed, Func<NotExecuted, T> notExecuted)
    {
        ArgumentNullException.ThrowIfNull(executed);
        ArgumentNullException.ThrowIfNull(notExecuted);
        return this switch
        {
            Executed outcome => executed(outcome.Run),
            NotExecuted outcome => notExecuted(outcome),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The run in one sentence, or why there was none.</summary>
    public sealed override string ToString() =>
        Match(executed: run => $"{run}", notExecuted: not => $"not executed: {not.Reason}");

    /// <summary>What a run returns; where it does not support something, the sentence that says so.</summary>
    internal static Outcome<TRun> Of(Func<Outcome<TRun>> run)
    {
        try
        {
            return run();
        }
        catch (NotSupportedException fault)
        {
            return new NotExecuted(fault.Message.TrimEnd('.'));
        }
    }
}
