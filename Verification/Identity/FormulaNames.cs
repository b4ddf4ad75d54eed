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

    /// <summary>Whether a number with a power of π occurs.</summary>
    public static bool HasPi(Term term) =>
        term.Match(
            constant => !constant.Value.IsRational,
            _ => false,
            _ => false,
            pointwise => HasPi(pointwise.Argument),
            sum => sum.Terms.Any(HasPi),
            product => product.Factors.Any(HasPi),
            reduce => HasPi(reduce.Body),
            sampled => HasPi(sampled.Body)
        );
}
