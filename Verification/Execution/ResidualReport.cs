using AgeFormal.Algebra;

namespace AgeFormal.Verification;

/// <summary>What came of one element in a residual check.</summary>
public abstract record ResidualOutcome
{
    private ResidualOutcome() { }

    /// <summary>max|a − b| / max|b|.</summary>
    /// <param name="RelativeError">The quotient.</param>
    public sealed record Measured(double RelativeError) : ResidualOutcome;

    /// <summary>An output holds NaN or an infinity: a failure.</summary>
    /// <param name="Index">Where, row-major.</param>
    /// <param name="Value">What.</param>
    public sealed record NotFinite(int Index, double Value) : ResidualOutcome;

    /// <summary>The outputs cannot agree: a failure.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Mismatch(string Reason) : ResidualOutcome;

    /// <summary>The outputs agree but show nothing: no success.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Degenerate(string Reason) : ResidualOutcome;

    /// <summary>The element could not be applied: no success.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record NotExamined(string Reason) : ResidualOutcome;

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<Measured, T> measured,
        Func<NotFinite, T> notFinite,
        Func<Mismatch, T> mismatch,
        Func<Degenerate, T> degenerate,
        Func<NotExamined, T> notExamined
    )
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(notFinite);
        ArgumentNullException.ThrowIfNull(mismatch);
        ArgumentNullException.ThrowIfNull(degenerate);
        ArgumentNullException.ThrowIfNull(notExamined);
        return this switch
        {
            Measured outcome => measured(outcome),
            NotFinite outcome => notFinite(outcome),
            Mismatch outcome => mismatch(outcome),
            Degenerate outcome => degenerate(outcome),
            NotExamined outcome => notExamined(outcome),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>The residual of one element.</summary>
/// <param name="Element">The index of h.</param>
/// <param name="Name">The name of h.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record ElementResidual(int Element, string Name, ResidualOutcome Outcome);

/// <summary>The residuals of all elements of H.</summary>
/// <param name="Execution">The precision, device and kernel that ran.</param>
/// <param name="Tolerance">The largest relative error that counts as rounding.</param>
/// <param name="Elements">One per element of H.</param>
public sealed record ResidualReport(
    string Execution,
    double Tolerance,
    EqArray<ElementResidual> Elements
)
{
    /// <summary>The largest measured relative error; null when none was measured.</summary>
    public double? Largest =>
        Elements
            .Select(element => (element.Outcome as ResidualOutcome.Measured)?.RelativeError)
            .Max();

    /// <summary>Whether every element of H was measured and is within the tolerance.</summary>
    public bool IsWithinTolerance =>
        Elements.Count > 0
        && Elements.All(element =>
            element.Outcome.Match(
                measured: measured => measured.RelativeError <= Tolerance,
                notFinite: _ => false,
                mismatch: _ => false,
                degenerate: _ => false,
                notExamined: _ => false
            )
        );

    /// <summary>The elements that fail: too large an error, a value that is not finite, or outputs that cannot agree.</summary>
    public EqArray<int> Failing =>
        Elements
            .Where(element =>
                element.Outcome.Match(
                    measured: measured => !(measured.RelativeError <= Tolerance),
                    notFinite: _ => true,
                    mismatch: _ => true,
                    degenerate: _ => false,
                    notExamined: _ => false
                )
            )
            .Select(element => element.Element)
            .ToEqArray();
}
