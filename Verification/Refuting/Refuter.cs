using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Refuting;

/// <summary>
/// Refutes equivariance by a witness: the identity test finds where, the counterexample search finds numbers for which the
/// sides are unequal for certain with the functions as named. Never proves.
/// </summary>
/// <remarks>
/// A case in which they differ only with other functions refutes the claim for every φ and not the formula as it is
/// written: the verdict is undecided and carries the case.
/// </remarks>
public static class Refuter
{
    /// <summary>The claim that the formula is equivariant for every H; the groups of the options are tried.</summary>
    /// <exception cref="ScopeException">The formula names something that is not there.</exception>
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
            [
                CounterexampleSearch.Among(
                    formula,
                    vocabulary,
                    null,
                    IdentityOptions.Reaching(options, result.AllRuns)
                ),
            ],
            cancellation
        );
    }

    /// <summary>The claim that the formula is equivariant for one H.</summary>
    /// <exception cref="ScopeException">The formula names something that is not there.</exception>
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
    /// <exception cref="ScopeException">The formula names something that is not there.</exception>
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
            [
                CounterexampleSearch.Among(
                    formula,
                    vocabulary,
                    [run.Group],
                    IdentityOptions.Reaching(options, [run])
                ),
            ],
            cancellation
        );
    }

    /// <summary>The verdict of some searches, one after another, where the identity test fails.</summary>
    internal static Verdict Judge(
        Formula formula,
        EqArray<ModelRun> runs,
        EqArray<WitnessSearch> searches,
        CancellationToken cancellation
    )
    {
        var tried = string.Join("; ", runs);
        if (runs.All(run => run.Failure is null))
            return new Verdict.Undecided(
                formula.ToString(),
                $"the identity of Theorem 1 holds on all models tried: {tried}"
            );
        foreach (var search in searches)
            if (search.Named(cancellation) is { } found)
                return new Verdict.Refuted(Of(found));
        var replaced = searches
            .Select(search => search.Replaced(cancellation))
            .FirstOrDefault(found => found is not null);
        return new Verdict.Undecided(
            formula.ToString(),
            $"not equivariant for every φ: {Difference(replaced)}; for the functions as named neither proof nor counterexample was found{Undefined(searches)}{Spent(searches)}: {tried}"
        )
        {
            WithOtherFunctions = replaced is null ? null : Of(replaced),
        };
    }

    private static Witness Of(Counterexample found) =>
        new(found.ToString()) { Counterexample = found };

    private static string Difference(Counterexample? replaced) =>
        replaced is null
            ? "the identity of Theorem 1 fails for random functions"
            : $"with {new Surrogates(replaced.Surrogates)} it fails {replaced}";

    private static string Undefined(EqArray<WitnessSearch> searches) =>
        searches.Sum(search => search.Undefined) is > 0 and var count
            ? $" (a side had no value in {count} of the cases tried, such as 1/0 or the root of a negative number; they are not compared)"
            : "";

    private static string Spent(EqArray<WitnessSearch> searches) =>
        searches.Any(search => search.WasSpent)
            ? $" (the search ended when its budget was spent)"
            : "";
}
