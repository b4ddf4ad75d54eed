using AgeFormal.Algebra;
using AgeFormal.Operators.Evaluation;

namespace AgeFormal.Operators;

/// <summary>
/// The meaning of operators, by evaluation of their formulas at every output point. Slow; every fast kernel is
/// measured against it. Dropout and batch normalisation are evaluated as after training.
/// </summary>
public static class Reference
{
    /// <summary>Evaluates over ℚ without rounding.</summary>
    /// <exception cref="NotExactException">The operator contains π or a function with irrational values.</exception>
    /// <exception cref="ArgumentException">The input has another type than the operator expects.</exception>
    public static Signal<Rational> EvaluateExactly(
        TypedOp op,
        Parameters<Rational> parameters,
        Signal<Rational> input
    ) => new Evaluator<Rational>(Given(parameters), Arithmetic.Exact).Evaluate(op, input);

    /// <summary>Evaluates in double precision.</summary>
    /// <exception cref="ArgumentException">The input has another type than the operator expects.</exception>
    public static Signal<double> Evaluate(
        TypedOp op,
        Parameters<double> parameters,
        Signal<double> input
    ) => new Evaluator<double>(Given(parameters), Arithmetic.Real).Evaluate(op, input);

    private static Parameters<T> Given<T>(Parameters<T> parameters)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters;
    }
}
