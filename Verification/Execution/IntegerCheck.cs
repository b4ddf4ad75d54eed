using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// Bit-equality on integers: the <see cref="Surrogate"/> of an operator with small integer parameters and inputs is executed
/// under every h of H, and the outputs are compared without tolerance, with each other and with
/// <see cref="Reference"/>. A <see cref="MagnitudeBound"/> guarantees that no sum rounds.
/// </summary>
internal static class IntegerCheck
{
    /// <summary>Checks an operator, elementary or a whole network.</summary>
    /// <exception cref="NotSupportedException">The executor cannot run a part of the operator.</exception>
    public static IntegerReport Run(
        TypedOp op,
        IExecutor executor,
        Precision precision,
        IntegerOptions options
    ) => Run(op, executor, precision, options, []);

    /// <summary>As above; a reduced block that was compared before, on the same device and in the same precision, is not again.</summary>
    internal static IntegerReport Run(
        TypedOp op,
        IExecutor executor,
        Precision precision,
        IntegerOptions options,
        Dictionary<(TypedOp Block, IExecutor, Precision), ReferenceComparison> known
    )
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(executor);
        ArgumentNullException.ThrowIfNull(options);
        var faithful = Run(op, Replacements.Faithful, executor, precision, options, known);
        if (HasRun(faithful))
            return faithful;
        var small = Run(op, Replacements.Small, executor, precision, options, known);
        return HasRun(small)
            ? small with
            {
                Replaced = Replacements.Small.Note,
                Elements = small.Elements.Select(Undisputed).ToEqArray(),
            }
            : faithful;
    }

    private static bool HasRun(IntegerReport report) => report.NonZeros > 0;

    // An operator that is equivariant by what a mean or a function is need not be so with others in their place.
    private static ElementAgreement Undisputed(ElementAgreement element) =>
        element.Agreement.IsFailure
            ? element with
            {
                Agreement = new Agreement.NotExamined(
                    $"the outputs differ with {Replacements.Small.Note}"
                ),
            }
            : element;

    private static IntegerReport Run(
        TypedOp op,
        Replacements by,
        IExecutor executor,
        Precision precision,
        IntegerOptions options,
        Dictionary<(TypedOp Block, IExecutor, Precision), ReferenceComparison> known
    )
    {
        var surrogate = Surrogate.Of(op, by);
        var limit = MagnitudeBound.Limit(precision);
        IntegerReport? degenerate = null;
        for (var attempt = 0; attempt < options.Attempts; attempt++)
        {
            var seed = options.Seed + attempt;
            var (data, bound) = IntegerData.Draw(surrogate, limit, options, attempt);
            if (data is null)
                return degenerate
                    ?? Unexamined(
                        executor,
                        precision,
                        seed,
                        bound,
                        $"the values can reach {bound:g4} with one non-zero weight per output, expected less than {limit:g4}"
                    );
            var report = Run(surrogate, data, bound, executor, precision, options, known);
            if (report.Degeneracy is null)
                return report;
            degenerate ??= report;
        }
        return degenerate!;
    }

    private static IntegerReport Run(
        TypedOp surrogate,
        IntegerDraw data,
        double bound,
        IExecutor executor,
        Precision precision,
        IntegerOptions options,
        Dictionary<(TypedOp Block, IExecutor, Precision), ReferenceComparison> known
    )
    {
        var input = data.Input(surrogate.Input, options.Batch);
        using var executable = executor.Compile(surrogate, data.Parameters, precision);
        var output = executable.Run(input);
        var group = surrogate.Input.Group.Group;
        return new IntegerReport(
            executable.Execution,
            precision,
            data.Seed,
            data.NonZeros,
            data.Magnitude,
            bound,
            MagnitudeBound.Limit(precision),
            group
                .Elements.Select(h => new ElementAgreement(
                    h,
                    group.ElementNames[h],
                    Under(h, executable, input, output, bound)
                ))
                .ToEqArray(),
            ReferenceComparison.Of(
                surrogate,
                data.Parameters,
                input,
                output,
                executor,
                precision,
                options,
                known
            ),
            Degeneracy(output)
        );
    }

    private static Agreement Under(
        int h,
        IExecutable executable,
        Signal<double> input,
        Signal<double> output,
        double bound
    )
    {
        if (GridStability.Reason(input.Type, h) is { } unstable)
            return new Agreement.NotExamined(unstable);
        if (GridStability.Reason(output.Type, h) is { } moved)
            return new Agreement.Mismatch(moved);
        var left = executable.Run(SignalAction.Transform(input, h));
        foreach (var value in left.Values)
            if (!(Math.Abs(value) <= bound) || value != Math.Round(value))
                return new Agreement.Mismatch(
                    $"the output holds {value}, expected integers up to {bound}"
                );
        return Agreement.Of(left, SignalAction.Transform(output, h));
    }

    /// <summary>Why an output would be the same whatever the operator is; null when it shows something.</summary>
    internal static string? Degeneracy(Signal<double> output)
    {
        if (output.Values.All(value => value == 0))
            return "the output is zero everywhere";
        var first = output.Values.AsSpan(0, output.Type.Count);
        for (var b = 1; b < output.Batch; b++)
            if (!first.SequenceEqual(output.Values.AsSpan(b * first.Length, first.Length)))
                return null;
        return output.Batch == 1 ? null : "the output does not depend on the input";
    }

    private static IntegerReport Unexamined(
        IExecutor executor,
        Precision precision,
        int seed,
        double bound,
        string reason
    ) =>
        new(
            $"{precision} · {executor.Device}",
            precision,
            seed,
            0,
            0,
            bound,
            MagnitudeBound.Limit(precision),
            [],
            new ReferenceComparison(new Agreement.NotExamined(reason), reason),
            reason
        );
}

/// <summary>How integer checks are made.</summary>
public sealed record IntegerOptions
{
    /// <summary>The seed of parameters and inputs.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The number of inputs; at least two, so that an output that ignores its input is noticed.</summary>
    public int Batch { get; init; } = 2;

    /// <summary>How many seeds are tried until the output is neither zero nor independent of the input.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>The largest number of values that the reference evaluator may read for one comparison.</summary>
    public double ReferenceBudget { get; init; } = 3e6;
}
