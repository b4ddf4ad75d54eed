using System.Text.Json.Nodes;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Specification;

/// <summary>Writes a network as a document: every field of every block, so that no default is left to a reader.</summary>
internal sealed class SpecificationWriter : IOpFold<JsonObject>
{
    public static JsonObject Write(Network network) =>
        new()
        {
            ["version"] = NetworkSpecification.Version,
            ["name"] = network.Name,
            ["input"] = new JsonObject
            {
                ["group"] = network.Input.Group.Symbol,
                ["fibre"] = $"{network.Input.Fibre}",
                ["channels"] = network.Input.Channels,
                ["grid"] = Of(network.Input.Grid),
            },
            ["operator"] = network.Body.Fold(new SpecificationWriter()),
        };

    public JsonObject LiftingConvolution(Op.LiftingConvolution op) =>
        new()
        {
            ["kind"] = Words.LiftingConvolution,
            ["channels"] = op.Channels,
            ["window"] = Of(op.Window),
            ["sampling"] = Of(op.Sampling),
            ["initial"] = Of(op.Initial),
        };

    public JsonObject GroupConvolution(Op.GroupConvolution op) =>
        new()
        {
            ["kind"] = Words.GroupConvolution,
            ["channels"] = op.Channels,
            ["window"] = Of(op.Window),
            ["sampling"] = Of(op.Sampling),
            ["initial"] = Of(op.Initial),
            ["haarWeight"] = Of(op.HaarWeight),
        };

    public JsonObject AttentiveConvolution(Op.AttentiveConvolution op) =>
        new()
        {
            ["kind"] = Words.AttentiveConvolution,
            ["channels"] = op.Channels,
            ["window"] = Of(op.Window),
            ["sampling"] = Of(op.Sampling),
            ["initial"] = Of(op.Initial),
            ["haarWeight"] = Of(op.HaarWeight),
            ["channelAttention"] = Of(op.Channel),
            ["spatialAttention"] = Of(op.Spatial),
            ["branch"] = $"{op.Branch}",
        };

    public JsonObject InputAttention(Op.InputAttention op) =>
        new()
        {
            ["kind"] = Words.InputAttention,
            ["haarWeight"] = Of(op.HaarWeight),
            ["channelAttention"] = Of(op.Channel),
            ["spatialAttention"] = Of(op.Spatial),
            ["branch"] = $"{op.Branch}",
        };

    public JsonObject Custom(Op.Custom op) =>
        new()
        {
            ["kind"] = Words.Custom,
            ["design"] = op.Design.ToString(),
            ["output"] = $"{op.Output}",
            ["initial"] = Of(op.Initial),
        };

    public JsonObject Crop(Op.Crop op) => new() { ["kind"] = Words.Crop, ["margin"] = op.Margin };

    public JsonObject Upsampling(Op.Upsampling op) =>
        new()
        {
            ["kind"] = Words.Upsampling,
            ["factor"] = Of(op.Factor),
            ["between"] = $"{op.Between}",
        };

    public JsonObject Pointwise(Op.Pointwise op) =>
        new() { ["kind"] = Words.Pointwise, ["function"] = op.Function.Name };

    public JsonObject BatchNormalization(Op.BatchNormalization op) =>
        new()
        {
            ["kind"] = Words.BatchNormalization,
            ["epsilon"] = Of(op.Epsilon),
            ["momentum"] = op.Momentum,
        };

    public JsonObject Dropout(Op.Dropout op) =>
        new() { ["kind"] = Words.Dropout, ["rate"] = op.Rate };

    public JsonObject SpatialPooling(Op.SpatialPooling op) =>
        new()
        {
            ["kind"] = Words.SpatialPooling,
            ["by"] = $"{op.By}",
            ["window"] = Of(op.Window),
            ["sampling"] = Of(op.Sampling),
        };

    public JsonObject GlobalPooling(Op.GlobalPooling op) =>
        new() { ["kind"] = Words.GlobalPooling, ["by"] = $"{op.By}" };

    public JsonObject GroupPooling(Op.GroupPooling op) =>
        new() { ["kind"] = Words.GroupPooling, ["by"] = $"{op.By}" };

    public JsonObject Sequence(Op.Sequence op) =>
        new() { ["kind"] = Words.Sequence, ["layers"] = Of(op.Layers) };

    public JsonObject Sum(Op.Sum op) =>
        new() { ["kind"] = Words.Sum, ["branches"] = Of(op.Branches) };

    public JsonObject Concatenation(Op.Concatenation op) =>
        new() { ["kind"] = Words.Concatenation, ["branches"] = Of(op.Branches) };

    public JsonObject Restriction(Op.Restriction op) =>
        new()
        {
            ["kind"] = Words.Restriction,
            ["group"] = op.Of.Symbol,
            ["operator"] = op.Body.Fold(this),
        };

    private JsonArray Of(EqArray<Layer> layers) =>
        [
            .. layers.Select(layer => new JsonObject
            {
                ["name"] = layer.Name,
                ["op"] = layer.Op.Fold(this),
            }),
        ];

    private static JsonNode Of(Region region) =>
        region.Outline switch
        {
            Outline.Box => Of(region.Sizes),
            Outline.Hexagon => new JsonObject { ["radius"] = (region.Sizes[0] - 1) / 2 },
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static JsonObject Of(Sampling sampling) =>
        new()
        {
            ["stride"] = Of(sampling.Stride),
            ["before"] = Of(sampling.Padding.Before),
            ["after"] = Of(sampling.Padding.After),
            ["mode"] = $"{sampling.Padding.Mode}",
            ["dilation"] = Of(sampling.Dilation),
        };

    private static JsonNode Of(PerAxis numbers) =>
        numbers.Values.Count == 1 ? numbers.Values[0] : Of(numbers.Values);

    private static JsonArray Of(EqArray<int> numbers) =>
        [.. numbers.Select(number => (JsonNode)number)];

    private static JsonObject Of(WeightScale scale) =>
        new() { ["distribution"] = $"{scale.Distribution}", ["scale"] = scale.Scale };

    private static JsonObject? Of(Coefficient? coefficient) =>
        coefficient is { } number
            ? new() { ["factor"] = Of(number.Factor), ["powerOfPi"] = number.PowerOfPi }
            : null;

    private static string Of(Rational number) => $"{number.Numerator}/{number.Denominator}";

    private static JsonObject? Of(ChannelAttention? attention) =>
        attention is null
            ? null
            : new()
            {
                ["ratio"] = attention.Ratio,
                ["statistics"] = Of(attention.Statistics),
                ["gate"] = attention.Gate.Name,
            };

    private static JsonObject? Of(SpatialAttention? attention) =>
        attention is null
            ? null
            : new()
            {
                ["window"] = Of(attention.Window),
                ["dilation"] = Of(attention.Dilation),
                ["statistics"] = Of(attention.Statistics),
                ["gate"] = attention.Gate.Name,
                ["initial"] = Of(attention.Initial),
            };

    private static JsonArray Of(EqArray<Reduction> statistics) =>
        [.. statistics.Select(by => (JsonNode)$"{by}")];
}
