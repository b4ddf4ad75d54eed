using System.Text.Json;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Rendering;

/// <summary>Writes conditions as JSON with stable names.</summary>
internal static class ConditionJson
{
    /// <summary>The property <c>conditions</c>, an array.</summary>
    public static void Array(EqArray<Condition> conditions, Utf8JsonWriter json)
    {
        json.WriteStartArray("conditions");
        foreach (var condition in conditions)
        {
            json.WriteStartObject();
            Properties(condition, json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The kind, what it is about, and the condition in words.</summary>
    public static void Properties(Condition condition, Utf8JsonWriter json)
    {
        var (kind, about) = condition.Match<(string, string)>(
            abelian: _ => ("abelianPointGroup", "H"),
            stable: stable => ("stableWindow", stable.Window),
            isotropic: isotropic => ("isotropic", isotropic.Parameter),
            named: _ => ("namedGroup", "H")
        );
        json.WriteString("condition", kind);
        json.WriteString("of", about);
        json.WriteString("text", condition.ToString());
    }
}
