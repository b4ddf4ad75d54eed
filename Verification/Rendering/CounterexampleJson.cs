using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Intervals;

namespace AgeFormal.Verification.Rendering;

/// <summary>Counterexamples as JSON, version 1. Elements and translations are the indices of <see cref="TorusGroup"/>.</summary>
internal static class CounterexampleJson
{
    public const string Format = "ageformal.counterexample";
    public const int Version = 1;

    /// <summary>The depth of nesting up to which formulas are written and read.</summary>
    public const int Depth = 512;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        MaxDepth = Depth,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Counterexample of) =>
        new JsonObject
        {
            ["format"] = Format,
            ["version"] = Version,
            ["formula"] = FormulaJson.Write(of.Formula),
            ["text"] = of.Formula.ToString(),
            ["declarations"] = Write(of.Vocabulary),
            ["group"] = of.Group.Symbol,
            ["side"] = of.Side,
            ["by"] = of.By,
            ["at"] = Numbers(of.At),
            ["channels"] = Numbers(of.Channels),
            ["signal"] = Array(
                of.Signal.Select(entry =>
                    (JsonNode)new JsonArray(entry.Channel, entry.Element, Value(entry.Value))
                )
            ),
            ["parameters"] = Array(
                of.Parameters.Select(entry => new JsonObject
                {
                    ["name"] = entry.Name,
                    ["index"] = Numbers(entry.Index),
                    ["value"] = Value(entry.Value),
                })
            ),
            ["constants"] = Array(
                of.Constants.Select(constant => new JsonObject
                {
                    ["name"] = constant.Name,
                    ["element"] = constant.Element,
                })
            ),
            ["surrogates"] = Array(
                of.Surrogates.Select(surrogate => new JsonObject
                {
                    ["function"] = surrogate.Function,
                    ["coefficients"] = Numbers(surrogate.Polynomial.Coefficients),
                })
            ),
            ["left"] = Side(of.Left),
            ["right"] = Side(of.Right),
        }.ToJsonString(Options) + "\n";

    private static JsonObject Write(Vocabulary vocabulary) =>
        new()
        {
            ["group"] = vocabulary.Group.Symbol,
            ["inputFibre"] = vocabulary.InputFibre == Fibre.Trivial ? "trivial" : "regular",
            ["inputChannels"] = vocabulary.InputChannels,
            ["outputChannels"] = Numbers(vocabulary.OutputChannels),
            ["parameters"] = Array(
                vocabulary.Parameters.Select(parameter => new JsonObject
                {
                    ["name"] = parameter.Name,
                    ["isotropic"] = vocabulary.Isotropic.Contains(parameter.Name),
                    ["shape"] = Numbers(parameter.Shape),
                    ["axes"] = Array(
                        parameter.Axes.Select(axis =>
                            axis.Match<JsonNode>(
                                channels: of => new JsonArray("channels", of.Count),
                                pointElements: _ => new JsonArray("point-elements"),
                                window: of => new JsonArray("window", of.Window)
                            )
                        )
                    ),
                })
            ),
            ["windows"] = Array(
                vocabulary.Windows.Select(window => new JsonObject
                {
                    ["name"] = window.Name,
                    ["outline"] = window.Region.Outline == Outline.Box ? "box" : "hexagon",
                    ["sizes"] = Numbers(window.Region.Sizes),
                    ["points"] = Array(window.Points.Points.Select(Numbers)),
                })
            ),
        };

    // An integer as a number, another fraction as a text.
    private static JsonNode Value(Rational value) =>
        value.IsInteger && BigInteger.Abs(value.Numerator) <= int.MaxValue
            ? (int)value.Numerator
            : value.ToString();

    // A known fraction as a text, another number as the two bounds between which it lies.
    private static JsonNode Side(Enclosure side) =>
        side.IsExact
            ? side.Low.ToString()
            : new JsonArray(DecimalText.Of(side.Low), DecimalText.Of(side.High));

    private static JsonNode Numbers(EqArray<int> numbers) =>
        Array(numbers.Select(number => (JsonNode)number));

    private static JsonArray Array(IEnumerable<JsonNode> items) => new([.. items]);
}
