namespace AgeFormal.Verification;

/// <summary>Whether two outputs are the same numbers. −0 and 0 are; NaN is not equal to anything.</summary>
public abstract record Agreement
{
    private Agreement() { }

    /// <summary>All values are equal.</summary>
    public sealed record Equal : Agreement;

    /// <summary>The first place at which they differ: a failure.</summary>
    /// <param name="Index">The place, row-major.</param>
    /// <param name="Left">The first output there.</param>
    /// <param name="Right">The second output there.</param>
    public sealed record Different(int Index, double Left, double Right) : Agreement;

    /// <summary>The outputs have different types or sizes: a failure.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Mismatch(string Reason) : Agreement;

    /// <summary>They were not compared: no success.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record NotExamined(string Reason) : Agreement;

    /// <summary>Whether all values are equal.</summary>
    public bool IsEqual =>
        Match(
            equal: _ => true,
            different: _ => false,
            mismatch: _ => false,
            notExamined: _ => false
        );

    /// <summary>Whether the outputs were compared and differ.</summary>
    public bool IsFailure =>
        Match(
            equal: _ => false,
            different: _ => true,
            mismatch: _ => true,
            notExamined: _ => false
        );

    /// <summary>The agreement of two outputs.</summary>
    public static Agreement Of(Operators.Signal<double> left, Operators.Signal<double> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Type != right.Type || left.Values.Length != right.Values.Length)
            return new Mismatch($"the output is {left}, expected {right}");
        for (var i = 0; i < right.Values.Length; i++)
            // Written so that NaN on either side differs.
            if (!(left.Values[i] == right.Values[i]))
                return new Different(i, left.Values[i], right.Values[i]);
        return new Equal();
    }

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<Equal, T> equal,
        Func<Different, T> different,
        Func<Mismatch, T> mismatch,
        Func<NotExamined, T> notExamined
    )
    {
        ArgumentNullException.ThrowIfNull(equal);
        ArgumentNullException.ThrowIfNull(different);
        ArgumentNullException.ThrowIfNull(mismatch);
        ArgumentNullException.ThrowIfNull(notExamined);
        return this switch
        {
            Equal outcome => equal(outcome),
            Different outcome => different(outcome),
            Mismatch outcome => mismatch(outcome),
            NotExamined outcome => notExamined(outcome),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
