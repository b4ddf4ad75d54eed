using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgeFormal.Verification.Identity;

namespace AgeFormal.Verification.Rendering;

/// <summary>Writes the replay of a counterexample on an executed layer as JSON with stable names.</summary>
internal static class ReplayJson
{
    public static string Write(LayerReplay replay)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
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
                notExecuted =>
                {
                    json.WriteString("reason", notExecuted.Reason);
                    return 0;
                }
            );
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
