using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Designs;

/// <summary>
/// A design compiled for a torus ℤ_n^d ⋊ H with random parameters, run on a random f and on L_ḡ f for every ḡ of the finite
/// group, translations included; for the generators of a large one.
/// </summary>
public abstract record DesignExecution
{
    private const int SmallestSide = 3;

    private DesignExecution() { }

    /// <summary>What the compiled formula does.</summary>
    /// <param name="Execution">Precision, device and kernel.</param>
    /// <param name="Group">H.</param>
    /// <param name="Side">n.</param>
    /// <param name="Order">The order of the finite group: n^d·|H|.</param>
    /// <param name="Elements">The number of ḡ: all, or those that generate the group.</param>
    /// <param name="Residual">max|Φ(L_ḡ f) − L_ḡ Φ(f)| / max|Φ(f)| over these ḡ.</param>
    /// <param name="Tolerance">What rounding may add in this precision.</param>
    public sealed record Executed(
        string Execution,
        PointGroup Group,
        int Side,
        int Order,
        int Elements,
        double Residual,
        double Tolerance
    ) : DesignExecution
    {
        /// <summary>The output for f against the reference evaluator's.</summary>
        public required RealReport Reference { get; init; }

        /// <summary>Whether the residual is within rounding, and the output not another than the reference evaluator's.</summary>
        public bool Holds => Residual <= Tolerance && !Reference.IsFailure;

        /// <summary>What the comparison with the reference evaluator showed.</summary>
        public string Compared =>
            Reference.Outcome.Match(
                measured: error =>
                    error.RelativeError <= Reference.Tolerance
                        ? $"within rounding, {Number(error.RelativeError)}"
                        : $"different by {Number(error.RelativeError)}, rounding allows {Number(Reference.Tolerance)}",
                notFinite: value => $"different, {value.Value} at {value.Index}",
                mismatch: mismatch => $"different, {mismatch.Reason}",
                degenerate: degenerate => $"not compared, {degenerate.Reason}",
                notExamined: notExamined => $"not compared, {notExamined.Reason}"
            );

        private static string Number(double value) =>
            value.ToString("G2", CultureInfo.InvariantCulture);

        /// <inheritdoc/>
        public override string ToString() =>
            $"executed on ℤ_{Side}^{Group.Dimension} ⋊ {Group.Name} ({Group.Symbol}), {Execution}: relative error {Number(Residual)} over {(Elements == Order ? "all" : $"{Elements} generators of")} {Order} elements, rounding allows {Number(Tolerance)}; reference: {Compared}";
    }

    /// <summary>The design cannot be executed.</summary>
    /// <param name="Reason">Why, and what is expected.</param>
    public sealed record NotExecuted(string Reason) : DesignExecution
    {
        /// <inheritdoc/>
        public override string ToString() => $"not executed: {Reason}";
    }

    /// <summary>One function per case.</summary>
    public T Match<T>(Func<Executed, T> executed, Func<NotExecuted, T> notExecuted)
    {
        ArgumentNullException.ThrowIfNull(executed);
        ArgumentNullException.ThrowIfNull(notExecuted);
        return this switch
        {
            Executed execution => executed(execution),
            NotExecuted execution => notExecuted(execution),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Executes the design of a report on the last group that the identity test ran on, under its conditions.</summary>
    /// <param name="report">The report.</param>
    /// <param name="executor">What runs operators.</param>
    /// <param name="precision">The floating-point format.</param>
    /// <param name="seed">The seed of parameters and signal.</param>
    /// <param name="cancellation">Checked before each execution.</param>
    public static DesignExecution Of(
        DesignReport report,
        IExecutor executor,
        Precision precision,
        int seed = 0,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(executor);
        var cancellable = new CancellableExecutor(executor, cancellation);
        var design = report.Design;
        var group = report.Models[^1].Group;
        var conditions = Condition.Ordered(
            DesignAssumptions
                .Declared(design)
                .Concat(report.Conditions.Select(condition => condition.Condition))
        );
        var vocabulary = DesignVocabulary.On(design, group, conditions);
        // An odd side, for the fixed point of H is a point of the grid.
        var side = FiniteModel.FaithfulSide(vocabulary, group, SmallestSide) | 1;
        try
        {
            var model = FiniteModel.Of(vocabulary, group, side);
            var layer = TorusLayer.Of(model, design.Formula.OnGroup, design.Constants);
            // A variance or a norm is positive: where values of both signs give none, positive ones are drawn.
            var signed = DesignRun.Of(layer, cancellable, precision, new(seed, -1));
            return signed.Match(executed: _ => true, notExecuted: _ => false)
                ? signed
                : DesignRun.Of(layer, cancellable, precision, new(seed, 0.5));
        }
        catch (NotSupportedException fault)
        {
            return new NotExecuted(fault.Message.TrimEnd('.'));
        }
    }
}
