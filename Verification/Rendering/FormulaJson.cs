using System.Text.Json.Nodes;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Rendering;

/// <summary>
/// Formulas as JSON. A variable is its name; everything else is an array that starts with the name of the construct.
/// </summary>
internal static class FormulaJson
{
    public static JsonNode Write(Formula formula) =>
        new JsonObject
        {
            ["sites"] = Array(formula.Sites.Select(name => (JsonNode)name)),
            ["channels"] = Array(formula.Channels.Select(name => (JsonNode)name)),
            ["body"] = Write(formula.Body),
        };

    private static JsonNode Write(Term term) =>
        term.Match<JsonNode>(
            constant: constant =>
                Tagged("number", constant.Value.Factor.ToString(), constant.Value.PowerOfPi),
            signal: signal => Tagged("signal", Write(signal.Channel), Write(signal.At)),
            parameter: parameter =>
                Tagged(
                    "parameter",
                    parameter.Name,
                    Array(parameter.At.Select(Write)),
                    Array(parameter.Channels.Select(Write))
                ),
            pointwise: pointwise =>
                Tagged("function", pointwise.Function.Name, Write(pointwise.Argument)),
            sum: sum => Tagged("sum", [.. sum.Terms.Select(Write)]),
            product: product => Tagged("product", [.. product.Factors.Select(Write)]),
            reduce: reduce =>
                Tagged(
                    "reduce",
                    reduce.By.Name(),
                    reduce.Variable,
                    Write(reduce.Over),
                    Write(reduce.Body)
                ),
            sampled: sampled => Write(Substitution.Expand(sampled))
        );

    private static JsonNode Write(Domain domain) =>
        domain.Match(
            sites: _ => Tagged("sites"),
            wholeGroup: _ => Tagged("group"),
            translations: _ => Tagged("translations"),
            pointElements: _ => Tagged("point-elements"),
            window: window => Tagged("window", window.Name),
            absoluteWindow: window => Tagged("absolute-window", window.Name, Write(window.At)),
            channels: channels => Tagged("channels", channels.Count)
        );

    private static JsonNode Write(Site site) =>
        site.Match<JsonNode>(
            variable: variable => variable.Name,
            moved: moved => Tagged("moved", Write(moved.Origin), Write(moved.By))
        );

    private static JsonNode Write(Rel rel) =>
        rel.Match<JsonNode>(
            variable: variable => variable.Name,
            constant: constant => Tagged("constant", constant.Name),
            unit: _ => Tagged("unit"),
            between: between => Tagged("between", Write(between.From), Write(between.To)),
            product: product => Tagged("product", Write(product.Left), Write(product.Right)),
            inverse: inverse => Tagged("inverse", Write(inverse.Of)),
            pointPart: part => Tagged("point-part", Write(part.Of)),
            translationPart: part => Tagged("translation-part", Write(part.Of)),
            absolute: absolute => Tagged("absolute", Write(absolute.At))
        );

    private static JsonNode Write(Channel channel) =>
        channel.Match<JsonNode>(
            variable: variable => variable.Name,
            literal: literal => literal.Index,
            inGroup: index => Tagged("in-group", Write(index.Of), index.Size, Write(index.Within))
        );

    private static JsonArray Tagged(string tag, params JsonNode[] parts) => new([tag, .. parts]);

    private static JsonArray Array(IEnumerable<JsonNode> items) => new([.. items]);
}
