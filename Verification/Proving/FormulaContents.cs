using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>What occurs in a term.</summary>
internal static class FormulaContents
{
    /// <summary>Whether a pointwise function is applied to something that reads the signal.</summary>
    public static bool HasPointwise(Term term) =>
        term.Descendants()
            .OfType<Term.Pointwise>()
            .Any(pointwise => pointwise.Argument.Descendants().OfType<Term.Signal>().Any());

    /// <summary>Whether a function is applied at all.</summary>
    public static bool NamesFunctions(Term term) =>
        term.Descendants().OfType<Term.Pointwise>().Any();

    /// <summary>Whether a function is applied or an extremum taken, for which the identity test has a random one.</summary>
    public static bool HasFunctionsOrExtrema(Term term) =>
        term.Descendants()
            .Any(part =>
                part is Term.Pointwise or Term.Reduce { By: Reduction.Max or Reduction.Min }
            );

    /// <summary>Whether a reduction is over channels.</summary>
    public static bool ReducesChannels(Term term) =>
        term.Descendants().Any(part => part is Term.Reduce { Over: Domain.Channels });
}
