using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// The executed residual: for every h of H the output for Lₕ f against Lₕ of the output for f,
/// max|a − b| / max|b| over the whole output, batch included. On an output with one value per channel this is invariance.
/// </summary>
public static class Residual
{
    /// <summary>Measures every element of H.</summary>
    /// <param name="executable">The running operator.</param>
    /// <param name="sample">A batch of inputs, not symmetric themselves.</param>
    /// <param name="tolerance">The largest relative error that counts as rounding; see <see cref="RoundingTolerance"/>.</param>
    /// <exception cref="ArgumentException">The sample has another type than the input.</exception>
    public static ResidualReport Measure(
        IExecutable executable,
        Signal<double> sample,
        double tolerance
    )
    {
        ArgumentNullException.ThrowIfNull(executable);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        if (sample.Type != executable.Input)
            throw new ArgumentException(
                $"A sample of type {executable.Input} is expected, received {sample.Type}.",
                nameof(sample)
            );
        var output = executable.Run(sample);
        var group = sample.Type.Group.Group;
        return new(
            executable.Execution,
            tolerance,
            group
                .Elements.Select(h => new ElementResidual(
                    h,
                    group.ElementNames[h],
                    Outcome(executable, sample, output, h)
                ))
                .ToEqArray()
        );
    }

    private static ResidualOutcome Outcome(
        IExecutable executable,
        Signal<double> sample,
        Signal<double> output,
        int h
    )
    {
        if (GridStability.Reason(sample.Type, h) is { } input)
            return new ResidualOutcome.NotExamined(input);
        if (GridStability.Reason(output.Type, h) is { } grid)
            return new ResidualOutcome.Mismatch(grid);
        var moved = SignalAction.Transform(sample, h);
        if (moved == sample && h != sample.Type.Group.Group.Identity)
            return new ResidualOutcome.Degenerate(
                "the sample is fixed by this element, so nothing is tested"
            );
        var left = executable.Run(moved);
        var right = SignalAction.Transform(output, h);
        if (left.Type != right.Type || left.Values.Length != right.Values.Length)
            return new ResidualOutcome.Mismatch($"the output is {left}, expected {right}");
        return Compare(left, right);
    }

    private static ResidualOutcome Compare(Signal<double> left, Signal<double> right)
    {
        var difference = 0.0;
        var largest = 0.0;
        for (var i = 0; i < right.Values.Length; i++)
        {
            var (a, b) = (left.Values[i], right.Values[i]);
            if (!double.IsFinite(a) || !double.IsFinite(b))
                return new ResidualOutcome.NotFinite(i, double.IsFinite(a) ? b : a);
            difference = Math.Max(difference, Math.Abs(a - b));
            largest = Math.Max(largest, Math.Abs(b));
        }
        if (largest > 0)
            return new ResidualOutcome.Measured(difference / largest);
        return difference > 0
            ? new ResidualOutcome.Mismatch("the output is zero for f and not zero for Lₕ f")
            : new ResidualOutcome.Degenerate("the output is zero everywhere");
    }
}
