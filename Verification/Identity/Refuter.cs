using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

/// <summary>
/// Refutes equivariance by a witness: the identity test finds where, the counterexample search makes it exact and small.
/// Never proves.
/// </summary>
public static class Refuter
{
    /// <summary>The claim that the formula is equivariant for every H; the groups of the options are tried.</summary>
    /// <exception cref="ModelException">The formula names something that is not there.</exception>
    public static Verdict Refute(
        Formula formula,
        Vocabulary vocabulary,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        var result = IdentityTest.Run(formula, vocabulary, options, cancellation);
        return Judge(
            formula,
            result.AllRuns,
            () =>
                CounterexampleSearch.Find(
                    formula,
                    vocabulary,
                    IdentityOptions.Reaching(options, result.AllRuns),
                    cancellation
                )
        );
    }

    /// <summary>The claim that the formula is equivariant for one H.</summary>
    /// <exception cref="ModelException">The formula names something that is not there.</exception>
    public static Verdict RefuteOn(
        Formula formula,
        Vocabulary vocabulary,
        PointGroup group,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        var run = IdentityTest.RunOn(formula, vocabulary, group, options, cancellation);
        return RefuteOn(formula, vocabulary, run, options, cancellation);
    }

    /// <summary>
    /// The claim that the formula is equivariant for the group of a run of the identity test that was already made.
    /// </summary>
    /// <exception cref="ModelException">The formula names something that is not there.</exception>
    public static Verdict RefuteOn(
        Formula formula,
        Vocabulary vocabulary,
        ModelRun run,
        IdentityOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        return Judge(
            formula,
            [run],
            () =>
                CounterexampleSearch.FindOn(
                    formula,
                    vocabulary,
                    run.Group,
                    IdentityOptions.Reaching(options, [run]),
                    cancellation
                )
        );
    }

    private static Verdict Judge(
        Formula formula,
        EqArray<ModelRun> runs,
        Func<Counterexample?> search
    )
    {
        var tried = string.Join("; ", runs);
        if (runs.All(run => run.Failure is null))
            return new Verdict.Undecided(
                formula.ToString(),
                $"the identity of Theorem 1 holds on all models tried: {tried}"
            );
        return search() is { } found
            ? new Verdict.Refuted(new Witness(found.ToString()) { Counterexample = found })
            : new Verdict.Undecided(
                formula.ToString(),
                $"the identity of Theorem 1 fails for random functions, and no integers were found for which it does: {tried}"
            );
    }
}
