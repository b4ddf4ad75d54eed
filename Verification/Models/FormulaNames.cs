using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>What occurs in a term.</summary>
internal static class FormulaNames
{
    /// <summary>The pointwise functions, in order of occurrence.</summary>
    public static IEnumerable<PointwiseFunction> Functions(Term term) =>
        term.Descendants().OfType<Term.Pointwise>().Select(pointwise => pointwise.Function);

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
        term.Descendants().OfType<Term.Parameter>().Select(parameter => parameter.Name);

    /// <summary>The windows over which a reduction ranges.</summary>
    public static IEnumerable<string> Windows(Term term) =>
        term.Descendants()
            .OfType<Term.Reduce>()
            .Select(reduce => reduce.Over.WindowName)
            .OfType<string>();

    /// <summary>The numbers, in order of occurrence.</summary>
    public static IEnumerable<Coefficient> Numbers(Term term) =>
        term.Descendants().OfType<Term.Constant>().Select(constant => constant.Value);

    /// <summary>Whether a number with a power of π occurs.</summary>
    public static bool HasPi(Term term) => Numbers(term).Any(number => !number.IsRational);
}
