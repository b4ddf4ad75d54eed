using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>What stands for the functions and the means of an operator while it runs on integers.</summary>
/// <param name="Function">The function in place of a function.</param>
/// <param name="Reduction">The reduction in place of a reduction over positions or channels.</param>
/// <param name="Note">What a report says of them; null where it says so of each function.</param>
internal sealed record Replacements(
    Func<PointwiseFunction, PointwiseFunction> Function,
    Func<Reduction, Reduction> Reduction,
    string? Note
)
{
    private static readonly EqArray<PointwiseFunction> KeepMagnitudes =
    [
        PointwiseFunction.Identity,
        PointwiseFunction.Relu,
        PointwiseFunction.Abs,
        PointwiseFunction.Step,
    ];

    private static readonly EqArray<PointwiseFunction> Unbounded =
    [
        PointwiseFunction.Square,
        PointwiseFunction.SquareRoot,
        PointwiseFunction.Exp,
        PointwiseFunction.Log,
    ];

    /// <summary>
    /// What reads most of its argument: a function that keeps integers is itself, a sigmoid a step, another one |·|, a mean Σ.
    /// </summary>
    public static Replacements Faithful { get; } = new(Integer, Summed, null);

    /// <summary>
    /// What lets values grow least, for operators whose faithful surrogate leaves the integers that are exact: a function that
    /// keeps magnitudes is itself, a square, a root, e^t and log t are |t|, every other function is a step, a mean the maximum.
    /// </summary>
    public static Replacements Small { get; } =
        new(
            function =>
                KeepMagnitudes.Contains(function) ? function
                : Unbounded.Contains(function) ? PointwiseFunction.Abs
                : PointwiseFunction.Step,
            by => by == AgeFormal.Operators.Reduction.Mean ? AgeFormal.Operators.Reduction.Max : by,
            "maxima in place of means and |t| or steps in place of functions, as values leave the integers that are exact otherwise"
        );

    /// <summary>Itself where it keeps integers, a step for a gate, else |·|.</summary>
    public static PointwiseFunction Integer(PointwiseFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return KeepMagnitudes.Contains(function) || function.Equals(PointwiseFunction.Square)
                ? function
            : function.Equals(PointwiseFunction.Sigmoid) ? PointwiseFunction.Step
            : PointwiseFunction.Abs;
    }

    /// <summary>Σ in place of a mean.</summary>
    public static Reduction Summed(Reduction by) =>
        by == AgeFormal.Operators.Reduction.Mean ? AgeFormal.Operators.Reduction.Sum : by;
}
