using System.Text.Json.Nodes;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

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
            constant =>
                Tagged("number", constant.Value.Factor.ToString(), constant.Value.PowerOfPi),
            signal => Tagged("signal", Write(signal.Channel), Write(signal.At)),
            parameter =>
                Tagged(
                    "parameter",
                    parameter.Name,
                    Array(parameter.At.Select(Write)),
                    Array(parameter.Channels.Select(Write))
                ),
            pointwise => Tagged("function", pointwise.Function.Name, Write(pointwise.Argument)),
            sum => Tagged("sum", [.. sum.Terms.Select(Write)]),
            product => Tagged("product", [.. product.Factors.Select(Write)]),
            reduce =>
                Tagged(
                    "reduce",
                    Write(reduce.By),
                    reduce.Variable,
                    Write(reduce.Over),
                    Write(reduce.Body)
                ),
            sampled => Write(Substitution.Expand(sampled))
        );

    private static string Write(Reduction by) =>
        by switch
        {
            Reduction.Sum => "sum",
            Reduction.Mean => "mean",
            Reduction.Max => "max",
            Reduction.Min => "min",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static JsonNode Write(Domain domain) =>
        domain.Match(
            _ => Tagged("sites"),
            _ => Tagged("group"),
            _ => Tagged("translations"),
            _ => Tagged("point-elements"),
            window => Tagged("window", window.Name),
            window => Tagged("absolute-window", window.Name, Write(window.At)),
            channels => Tagged("channels", channels.Count)
        );

    private static JsonNode Write(Site site) =>
        site.Match<JsonNode>(
            variable => variable.Name,
            moved => Tagged("moved", Write(moved.Origin), Write(moved.By))
        );

    private static JsonNode Write(Rel rel) =>
        rel.Match<JsonNode>(
            variable => variable.Name,
            constant => Tagged("constant", constant.Name),
            _ => Tagged("unit"),
            between => Tagged("between", Write(between.From), Write(between.To)),
            product => Tagged("product", Write(product.Left), Write(product.Right)),
            inverse => Tagged("inverse", Write(inverse.Of)),
            part => Tagged("point-part", Write(part.Of)),
            part => Tagged("translation-part", Write(part.Of)),
            absolute => Tagged("absolute", Write(absolute.At))
        );

    private static JsonNode Write(Channel channel) =>
        channel.Match<JsonNode>(variable => variable.Name, literal => literal.Index);

    private static JsonArray Tagged(string tag, params JsonNode[] parts) => new([tag, .. parts]);

    private static JsonArray Array(IEnumerable<JsonNode> items) => new([.. items]);
}
