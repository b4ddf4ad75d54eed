using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>What occurs in a term.</summary>
internal static class FormulaContents
{
    /// <summary>Whether a pointwise function is applied to something that reads the signal.</summary>
    public static bool HasPointwise(Term term) =>
        term.Any(part =>
            part is Term.Pointwise { Argument: var argument }
            && argument.Any(inside => inside is Term.Signal)
        );

    /// <summary>Whether a function is applied at all.</summary>
    public static bool NamesFunctions(Term term) => term.Any(part => part is Term.Pointwise);

    /// <summary>Whether a function is applied or an extremum taken, for which the identity test has a random one.</summary>
    public static bool HasFunctionsOrExtrema(Term term) =>
        term.Any(part =>
            part is Term.Pointwise or Term.Reduce { By: Reduction.Max or Reduction.Min }
        );

    /// <summary>Whether a reduction is over channels.</summary>
    public static bool ReducesChannels(Term term) =>
        term.Any(part => part is Term.Reduce { Over: Domain.Channels });
}
