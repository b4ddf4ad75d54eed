using System.Text.Json;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Rendering;

/// <summary>Writes what executed designs do as JSON with stable names.</summary>
internal static class ExecutionJson
{
    public static void Write(Outcome<LayerReplay> replay, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        replay.Match(
            executed: executed =>
            {
                json.WriteString("execution", executed.Execution);
                json.WriteNumber("left", executed.Left);
                json.WriteNumber("right", executed.Right);
                json.WriteNumber("expectedLeft", executed.ExpectedLeft);
                json.WriteNumber("expectedRight", executed.ExpectedRight);
                json.WriteNumber("tolerance", executed.Tolerance);
                json.WriteBoolean("confirmed", executed.Confirmed);
                return 0;
            },
            notExecuted: refused => Reason(refused.Reason, json)
        );
        json.WriteEndObject();
    }

    public static void Write(Outcome<DesignExecution> execution, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        execution.Match(
            executed: executed =>
            {
                json.WriteString("execution", executed.Execution);
                json.WriteString("group", executed.Group.Symbol);
                json.WriteNumber("side", executed.Side);
                json.WriteNumber("order", executed.Order);
                json.WriteNumber("elements", executed.Elements);
                json.WriteNumber("residual", executed.Residual);
                json.WriteNumber("tolerance", executed.Tolerance);
                json.WriteString("reference", executed.Compared);
                json.WriteBoolean("holds", executed.Holds);
                return 0;
            },
            notExecuted: refused => Reason(refused.Reason, json)
        );
        json.WriteEndObject();
    }

    private static int Reason(string reason, Utf8JsonWriter json)
    {
        json.WriteString("reason", reason);
        return 0;
    }
}
