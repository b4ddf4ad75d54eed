using AgeFormal.Algebra;
using AgeFormal.Networks;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Testing.Snapshots;
using AgeFormal.Verification;

namespace AgeFormal.Testing.Constraints;

/// <summary>What is known of the equivariance of a subject under a group, by the strongest method for its kind.</summary>
internal static class Equivariance
{
    public static Judgement Judge(object? subject, PointGroup group, EquivarianceOptions options) =>
        subject switch
        {
            Design design => Theorems.Of(design, group),
            Formula formula => Theorems.Of(formula, Vocabulary(group, options)),
            Op op => Operator(Typing.Elaborate(op, Input(options)), group, options),
            TypedOp op => Operator(op, group, options),
            Network network => Operator(
                network.Elaborate(),
                group,
                options with
                {
                    Executor = options.Executor ?? new TorchExecutor(),
                }
            ),
            TorchNetwork network => Operator(network.Op, group, options with { Executor = null })
                .And(() =>
                    Executed(
                        network,
                        group,
                        RoundingTolerance.Of(network.Op, network.Precision),
                        options
                    )
                ),
            IExecutable executable => Executed(
                executable,
                group,
                SnapshotTolerance.Default.Double,
                options
            ),
            ImportedProgram program => Imports.Judge(program, group, options.Symmetry),
            _ => throw Subject.Unknown(
                subject,
                "a design, a formula, an operator (Op, TypedOp), a network, an executable or a model of a file"
            ),
        };

    /// <summary>The theorem, then the grid, then, with an executor, the residuals.</summary>
    private static Judgement Operator(TypedOp op, PointGroup group, EquivarianceOptions options)
    {
        var asked = Elements(group, op.Input.Group);
        var formal = Theorems.Of(op).And(() => GridExactness.Judge(op, asked));
        if (options.Executor is not { } executor)
            return formal;
        var parameters = options.Parameters ?? BeforeTraining(op, options.Seed);
        return options.Precisions.Aggregate(
            formal,
            (judgement, precision) =>
                judgement.And(() =>
                {
                    using var executable = executor.Compile(op, parameters, precision);
                    var tolerance = RoundingTolerance.Of(op, precision);
                    return Executed(executable, group, tolerance, options);
                })
        );
    }

    private static Judgement Executed(
        IExecutable executable,
        PointGroup group,
        double tolerance,
        EquivarianceOptions options
    )
    {
        var asked = Elements(group, executable.Input.Group);
        var sample = options.Sample ?? Samples.Normal(executable.Input, 2, options.Seed);
        return Residuals.Judge(
            Residual.Measure(executable, sample, options.Tolerance ?? tolerance),
            asked
        );
    }

    /// <summary>The elements of a group in the group by which a subject acts.</summary>
    private static EqArray<int> Elements(PointGroup group, PointGroup acting)
    {
        var elements = group
            .Matrices.Select(matrix => acting.Matrices.Items.IndexOf(matrix))
            .Order()
            .ToEqArray();
        return group.Lattice == acting.Lattice && !elements.Contains(-1)
            ? elements
            : throw new ArgumentException(
                $"The subject acts by {acting.Symbol}; expected {acting.Symbol} or a subgroup of it, received {group.Symbol}."
            );
    }

    private static Vocabulary Vocabulary(PointGroup group, EquivarianceOptions options)
    {
        var vocabulary =
            options.Vocabulary
            ?? throw new ArgumentException(
                $"A formula is judged with what it names; expected {nameof(EquivarianceOptions)}.{nameof(EquivarianceOptions.Vocabulary)}."
            );
        return vocabulary.Group == group
            ? vocabulary
            : throw new ArgumentException(
                $"The vocabulary is that of {vocabulary.Group.Symbol}; expected {group.Symbol}."
            );
    }

    private static FieldType Input(EquivarianceOptions options) =>
        options.Input
        ?? throw new ArgumentException(
            $"An operator is judged on an input; expected {nameof(EquivarianceOptions)}.{nameof(EquivarianceOptions.Input)}, or a TypedOp."
        );

    private static Parameters<double> BeforeTraining(TypedOp op, int seed)
    {
        var random = new Random(seed);
        return Parameters<double>.Generate(
            op,
            (_, declaration, _) =>
                declaration.Initial.Match(
                    constant: constant => constant.Value,
                    uniform: uniform => (2 * random.NextDouble() - 1) * uniform.Bound,
                    normal: normal => Samples.Normal(random) * normal.Deviation
                )
        );
    }
}
