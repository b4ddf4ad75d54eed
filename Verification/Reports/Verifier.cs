using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Rendering;
using AgeFormal.Verification.Grids;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Verification;

/// <summary>All checks of an operator, put into one report.</summary>
public static class Verifier
{
    /// <summary>Proves, decides the grid, and executes.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="parameters">Its parameters, for the residual.</param>
    /// <param name="sample">A batch of inputs, for the residual.</param>
    /// <param name="executor">What runs operators.</param>
    /// <param name="options">What is checked.</param>
    /// <exception cref="ArgumentException">The sample has another type than the input.</exception>
    /// <exception cref="ScopeException">The meaning of a block is not well scoped.</exception>
    public static VerificationReport Verify(
        TypedOp op,
        Parameters<double> parameters,
        Signal<double> sample,
        IExecutor executor,
        VerificationOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(executor);
        return Verify(op, parameters, sample, [executor], options);
    }

    /// <summary>Proves, decides the grid, and executes on several devices, each of which has to agree.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="parameters">Its parameters, for the residual.</param>
    /// <param name="sample">A batch of inputs, for the residual.</param>
    /// <param name="executors">What runs operators, one per device.</param>
    /// <param name="options">What is checked.</param>
    /// <param name="cancellation">Checked before each execution.</param>
    /// <exception cref="ArgumentException">The sample has another type than the input.</exception>
    /// <exception cref="ScopeException">The meaning of a block is not well scoped.</exception>
    public static VerificationReport Verify(
        TypedOp op,
        Parameters<double> parameters,
        Signal<double> sample,
        EqArray<IExecutor> executors,
        VerificationOptions options,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(options);
        if (sample.Type != op.Input)
            throw new ArgumentException(
                $"A sample of type {op.Input} is expected, received {sample.Type}.",
                nameof(sample)
            );
        var cancellable = executors
            .Select(executor => (IExecutor)new CancellableExecutor(executor, cancellation))
            .ToEqArray();
        var theorem = Theorem(op, options, cancellation);
        var grid = Exactness.Explain(op);
        var layers = Layers(op, parameters, theorem, grid, cancellable, options, cancellation)
            .ToEqArray();
        var executions = cancellable
            .SelectMany(executor =>
                options.Precisions.Select(precision =>
                    Execute(op, parameters, sample, executor, precision, options)
                )
            )
            .ToEqArray();
        return new VerificationReport(
            ClaimText.Describe(op),
            op.Input,
            theorem,
            grid,
            executions,
            layers,
            Assumptions(op, theorem, grid, executions, layers).ToEqArray(),
            Conclusions.Of(theorem, op.Input.Group.Order, grid.Exact, executions, layers)
        );
    }

    /// <summary>The prover's verdict, replayed by the checker.</summary>
    private static Verdict Theorem(
        TypedOp op,
        VerificationOptions options,
        CancellationToken cancellation
    )
    {
        var verdict = options.Prove(op, options.Method, cancellation);
        return verdict.Match(
            proved: proved =>
                proved.Proof.Conclusion != new Claim.Commutes(op)
                    ? new Verdict.Undecided(
                        proved.Proof.Conclusion.ToString(),
                        "the derivation concludes another claim"
                    )
                : ProofChecker.FindFault(proved.Proof, cancellation) is { } fault
                    ? new Verdict.Undecided(fault.Step.ToString(), fault.Reason)
                : Named(op, proved, cancellation),
            refuted: refuted => refuted,
            undecided: undecided => undecided
        );
    }

    /// <summary>
    /// Where the proof uses laws of functions, the layers with formulas of their own are evaluated with the functions as named.
    /// </summary>
    private static Verdict Named(
        TypedOp op,
        Verdict.Proved proved,
        CancellationToken cancellation
    ) =>
        op.Leaves()
            .Where(leaf => proved.Proof.FunctionLaws.Count > 0 && leaf.Op is Op.Custom)
            .Select(leaf => NamedTest.Judge(leaf, proved, cancellation))
            .FirstOrDefault(verdict => !verdict.IsProved)
        ?? proved;

    /// <summary>One report per block; blocks that are alike are executed once.</summary>
    private static IEnumerable<LayerReport> Layers(
        TypedOp op,
        Parameters<double> parameters,
        Verdict theorem,
        NetworkExactness grid,
        EqArray<IExecutor> executors,
        VerificationOptions options,
        CancellationToken cancellation
    )
    {
        // The replayed proof of the whole holds one of each block; a block that it lacks is proved by itself.
        var proofs = new Dictionary<Claim, Derivation>();
        if (theorem is Verdict.Proved { Proof: var whole })
            foreach (var step in whole.Steps())
                if (step.Conclusion is Claim.Commutes { Op: TypedOp.Elementary })
                    proofs.TryAdd(step.Conclusion, step);
        Verdict TheoremOf(TypedOp.Elementary leaf) =>
            proofs.GetValueOrDefault(new Claim.Commutes(leaf)) is { } proof
                ? new Verdict.Proved(proof)
                : Theorem(leaf, options, cancellation);
        var known = new Dictionary<TypedOp.Elementary, LayerReport>();
        var compared = new Dictionary<(TypedOp, IExecutor, Precision), ReferenceComparison>();
        foreach (var (leaf, exactness) in op.Leaves().Zip(grid.Layers))
        {
            var key = leaf with { Path = "" };
            if (!known.TryGetValue(key, out var report))
                known[key] = report = Layer(
                    leaf,
                    parameters,
                    TheoremOf(leaf),
                    exactness,
                    executors,
                    options,
                    compared,
                    cancellation
                );
            yield return report.Path == leaf.Path
                ? report
                : report with
                {
                    Path = leaf.Path,
                    Grid = exactness,
                    Theorem = TheoremOf(leaf),
                    Layer = leaf,
                };
        }
    }

    private static LayerReport Layer(
        TypedOp.Elementary leaf,
        Parameters<double> parameters,
        Verdict theorem,
        LayerExactness grid,
        EqArray<IExecutor> executors,
        VerificationOptions options,
        Dictionary<(TypedOp, IExecutor, Precision), ReferenceComparison> compared,
        CancellationToken cancellation
    )
    {
        var layer = new LayerReport(leaf.Path, OpName.Of(leaf.Op), leaf.Input, theorem, grid, [])
        {
            Layer = leaf,
        };
        if (!options.ExecutesLayers || executors.Count == 0 || options.Precisions.Count == 0)
            return layer;
        var reals = RealCheck.Of(leaf, parameters, options.Integers);
        EqArray<T> Runs<T>(Func<IExecutor, Precision, T> run) =>
            executors
                .SelectMany(executor =>
                    options.Precisions.SelectMany(precision =>
                        Supported(() => run(executor, precision))
                    )
                )
                .ToEqArray();
        return layer with
        {
            Integers = Runs(
                (executor, precision) =>
                    IntegerCheck.Run(leaf, executor, precision, options.Integers, compared)
            ),
            Reals = Runs(reals.Run),
        };
    }

    private static IEnumerable<T> Supported<T>(Func<T> run)
    {
        try
        {
            return [run()];
        }
        catch (NotSupportedException)
        {
            // The whole operator holds this block, so its execution reports the reason.
            return [];
        }
    }

    private static ExecutionReport Execute(
        TypedOp op,
        Parameters<double> parameters,
        Signal<double> sample,
        IExecutor executor,
        Precision precision,
        VerificationOptions options
    )
    {
        Outcome<ExecutionChecks> Run()
        {
            try
            {
                using var executable = executor.Compile(op, parameters, precision);
                return new Outcome<ExecutionChecks>.Executed(
                    new(
                        IntegerCheck.Run(op, executor, precision, options.Integers),
                        Residual.Measure(executable, sample, RoundingTolerance.Of(op, precision))
                    )
                );
            }
            catch (NotSupportedException unsupported)
            {
                return new Outcome<ExecutionChecks>.NotExecuted(unsupported.Message);
            }
        }
        return new(executor.Device, precision, Run()) { Flags = executor.Flags };
    }

    private static IEnumerable<string> Assumptions(
        TypedOp op,
        Verdict theorem,
        NetworkExactness grid,
        EqArray<ExecutionReport> executions,
        EqArray<LayerReport> layers
    )
    {
        var blocks = op.Leaves().Select(leaf => leaf.Op).ToArray();
        yield return "the theorem speaks of signals on the whole lattice; strides, borders and grids are in the grid column";
        if (blocks.Any(block => block is Op.Dropout { Rate: > 0 }))
            yield return "dropout is the identity; random masks in training are outside of the theorem";
        if (blocks.Any(block => block is Op.BatchNormalization))
            yield return "batch normalization uses its running statistics, one per channel";
        if (ReplacedFunctions.Sentence(blocks, theorem) is { } replaced)
            yield return replaced;
        if (SmallValues(executions, layers) is { } small)
            yield return small;
        yield return $"translations are not executed; by the geometry, {grid.Translations}";
    }

    // What ran on integers with other functions than the sentence above says, and why.
    private static string? SmallValues(
        EqArray<ExecutionReport> executions,
        EqArray<LayerReport> layers
    )
    {
        var whole = executions
            .Select(execution => execution.Checks?.Integers)
            .OfType<IntegerReport>()
            .Select(report => (Name: "the whole", Report: report));
        var alone = layers.SelectMany(layer =>
            layer.Integers.Select(report => (Name: layer.Path, Report: report))
        );
        var ran = whole
            .Concat(alone)
            .Where(one => one.Report.Replaced is not null)
            .Select(one => $"{one.Name} in {UndecidedReasons.Name(one.Report.Precision)}")
            .Distinct()
            .ToArray();
        return ran.Length == 0
            ? null
            : $"{string.Join(", ", ran)} ran on integers with {Replacements.Small.Note}";
    }
}

/// <summary>What a verification checks.</summary>
public sealed record VerificationOptions
{
    /// <summary>All checks with their usual sizes.</summary>
    public static VerificationOptions Default { get; } = new();

    /// <summary>How formulas are proved.</summary>
    public ProofMethod Method { get; init; } = ProofMethod.Cheapest;

    /// <summary>What finds derivations. Its word counts for nothing: each of them is replayed by the checker.</summary>
    internal Func<TypedOp, ProofMethod, CancellationToken, Verdict> Prove { get; init; } =
        Prover.Prove;

    /// <summary>The precisions in which the operator is executed.</summary>
    public EqArray<Precision> Precisions { get; init; } = [Precision.Single, Precision.Double];

    /// <summary>How integer checks are made.</summary>
    public IntegerOptions Integers { get; init; } = new();

    /// <summary>Whether every elementary block is also executed alone.</summary>
    public bool ExecutesLayers { get; init; } = true;
}
