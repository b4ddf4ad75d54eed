using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Identity;

namespace AgeFormal.Verification.Designs;

/// <summary>
/// A design compiled for a torus ℤ_n^d ⋊ H with random parameters, run on a random f and on L_ḡ f for every ḡ of the finite
/// group, translations included; for the generators of a large one.
/// </summary>
public abstract record DesignExecution
{
    // Signals that run together.
    private const int BatchSize = 32;
    private const int SmallestSide = 3;
    private const int LargestOrder = 1024;

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
        /// <summary>Whether the residual is within rounding.</summary>
        public bool Holds => Residual <= Tolerance;

        /// <inheritdoc/>
        public override string ToString()
        {
            static string Number(double value) =>
                value.ToString("G2", CultureInfo.InvariantCulture);
            return $"executed on ℤ_{Side}^{Group.Dimension} ⋊ {Group.Name} ({Group.Symbol}), {Execution}: relative error {Number(Residual)} over {(Elements == Order ? "all" : $"{Elements} generators of")} {Order} elements, rounding allows {Number(Tolerance)}";
        }
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

    /// <summary>As JSON, a <c>designExecution</c> of the schema of <see cref="DesignReport.Schema"/>.</summary>
    public string ToJson() => Rendering.ExecutionJson.Write(this);

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
        var model = FiniteModel.Of(vocabulary, group, side);
        try
        {
            var layer = TorusLayer.Of(model, design.Formula.OnGroup, design.Constants);
            // A variance or a norm is positive: where values of both signs give none, positive ones are drawn.
            var signed = Of(layer, model, cancellable, precision, new Draw(seed, -1));
            return signed.Match(_ => true, _ => false)
                ? signed
                : Of(layer, model, cancellable, precision, new Draw(seed, 0.5));
        }
        catch (NotSupportedException fault)
        {
            return new NotExecuted(fault.Message.TrimEnd('.'));
        }
    }

    /// <summary>Parameters from the smallest one to 1.</summary>
    private sealed record Draw(int Seed, double Smallest);

    private static DesignExecution Of(
        TorusLayer layer,
        FiniteModel model,
        IExecutor executor,
        Precision precision,
        Draw draw
    )
    {
        var group = model.Group;
        var random = new Random(draw.Seed);
        var drawn = new Dictionary<(string, EqArray<int>), double>();
        // An entry that stands for several has one value.
        double Entry(string name, EqArray<int> index) =>
            drawn.TryGetValue((name, index), out var known)
                ? known
                : drawn[(name, index)] = draw.Smallest + (1 - draw.Smallest) * random.NextDouble();
        using var running = executor.Compile(layer.Op, layer.Parameters(Entry), precision);
        var f = new double[layer.Op.Input.Channels, group.Order];
        for (var channel = 0; channel < f.GetLength(0); channel++)
        for (var element = 0; element < group.Order; element++)
            f[channel, element] = 2 * random.NextDouble() - 1;
        int At(int element) =>
            layer.Op.Input.Fibre == Fibre.Trivial ? group.TranslationPart(element) : element;
        Signal<double> Translated(int[] by) =>
            running.Run(
                layer.Signals(
                    by.Length,
                    (signal, channel, element) =>
                        f[channel, At(group.Multiply(group.Inverse(by[signal]), element))]
                )
            );
        int[] elements = group.Order <= LargestOrder ? model.Elements : [.. group.Generators];
        var output = Translated([group.Identity]);
        var (largest, deviation) = (output.Values.Max(Math.Abs), 0.0);
        foreach (var by in elements.Chunk(BatchSize))
        {
            var left = Translated(by);
            for (var signal = 0; signal < by.Length; signal++)
            for (var channel = 0; channel < layer.Op.Output.Channels; channel++)
                foreach (var element in model.Elements)
                    deviation = Math.Max(
                        deviation,
                        Math.Abs(
                            left.Values[
                                signal * layer.Op.Output.Count
                                    + layer.Index(channel, group.Multiply(by[signal], element))
                            ] - output.Values[layer.Index(channel, element)]
                        )
                    );
        }
        if (!double.IsFinite(largest + deviation))
            return new NotExecuted(
                $"an output of {running.Execution} is not finite on random data; finite values are expected"
            );
        if (largest == 0)
            return new NotExecuted(
                $"the output of {running.Execution} is zero everywhere on random data, so that nothing is compared"
            );
        return new Executed(
            running.Execution,
            group.PointGroup,
            group.Size,
            group.Order,
            elements.Length,
            deviation / largest,
            RoundingTolerance.Of(layer.Op, precision)
        );
    }
}
