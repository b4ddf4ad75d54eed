using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Grids;

namespace AgeFormal.Verification;

/// <summary>
/// What is known about an operator, one column per kind of claim: the theorem over the group, exactness on the grid, and
/// execution. No column stands for another.
/// </summary>
/// <param name="Operator">The operator in a few words.</param>
/// <param name="Input">The input type.</param>
/// <param name="Theorem">Theorem (group).</param>
/// <param name="Grid">Grid: the elements of H that are exact on the actual grids, why, and what would repair the rest.</param>
/// <param name="Executions">Execution, per device and precision.</param>
/// <param name="Layers">The same columns per elementary block.</param>
/// <param name="Assumptions">What the theorem and the checks leave out.</param>
/// <param name="Conclusion">The three columns together.</param>
public sealed record VerificationReport(
    string Operator,
    FieldType Input,
    Verdict Theorem,
    NetworkExactness Grid,
    EqArray<ExecutionReport> Executions,
    EqArray<LayerReport> Layers,
    EqArray<string> Assumptions,
    Conclusion Conclusion
)
{
    /// <summary>The name and version of the JSON form.</summary>
    public const string Schema = "ageformal.verification/1";

    /// <summary>What the operator is called, a network's name; null for one without.</summary>
    public string? Name { get; init; }

    /// <summary>The elements of H that are exact on the actual grids.</summary>
    public EqArray<int> Exact => Grid.Exact;

    /// <summary>Whether every element of H is exact on the grid.</summary>
    public bool IsExactOnGrid => Exact.Count == Input.Group.Order;

    /// <summary>The names of the exact elements.</summary>
    public EqArray<string> ExactNames =>
        Exact.Select(h => Input.Group.Group.ElementNames[h]).ToEqArray();

    /// <summary>
    /// The number of runs of layers alone: one per layer, device and precision. Each is to be compared with the reference
    /// evaluator twice.
    /// </summary>
    public int LayerRuns => Layers.Count * Executions.Count;

    /// <summary>The runs of layers that equal the reference evaluator on integers.</summary>
    public int EqualOnIntegers =>
        Layers.Sum(layer => layer.Integers.Count(run => run.Reference.Agreement.IsEqual));

    /// <summary>The runs of layers that equal the reference evaluator up to rounding, with the real functions and statistics.</summary>
    public int EqualOnReals => Layers.Sum(layer => layer.Reals.Count(run => run.IsWithinTolerance));

    /// <summary>The conclusion in one sentence.</summary>
    public string Summary => Conclusions.Sentence(this);
}

/// <summary>The columns of one elementary block.</summary>
/// <param name="Path">The path of the layer.</param>
/// <param name="Block">The block in a few words.</param>
/// <param name="Input">The input type.</param>
/// <param name="Theorem">Theorem (group).</param>
/// <param name="Grid">Grid: the exact elements and why.</param>
/// <param name="Integers">Execution: bit-equality, per device and precision; empty when layers are not executed one by one.</param>
public sealed record LayerReport(
    string Path,
    string Block,
    FieldType Input,
    Verdict Theorem,
    LayerExactness Grid,
    EqArray<IntegerReport> Integers
)
{
    /// <summary>Execution: the block against the reference evaluator with its real functions, per device and precision.</summary>
    public EqArray<RealReport> Reals { get; init; } = [];

    /// <summary>The exact elements.</summary>
    public EqArray<int> Exact => Grid.Exact;

    /// <summary>r per axis; see <see cref="AxisRemainder"/>.</summary>
    public EqArray<int> Offsets => Grid.Axes.Select(axis => axis.Remainder).ToEqArray();

    /// <summary>The block, with its formula, window and geometry.</summary>
    public required TypedOp.Elementary Layer { get; init; }
}

/// <summary>What execution on one device in one precision showed.</summary>
/// <param name="Device">The device, <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Precision">The precision.</param>
/// <param name="Outcome">What the operator gives, or the part that the executor cannot run.</param>
public sealed record ExecutionReport(
    string Device,
    Precision Precision,
    Outcome<ExecutionChecks> Outcome
)
{
    /// <summary>The settings of the device that change what is computed.</summary>
    public EqArray<string> Flags { get; init; }

    /// <summary>What the operator gives; null where it cannot run.</summary>
    internal ExecutionChecks? Checks =>
        Outcome.Match<ExecutionChecks?>(executed: run => run, notExecuted: _ => null);
}

/// <summary>The checks of an operator that runs.</summary>
/// <param name="Integers">Bit-equality on integers.</param>
/// <param name="Residual">The residual on the given data.</param>
public sealed record ExecutionChecks(IntegerReport Integers, ResidualReport Residual);
