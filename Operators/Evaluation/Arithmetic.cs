using AgeFormal.Algebra;

namespace AgeFormal.Operators.Evaluation;

/// <summary>The parts of a number system that its operators do not give: constants and functions.</summary>
internal sealed record Arithmetic<T>(
    Func<Coefficient, T> Number,
    Func<PointwiseFunction, Func<T, T>> Function
);

/// <summary>The two number systems of the reference evaluator.</summary>
internal static class Arithmetic
{
    public static Arithmetic<double> Real { get; } =
        new(value => value.ToDouble(), function => function.Real);

    public static Arithmetic<Rational> Exact { get; } =
        new(
            value =>
                value.IsRational
                    ? value.Factor
                    : throw new NotExactException($"the number {value} is not rational"),
            function =>
                function.Exact
                ?? throw new NotExactException(
                    $"the function {function.Name} has irrational values"
                )
        );
}
