using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Mutations;

/// <summary>An equivariant fault of an executor: it runs another operator than the one that it is given.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Block">A block on which it shows.</param>
/// <param name="Op">The block that runs in place of one.</param>
/// <param name="Values">The values that are used in place of those of a parameter.</param>
public sealed record ExecutionFault(
    string Name,
    TypedOp Block,
    Func<Op, Op> Op,
    Func<ParameterDeclaration, ImmutableArray<double>, ImmutableArray<double>> Values
)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>Executors that compute another equivariant operator: no motion of the input shows it.</summary>
internal static class ExecutionFaults
{
    private static readonly PointGroup Group = PointGroups.P2;

    private static readonly Coefficient Haar = new(new Rational(1, 2), 1);

    public static EqArray<ExecutionFault> All { get; } =
    [
        Other("the Haar weight of the attentive convolution is 1", Attentive, WithoutHaar),
        Other("the Haar weight of the input attention is 1", Input, WithoutHaar),
        Other(
            "the Haar weight of the group convolution is 1",
            new Op.GroupConvolution(2, Region.On(Group, 3)) { HaarWeight = Haar },
            WithoutHaar
        ),
        Values("two taps beside the centre of α_X are exchanged", Attentive, "spatial", Swapped),
        Values("two taps of ψ are exchanged", Attentive, "weight", Swapped),
        Other(
            "the mean over the channels is a sum",
            Attentive,
            op => Attention(op, Spatial: Summed)
        ),
        Other("the mean over space is a sum", Attentive, op => Attention(op, Channel: Summed)),
        Other(
            "global mean pooling sums",
            new Op.GlobalPooling(Reduction.Mean),
            op => op is Op.GlobalPooling pooling ? pooling with { By = Reduction.Sum } : op
        ),
        Other(
            "mean pooling over H sums",
            new Op.GroupPooling(Reduction.Mean),
            op => op is Op.GroupPooling pooling ? pooling with { By = Reduction.Sum } : op
        ),
        Other(
            "mean pooling over a window sums",
            new Op.SpatialPooling(Reduction.Mean, Region.On(Group, 3)),
            op => op is Op.SpatialPooling pooling ? pooling with { By = Reduction.Sum } : op
        ),
        Values(
            "the running variance is read as a standard deviation",
            new Op.BatchNormalization(),
            "running_var",
            (_, values) => [.. values.Select(value => value * value)]
        ),
        Values(
            "the running mean is not taken off",
            new Op.BatchNormalization(),
            "running_mean",
            (_, values) => [.. values.Select(_ => 0.0)]
        ),
        Other(
            "ε is left out",
            new Op.BatchNormalization { Epsilon = new Rational(1, 10) },
            op =>
                op is Op.BatchNormalization norm
                    ? norm with
                    {
                        Epsilon = new Rational(1, 1_000_000),
                    }
                    : op
        ),
        Other("σ is tanh in α_X", Attentive, op => Gates(op, PointwiseFunction.Tanh)),
        Other(
            "σ is tanh",
            new Op.Pointwise(PointwiseFunction.Sigmoid),
            op => op is Op.Pointwise ? new Op.Pointwise(PointwiseFunction.Tanh) : op
        ),
        Other(
            "α for 1 − α",
            Attentive,
            op =>
                op is Op.AttentiveConvolution attentive
                    ? attentive with
                    {
                        Branch = AttentionBranch.Direct,
                    }
                    : op
        ),
        Other(
            "the maximum over space is a minimum",
            Attentive,
            op => Attention(op, Channel: by => by == Reduction.Max ? Reduction.Min : by)
        ),
    ];

    private static Op Attentive =>
        new Op.AttentiveConvolution(2, Region.On(Group, 3))
        {
            Channel = new ChannelAttention(1),
            Spatial = new SpatialAttention(Region.On(Group, 3)),
            HaarWeight = Haar,
        };

    private static Op Input =>
        new Op.InputAttention
        {
            Channel = new ChannelAttention(1),
            Spatial = new SpatialAttention(Region.On(Group, 3)),
            HaarWeight = Haar,
        };

    private static Op WithoutHaar(Op op) =>
        op switch
        {
            Op.AttentiveConvolution attentive => attentive with { HaarWeight = 1 },
            Op.InputAttention attention => attention with { HaarWeight = 1 },
            Op.GroupConvolution convolution => convolution with { HaarWeight = 1 },
            _ => op,
        };

    private static Reduction Summed(Reduction by) => by == Reduction.Mean ? Reduction.Sum : by;

    private static Op Attention(
        Op op,
        Func<Reduction, Reduction>? Channel = null,
        Func<Reduction, Reduction>? Spatial = null
    ) =>
        op is Op.AttentiveConvolution attentive
            ? attentive with
            {
                Channel = attentive.Channel! with
                {
                    Statistics = attentive
                        .Channel.Statistics.Select(Channel ?? (by => by))
                        .ToEqArray(),
                },
                Spatial = attentive.Spatial! with
                {
                    Statistics = attentive
                        .Spatial.Statistics.Select(Spatial ?? (by => by))
                        .ToEqArray(),
                },
            }
            : op;

    private static Op Gates(Op op, PointwiseFunction gate) =>
        op is Op.AttentiveConvolution attentive
            ? attentive with
            {
                Spatial = attentive.Spatial! with { Gate = gate },
            }
            : op;

    // The last axis is a window of side 3: the first row's first two points.
    private static ImmutableArray<double> Swapped(
        ParameterDeclaration declared,
        ImmutableArray<double> values
    ) =>
        [
            .. values.Select(
                (value, i) =>
                    (i % 9) switch
                    {
                        0 => values[i + 1],
                        1 => values[i - 1],
                        _ => value,
                    }
            ),
        ];

    private static ExecutionFault Other(string name, Op block, Func<Op, Op> fault) =>
        new(name, Typed(block), fault, (_, values) => values);

    private static ExecutionFault Values(
        string name,
        Op block,
        string parameter,
        Func<ParameterDeclaration, ImmutableArray<double>, ImmutableArray<double>> fault
    ) =>
        new(
            name,
            Typed(block),
            op => op,
            (declared, values) =>
                declared.Name == parameter
                || (
                    parameter != "weight"
                    && declared.Name.Contains(parameter, StringComparison.Ordinal)
                )
                    ? fault(declared, values)
                    : values
        );

    private static TypedOp Typed(Op block) =>
        Typing.Elaborate(block, new FieldType(Group, Fibre.Regular, 2, Region.On(Group, 4)));
}

/// <summary>Runs what a fault makes of an operator, by another executor.</summary>
internal sealed class FaultyExecutor(IExecutor inner, ExecutionFault fault) : IExecutor
{
    public string Device => inner.Device;

    public EqArray<string> Flags => inner.Flags;

    public IExecutable Compile(TypedOp op, Parameters<double> parameters, Precision precision)
    {
        var other = Typing.Elaborate(
            op.Untyped(op.Leaves().Select(leaf => fault.Op(leaf.Op))),
            op.Input
        );
        var declared = op.Parameters().ToDictionary(one => one.Name, one => one.Declaration);
        var values = declared.ToDictionary(
            one => one.Key,
            one => fault.Values(one.Value, parameters[one.Key])
        );
        return inner.Compile(other, Parameters<double>.For(other, values), precision);
    }
}
