using AgeFormal.Algebra;
using AgeFormal.Networks.Tests.Torch;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using AgeFormal.Programs.Blocks;
using AgeFormal.Programs.Formulas;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Lowering;

/// <summary>Elementary blocks that run by the lowering of their formulas.</summary>
internal static class Lowered
{
    public static Placement Double { get; } = new(ScalarType.Float64, CPU);

    public static Placement Single { get; } = new(ScalarType.Float32, CPU);

    public static TypedOp.Elementary Typed(Op op, FieldType input) =>
        (TypedOp.Elementary)Typing.Elaborate(op, input);

    /// <summary>The block by its formula with given parameters, in evaluation mode.</summary>
    public static TorchNetwork Block(
        TypedOp.Elementary op,
        Parameters<double> parameters,
        Placement placement
    )
    {
        var block = Block(op, placement);
        block.Load(parameters);
        block.eval();
        return block;
    }

    /// <summary>The block by its formula.</summary>
    public static TorchNetwork Block(
        TypedOp.Elementary op,
        Placement placement,
        LoweringLimits? limits = null
    ) =>
        TorchNetwork.Create(
            op,
            of => ProgramLowering.Lower(of, limits ?? LoweringLimits.Default, byFormula: true),
            new()
            {
                Precision =
                    placement.Type == ScalarType.Float32 ? Precision.Single : Precision.Double,
            }
        );

    public static Signal<double> Run(
        TypedOp.Elementary op,
        Parameters<double> parameters,
        Signal<double> input,
        Placement placement
    )
    {
        using var block = Block(op, parameters, placement);
        return block.Run(input);
    }

    /// <summary>The exact value on integers.</summary>
    public static Signal<double> Exact(
        TypedOp op,
        Parameters<double> parameters,
        Signal<double> input
    ) =>
        Reference
            .EvaluateExactly(
                op,
                Parameters<Rational>.For(
                    op,
                    parameters.Values.Select(entry =>
                        KeyValuePair.Create(entry.Key, entry.Value.Select(Whole).ToEqArray().Items)
                    )
                ),
                input.Map(Whole)
            )
            .Map(value => value.ToDouble());

    /// <summary>Integers from −1 to 1: products of several attention maps stay exact in single precision.</summary>
    public static Signal<double> Signs(FieldType type, int batch, int seed) =>
        SmallIntegers.Signal(type, batch, seed).Map(value => (double)Math.Sign(value));

    /// <summary>Integers from −1 to 1, and 1 for variances.</summary>
    public static Parameters<double> SignParameters(TypedOp op, int seed)
    {
        var drawn = SmallIntegers.Parameters(op, seed);
        return Parameters<double>.For(
            op,
            drawn.Values.Select(entry =>
                KeyValuePair.Create(
                    entry.Key,
                    entry.Value.Select(value => (double)Math.Sign(value)).ToEqArray().Items
                )
            )
        );
    }

    /// <summary>Reals between −1 and 1; variances between 1/2 and 1.</summary>
    public static Parameters<double> RealParameters(TypedOp op, int seed)
    {
        var random = new Random(seed);
        return Parameters<double>.Generate(
            op,
            (name, _, _) =>
                name.EndsWith("running_var", StringComparison.Ordinal)
                    ? 0.5 + random.NextDouble() / 2
                    : 2 * random.NextDouble() - 1
        );
    }

    /// <summary>Reals between −1 and 1.</summary>
    public static Signal<double> Reals(FieldType type, int batch, int seed)
    {
        var random = new Random(seed);
        return Signal<double>.Generate(type, batch, _ => 2 * random.NextDouble() - 1);
    }

    private static Rational Whole(double value) => (int)value;
}
