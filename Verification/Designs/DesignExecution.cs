using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Designs;

/// <summary>
/// A design compiled for a torus ℤ_n^d ⋊ H with random parameters, run on a random f and on L_ḡ f for every ḡ of the finite
/// group, translations included; for the generators of a large one.
/// </summary>
/// <param name="Execution">Precision, device and kernel.</param>
/// <param name="Group">H.</param>
/// <param name="Side">n.</param>
/// <param name="Order">The order of the finite group: n^d·|H|.</param>
/// <param name="Elements">The number of ḡ: all, or those that generate the group.</param>
/// <param name="Residual">max|Φ(L_ḡ f) − L_ḡ Φ(f)| / max|Φ(f)| over these ḡ.</param>
/// <param name="Tolerance">What rounding may add in this precision.</param>
public sealed record DesignExecution(
    string Execution,
    PointGroup Group,
    int Side,
    int Order,
    int Elements,
    double Residual,
    double Tolerance
)
{
    private const int SmallestSide = 3;

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

    /// <summary>Executes the design of a report on the last group that the identity test ran on, under its conditions.</summary>
    /// <param name="report">The report.</param>
    /// <param name="executor">What runs operators.</param>
    /// <param name="precision">The floating-point format.</param>
    /// <param name="seed">The seed of parameters and signal.</param>
    /// <param name="cancellation">Checked before each execution.</param>
    public static Outcome<DesignExecution> Of(
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
        return Outcome<DesignExecution>.Of(() =>
        {
            var model = FiniteModel.Of(vocabulary, group, side);
            var layer = TorusLayer.Of(model, design.Formula.OnGroup, design.Constants);
            // A variance or a norm is positive: where values of both signs give none, positive ones are drawn.
            var signed = DesignRun.Of(layer, cancellable, precision, new(seed, -1));
            return signed.Match(executed: _ => true, notExecuted: _ => false)
                ? signed
                : DesignRun.Of(layer, cancellable, precision, new(seed, 0.5));
        });
    }
}
