using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

/// <summary>Runs operators by the reference evaluator, with a hook that may break the output.</summary>
internal sealed class ReferenceExecutor(
    Func<Running, Signal<double>>? broken = null,
    Func<TypedOp, bool>? supports = null
) : IExecutor
{
    public string Device { get; private init; } = "reference";

    public EqArray<string> Flags { get; private init; }

    /// <summary>The same executor under the name of another device.</summary>
    public ReferenceExecutor On(string device, params string[] flags) =>
        new(broken, supports) { Device = device, Flags = flags.ToEqArray() };

    public IExecutable Compile(TypedOp op, Parameters<double> parameters, Precision precision)
    {
        if (supports is not null && !op.Leaves().All(supports))
            throw new NotSupportedException("the executor does not know a block");
        return new Executable(op, parameters, precision, broken ?? (run => run.Honest(run.Input)));
    }

    private sealed class Executable(
        TypedOp op,
        Parameters<double> parameters,
        Precision precision,
        Func<Running, Signal<double>> run
    ) : IExecutable
    {
        public FieldType Input => op.Input;

        public FieldType Output => op.Output;

        public string Execution => $"{precision} · reference";

        public Signal<double> Run(Signal<double> input)
        {
            var output = run(new Running(op, parameters, input));
            return precision == Precision.Double
                ? output
                : output.Map(value => (double)(float)value);
        }

        public void Dispose() { }
    }
}

/// <summary>One run of an operator.</summary>
internal sealed record Running(TypedOp Op, Parameters<double> Parameters, Signal<double> Input)
{
    public Signal<double> Honest(Signal<double> input) => With(Parameters, input);

    public Signal<double> With(Parameters<double> parameters, Signal<double> input) =>
        Reference.Evaluate(Op, parameters, input);
}

/// <summary>Defects of executions. Each breaks equivariance in a way that has occurred in practice.</summary>
internal static class Defects
{
    public static IReadOnlyDictionary<
        string,
        Func<Running, Signal<double>>
    > NotEquivariant { get; } =
        new Dictionary<string, Func<Running, Signal<double>>>
        {
            ["two entries of one transformed kernel are swapped"] = SwappedEntries,
            ["the absolute row is added"] = run =>
                Indexed(run, (value, place) => value + place.Row),
            ["each h has a gain"] = run => Indexed(run, (value, place) => value * (1 + place.H)),
            ["one h is mirrored"] = MirroredAtOneElement,
            ["the h axis is shifted"] = ShiftedFibre,
            ["one border row is dropped"] = run =>
                Indexed(run, (value, place) => place.Row == 0 ? 0 : value),
            ["halves of the image are accumulated in float16"] = HalfAccumulation,
            ["one value is off by one unit"] = run =>
                Signal<double>.Create(
                    run.Op.Output,
                    run.Honest(run.Input).Values is var values
                        ? values.SetItem(0, values[0] + 1)
                        : default
                ),
        };

    public static Signal<double> HalfOutput(Running run) =>
        run.Honest(run.Input).Map(value => (double)(Half)value);

    internal readonly record struct Place(int H, int Row);

    private static Signal<double> Indexed(Running run, Func<double, Place, double> map)
    {
        var type = run.Op.Output;
        var plane = type.Grid.BoxCount;
        var values = run.Honest(run.Input).Values;
        return Signal<double>.Generate(
            type,
            run.Input.Batch,
            i => map(values[i], new(i / plane % type.FibreSize, i % plane / type.Grid.Sizes[^1]))
        );
    }

    private static Signal<double> SwappedEntries(Running run)
    {
        var name = run.Parameters.Values.Keys.First(key =>
            key.EndsWith("weight", StringComparison.Ordinal)
        );
        var kernel = run.Parameters[name];
        var (i, j) = Pairs(kernel).First(pair => kernel[pair.I] != kernel[pair.J]);
        var swapped = Parameters<double>.For(
            run.Op,
            run.Parameters.Values.SetItem(name, kernel.SetItem(i, kernel[j]).SetItem(j, kernel[i]))
        );
        var honest = run.Honest(run.Input).Values;
        var other = run.With(swapped, run.Input).Values;
        var plane = run.Op.Output.Grid.BoxCount;
        return Signal<double>.Generate(
            run.Op.Output,
            run.Input.Batch,
            at => at / plane % run.Op.Output.FibreSize == 1 ? other[at] : honest[at]
        );
    }

    private static IEnumerable<(int I, int J)> Pairs(ImmutableArray<double> kernel) =>
        Enumerable
            .Range(0, kernel.Length)
            .SelectMany(i => Enumerable.Range(i + 1, kernel.Length - i - 1).Select(j => (i, j)));

    private static Signal<double> MirroredAtOneElement(Running run)
    {
        var type = run.Op.Output;
        var plane = type.Grid.BoxCount;
        var columns = type.Grid.Sizes[^1];
        var values = run.Honest(run.Input).Values;
        return Signal<double>.Generate(
            type,
            run.Input.Batch,
            i =>
                i / plane % type.FibreSize == 1
                    ? values[i - i % columns + (columns - 1 - i % columns)]
                    : values[i]
        );
    }

    private static Signal<double> ShiftedFibre(Running run)
    {
        var type = run.Op.Output;
        var stack = type.Grid.BoxCount * type.FibreSize;
        var values = run.Honest(run.Input).Values;
        // The axis is reversed, not rotated: a cyclic shift of the h axis of a cyclic group is equivariant.
        return Signal<double>.Generate(
            type,
            run.Input.Batch,
            i =>
            {
                var h = i % stack / type.Grid.BoxCount;
                var other = (h + 1) % type.FibreSize;
                return values[
                    i
                        + (
                            (
                                h == 0 ? other
                                : h == 1 ? 0
                                : h
                            ) - h
                        ) * type.Grid.BoxCount
                ];
            }
        );
    }

    private static Signal<double> HalfAccumulation(Running run)
    {
        var grid = run.Input.Type.Grid;
        Signal<double> Part(bool upper) =>
            run.Honest(
                Signal<double>.Generate(
                    run.Input.Type,
                    run.Input.Batch,
                    i =>
                        i % grid.BoxCount / grid.Sizes[^1] < 2 == upper
                            ? 1001 * run.Input.Values[i]
                            : 0
                )
            );
        var (above, below) = (Part(upper: true), Part(upper: false));
        return Signal<double>.Create(
            run.Op.Output,
            [.. above.Values.Zip(below.Values, (a, b) => (double)(Half)((Half)a + (Half)b) / 1001)]
        );
    }
}
