using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>What occurs in a term.</summary>
internal static class FormulaContents
{
    /// <summary>Whether a pointwise function is applied to something that reads the signal.</summary>
    public static bool HasPointwise(Term term) =>
        term.Match(
            constant: _ => false,
            signal: _ => false,
            parameter: _ => false,
            pointwise: pointwise => ReadsSignal(pointwise.Argument),
            sum: sum => sum.Terms.Any(HasPointwise),
            product: product => product.Factors.Any(HasPointwise),
            reduce: reduce => HasPointwise(reduce.Body),
            sampled: sampled => HasPointwise(sampled.Body)
        );

    /// <summary>Whether a function is applied at all.</summary>
    public static bool NamesFunctions(Term term) =>
        term.Match(
            constant: _ => false,
            signal: _ => false,
            parameter: _ => false,
            pointwise: _ => true,
            sum: sum => sum.Terms.Any(NamesFunctions),
            product: product => product.Factors.Any(NamesFunctions),
            reduce: reduce => NamesFunctions(reduce.Body),
            sampled: sampled => NamesFunctions(sampled.Body)
        );

    /// <summary>Whether a function is applied or an extremum taken, for which the identity test has a random one.</summary>
    public static bool HasFunctionsOrExtrema(Term term) =>
        term.Match(
            constant: _ => false,
            signal: _ => false,
            parameter: _ => false,
            pointwise: _ => true,
            sum: sum => sum.Terms.Any(HasFunctionsOrExtrema),
            product: product => product.Factors.Any(HasFunctionsOrExtrema),
            reduce: reduce =>
                reduce.By is Reduction.Max or Reduction.Min || HasFunctionsOrExtrema(reduce.Body),
            sampled: sampled => HasFunctionsOrExtrema(sampled.Body)
        );

    /// <summary>Whether a reduction is over channels.</summary>
    public static bool ReducesChannels(Term term) =>
        term.Match(
            constant: _ => false,
            signal: _ => false,
            parameter: _ => false,
            pointwise: pointwise => ReducesChannels(pointwise.Argument),
            sum: sum => sum.Terms.Any(ReducesChannels),
            product: product => product.Factors.Any(ReducesChannels),
            reduce: reduce => reduce.Over is Domain.Channels || ReducesChannels(reduce.Body),
            sampled: sampled => ReducesChannels(sampled.Body)
        );

    private static bool ReadsSignal(Term term) =>
        term.Match(
            constant: _ => false,
            signal: _ => true,
            parameter: _ => false,
            pointwise: pointwise => ReadsSignal(pointwise.Argument),
            sum: sum => sum.Terms.Any(ReadsSignal),
            product: product => product.Factors.Any(ReadsSignal),
            reduce: reduce => ReadsSignal(reduce.Body),
            sampled: sampled => ReadsSignal(sampled.Body)
        );
}
