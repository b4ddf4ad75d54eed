using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

/// <summary>What occurs in a term.</summary>
internal static class FormulaNames
{
    /// <summary>The pointwise functions, in order of occurrence.</summary>
    public static IEnumerable<PointwiseFunction> Functions(Term term) =>
        term.Match(
            _ => [],
            _ => [],
            _ => [],
            pointwise => Functions(pointwise.Argument).Prepend(pointwise.Function),
            sum => sum.Terms.SelectMany(Functions),
            product => product.Factors.SelectMany(Functions),
            reduce => Functions(reduce.Body),
            sampled => Functions(sampled.Body)
        );

    /// <summary>Whether all values are fractions where those of f and of the parameters are.</summary>
    public static bool IsRational(this Formula formula) =>
        !HasPi(formula.Body)
        && Functions(formula.Body)
            .All(function =>
                function.Exact is not null
                && !function.Equals(PointwiseFunction.SquareRoot)
                && !function.Equals(PointwiseFunction.ReciprocalSquareRoot)
            );

    /// <summary>The parameters, in order of occurrence.</summary>
    public static IEnumerable<string> Parameters(Term term) =>
        term.Match(
            constant: _ => [],
            signal: _ => [],
            parameter => [parameter.Name],
            pointwise => Parameters(pointwise.Argument),
            sum => sum.Terms.SelectMany(Parameters),
            product => product.Factors.SelectMany(Parameters),
            reduce => Parameters(reduce.Body),
            sampled => Parameters(sampled.Body)
        );

    /// <summary>The windows over which a reduction ranges, in order of occurrence.</summary>
    public static IEnumerable<string> Windows(Term term) =>
        term.Match(
            constant: _ => [],
            signal: _ => [],
            parameter: _ => [],
            pointwise => Windows(pointwise.Argument),
            sum => sum.Terms.SelectMany(Windows),
            product => product.Factors.SelectMany(Windows),
            reduce => Windows(reduce.Body).Concat(Windows(reduce.Over)),
            sampled => Windows(sampled.Body)
        );

    private static IEnumerable<string> Windows(Domain domain) =>
        domain.Match<IEnumerable<string>>(
            sites: _ => [],
            wholeGroup: _ => [],
            translations: _ => [],
            pointElements: _ => [],
            window => [window.Name],
            absoluteWindow => [absoluteWindow.Name],
            channels: _ => []
        );

    /// <summary>The numbers, in order of occurrence.</summary>
    public static IEnumerable<Coefficient> Numbers(Term term) =>
        term.Match(
            constant => [constant.Value],
            signal: _ => [],
            parameter: _ => [],
            pointwise => Numbers(pointwise.Argument),
            sum => sum.Terms.SelectMany(Numbers),
            product => product.Factors.SelectMany(Numbers),
            reduce => Numbers(reduce.Body),
            sampled => Numbers(sampled.Body)
        );

    /// <summary>Whether a number with a power of π occurs.</summary>
    public static bool HasPi(Term term) => Numbers(term).Any(number => !number.IsRational);
}
