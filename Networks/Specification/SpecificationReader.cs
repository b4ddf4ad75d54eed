using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Networks.Specification;

/// <summary>Reads what <see cref="SpecificationWriter"/> writes, and nothing else.</summary>
internal static class SpecificationReader
{
    /// <summary>The layers of a network, and of each composite in it.</summary>
    private const int MostLayers = 10_000;

    /// <summary>The points of all windows of a network together: a layer keeps each of its window.</summary>
    private const int MostPointsOfWindows = 1 << 17;

    private static readonly Dictionary<string, Func<JsonPlace, Op>> Kinds = new()
    {
        [Words.LiftingConvolution] = LiftingConvolution,
        [Words.GroupConvolution] = GroupConvolution,
        [Words.AttentiveConvolution] = AttentiveConvolution,
        [Words.InputAttention] = InputAttention,
        [Words.Custom] = Custom,
        [Words.Crop] = at => new Op.Crop(at.Object("kind", "margin")["margin"].Integer()),
        [Words.Upsampling] = at => new Op.Upsampling(
            SpecificationValues.PerAxis(at.Object("kind", "factor", "between")["factor"])
        )
        {
            Between = at["between"].OneOf<Interpolation>(),
        },
        [Words.Pointwise] = at => new Op.Pointwise(
            SpecificationValues.Function(at.Object("kind", "function")["function"])
        ),
        [Words.BatchNormalization] = BatchNormalization,
        [Words.Dropout] = at => new Op.Dropout(at.Object("kind", "rate")["rate"].Number()),
        [Words.SpatialPooling] = SpatialPooling,
        [Words.GlobalPooling] = at => new Op.GlobalPooling(By(at.Object("kind", "by"))),
        [Words.GroupPooling] = at => new Op.GroupPooling(By(at.Object("kind", "by"))),
        [Words.Sequence] = at => new Op.Sequence(Layers(at.Object("kind", "layers")["layers"])),
        [Words.Sum] = at => new Op.Sum(Layers(at.Object("kind", "branches")["branches"])),
        [Words.Concatenation] = at => new Op.Concatenation(
            Layers(at.Object("kind", "branches")["branches"])
        ),
        [Words.Restriction] = at => new Op.Restriction(
            Group(at.Object("kind", "group", "operator")["group"]),
            Operator(at["operator"])
        ),
    };

    public static Network Network(JsonPlace at)
    {
        if (at["version"].Integer() != NetworkSpecification.Version)
            throw at["version"].Fault($"{NetworkSpecification.Version}, the version that is known");
        at.Object("version", "name", "input", "operator");
        var input = at["input"].Object("group", "fibre", "channels", "grid");
        return new(
            at["name"].Title(),
            Bounded(at["operator"]),
            new(
                Group(input["group"]),
                input["fibre"].OneOf<Fibre>(),
                input["channels"].Integer(1, SpecificationValues.MostChannels),
                SpecificationValues.Region(input["grid"], SpecificationValues.MostGridPoints)
            )
        );
    }

    private static PointGroup Group(JsonPlace at) =>
        at.OneOf(PointGroups.All, group => group.Symbol);

    private static Op Bounded(JsonPlace at)
    {
        var op = Operator(at);
        var size = OperatorSize.Of(op);
        if (size.Layers > MostLayers)
            throw at.Fault($"at most {MostLayers} layers, not {size.Layers}");
        if (size.WindowPoints > MostPointsOfWindows)
            throw at.Fault(
                $"windows of at most {MostPointsOfWindows} points together, not {size.WindowPoints}"
            );
        return op;
    }

    private static Op Operator(JsonPlace at)
    {
        Recursion.Enter();
        return at["kind"].OneOf(Kinds, kind => kind.Key).Value(at);
    }

    private static EqArray<Layer> Layers(JsonPlace at) =>
        at.Array(
            MostLayers,
            item => new Layer(item.Object("name", "op")["name"].Title(), Operator(item["op"]))
        );

    private static Op LiftingConvolution(JsonPlace at)
    {
        at.Object("kind", "channels", "window", "sampling", "initial");
        return new Op.LiftingConvolution(Channels(at), Window(at))
        {
            Sampling = Sampling(at),
            Initial = Initial(at),
        };
    }

    private static Op GroupConvolution(JsonPlace at)
    {
        at.Object("kind", "channels", "window", "sampling", "initial", "haarWeight");
        return new Op.GroupConvolution(Channels(at), Window(at))
        {
            Sampling = Sampling(at),
            Initial = Initial(at),
            HaarWeight = HaarWeight(at),
        };
    }

    private static Op AttentiveConvolution(JsonPlace at)
    {
        at.Object(
            "kind",
            "channels",
            "window",
            "sampling",
            "initial",
            "haarWeight",
            "channelAttention",
            "spatialAttention",
            "branch"
        );
        return new Op.AttentiveConvolution(Channels(at), Window(at))
        {
            Sampling = Sampling(at),
            Initial = Initial(at),
            HaarWeight = HaarWeight(at),
            Channel = SpecificationValues.ChannelAttention(at["channelAttention"]),
            Spatial = SpecificationValues.SpatialAttention(at["spatialAttention"]),
            Branch = at["branch"].OneOf<AttentionBranch>(),
        };
    }

    private static Op InputAttention(JsonPlace at)
    {
        at.Object("kind", "haarWeight", "channelAttention", "spatialAttention", "branch");
        return new Op.InputAttention
        {
            HaarWeight = HaarWeight(at),
            Channel = SpecificationValues.ChannelAttention(at["channelAttention"]),
            Spatial = SpecificationValues.SpatialAttention(at["spatialAttention"]),
            Branch = at["branch"].OneOf<AttentionBranch>(),
        };
    }

    private static Op Custom(JsonPlace at)
    {
        at.Object("kind", "design", "output", "initial");
        var text = at["design"];
        try
        {
            return new Op.Custom(DesignParser.Parse(text.Text(), $"{text.Source}, {text.Place}"))
            {
                Output = at["output"].OneOf<Fibre>(),
                Initial = Initial(at),
            };
        }
        catch (DesignSyntaxException cause)
        {
            throw text.Fault($"a design ({cause.Message.TrimEnd('.')})", cause);
        }
    }

    private static Op BatchNormalization(JsonPlace at)
    {
        at.Object("kind", "epsilon", "momentum");
        return new Op.BatchNormalization
        {
            Epsilon = at["epsilon"].Fraction(),
            Momentum = at["momentum"].Number(),
        };
    }

    private static Op SpatialPooling(JsonPlace at)
    {
        at.Object("kind", "by", "window", "sampling");
        return new Op.SpatialPooling(By(at), Window(at)) { Sampling = Sampling(at) };
    }

    private static Reduction By(JsonPlace at) => at["by"].OneOf<Reduction>();

    private static int Channels(JsonPlace at) =>
        at["channels"].Integer(1, SpecificationValues.MostChannels);

    private static Region Window(JsonPlace at) =>
        SpecificationValues.Region(at["window"], SpecificationValues.MostWindowPoints);

    private static Sampling Sampling(JsonPlace at) => SpecificationValues.Sampling(at["sampling"]);

    private static WeightScale Initial(JsonPlace at) =>
        SpecificationValues.WeightScale(at["initial"]);

    private static Coefficient? HaarWeight(JsonPlace at) =>
        SpecificationValues.Coefficient(at["haarWeight"]);
}
