using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>What occurs in a term.</summary>
internal static class FormulaNames
{
    /// <summary>The pointwise functions, in order of occurrence.</summary>
    public static IEnumerable<PointwiseFunction> Functions(Term term) =>
        term.Match(
            constant: _ => [],
            signal: _ => [],
            parameter: _ => [],
            pointwise: pointwise => Functions(pointwise.Argument).Prepend(pointwise.Function),
            sum: sum => sum.Terms.SelectMany(Functions),
            product: product => product.Factors.SelectMany(Functions),
            reduce: reduce => Functions(reduce.Body),
            sampled: sampled => Functions(sampled.Body)
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
            parameter: parameter => [parameter.Name],
            pointwise: pointwise => Parameters(pointwise.Argument),
            sum: sum => sum.Terms.SelectMany(Parameters),
            product: product => product.Factors.SelectMany(Parameters),
            reduce: reduce => Parameters(reduce.Body),
            sampled: sampled => Parameters(sampled.Body)
        );

    /// <summary>The windows over which a reduction ranges, in order of occurrence.</summary>
    public static IEnumerable<string> Windows(Term term) =>
        term.Match(
            constant: _ => [],
            signal: _ => [],
            parameter: _ => [],
            pointwise: pointwise => Windows(pointwise.Argument),
            sum: sum => sum.Terms.SelectMany(Windows),
            product: product => product.Factors.SelectMany(Windows),
            reduce: reduce => Windows(reduce.Body).Concat(Windows(reduce.Over)),
            sampled: sampled => Windows(sampled.Body)
        );

    /// <summary>Whether a fixed element occurs.</summary>
    public static bool HasConstants(Term term) =>
        term.Match(
            constant: _ => false,
            signal: signal => HasConstants(signal.At),
            parameter: parameter => parameter.At.Any(HasConstants),
            pointwise: pointwise => HasConstants(pointwise.Argument),
            sum: sum => sum.Terms.Any(HasConstants),
            product: product => product.Factors.Any(HasConstants),
            reduce: reduce =>
                reduce.Over is Domain.AbsoluteWindow window && HasConstants(window.At)
                || HasConstants(reduce.Body),
            sampled: sampled => HasConstants(sampled.At) || HasConstants(sampled.Body)
        );

    private static bool HasConstants(Site site) =>
        site.Match(
            variable: _ => false,
            moved: moved => HasConstants(moved.Origin) || HasConstants(moved.By)
        );

    private static bool HasConstants(Rel rel) =>
        rel.Match(
            variable: _ => false,
            constant: _ => true,
            unit: _ => false,
            between: between => HasConstants(between.From) || HasConstants(between.To),
            product: product => HasConstants(product.Left) || HasConstants(product.Right),
            inverse: inverse => HasConstants(inverse.Of),
            pointPart: part => HasConstants(part.Of),
            translationPart: part => HasConstants(part.Of),
            absolute: absolute => HasConstants(absolute.At)
        );

    private static IEnumerable<string> Windows(Domain domain) =>
        domain.Match<IEnumerable<string>>(
            sites: _ => [],
            wholeGroup: _ => [],
            translations: _ => [],
            pointElements: _ => [],
            window: window => [window.Name],
            absoluteWindow: absoluteWindow => [absoluteWindow.Name],
            channels: _ => []
        );

    /// <summary>The numbers, in order of occurrence.</summary>
    public static IEnumerable<Coefficient> Numbers(Term term) =>
        term.Match(
            constant: constant => [constant.Value],
            signal: _ => [],
            parameter: _ => [],
            pointwise: pointwise => Numbers(pointwise.Argument),
            sum: sum => sum.Terms.SelectMany(Numbers),
            product: product => product.Factors.SelectMany(Numbers),
            reduce: reduce => Numbers(reduce.Body),
            sampled: sampled => Numbers(sampled.Body)
        );

    /// <summary>Whether a number with a power of π occurs.</summary>
    public static bool HasPi(Term term) => Numbers(term).Any(number => !number.IsRational);
}
