namespace AgeFormal.Mutations.Tests;

/// <summary>What the tests say of a program.</summary>
internal abstract record Outcome
{
    private Outcome() { }

    /// <summary>All passed.</summary>
    /// <param name="Tests">Those that ran.</param>
    public sealed record Green(IReadOnlyList<string> Tests) : Outcome;

    /// <summary>An assertion of at least one test failed.</summary>
    /// <param name="Tests">Those tests.</param>
    public sealed record Caught(IReadOnlyList<string> Tests) : Outcome;

    /// <summary>Tests failed, and none by an assertion of its own.</summary>
    /// <param name="Messages">What was thrown.</param>
    public sealed record OnlyThrown(IReadOnlyList<string> Messages) : Outcome;

    /// <summary>There is no result: no test matched, the run broke off, or it did not end.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record NoAnswer(string Reason) : Outcome;

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<Green, T> green,
        Func<Caught, T> caught,
        Func<OnlyThrown, T> onlyThrown,
        Func<NoAnswer, T> noAnswer
    ) =>
        this switch
        {
            Green outcome => green(outcome),
            Caught outcome => caught(outcome),
            OnlyThrown outcome => onlyThrown(outcome),
            NoAnswer outcome => noAnswer(outcome),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
