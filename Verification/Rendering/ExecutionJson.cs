using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Identity;

namespace AgeFormal.Verification.Rendering;

/// <summary>Writes what executed designs do as JSON with stable names.</summary>
internal static class ExecutionJson
{
    public static string Write(LayerReplay replay) =>
        Object(json =>
            replay.Match(
                executed =>
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
                refused => Reason(refused.Reason, json)
            )
        );

    public static string Write(DesignExecution execution) =>
        Object(json =>
            execution.Match(
                executed =>
                {
                    json.WriteString("execution", executed.Execution);
                    json.WriteString("group", executed.Group.Symbol);
                    json.WriteNumber("side", executed.Side);
                    json.WriteNumber("order", executed.Order);
                    json.WriteNumber("elements", executed.Elements);
                    json.WriteNumber("residual", executed.Residual);
                    json.WriteNumber("tolerance", executed.Tolerance);
                    json.WriteBoolean("holds", executed.Holds);
                    return 0;
                },
                refused => Reason(refused.Reason, json)
            )
        );

    private static int Reason(string reason, Utf8JsonWriter json)
    {
        json.WriteString("reason", reason);
        return 0;
    }

    private static string Object(Action<Utf8JsonWriter> properties)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
