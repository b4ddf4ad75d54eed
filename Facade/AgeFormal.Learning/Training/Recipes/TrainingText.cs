using System.Text.Json;
using AgeFormal.Networks.Specification;

namespace AgeFormal.Learning.Training;

/// <summary>The JSON texts of recipes and states.</summary>
internal static class TrainingText
{
    private const int Deepest = 16;

    /// <summary>What a reader makes of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The name of its file for messages.</param>
    /// <param name="name">What messages call the text.</param>
    /// <param name="read">The reader.</param>
    /// <exception cref="TrainingFileException">The text is no JSON, or the reader finds a fault in it.</exception>
    public static T Read<T>(string text, string file, string name, Func<JsonPlace, T> read)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using var document = JsonDocument.Parse(
                text,
                new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false }
            );
            return read(new(document.RootElement, file, Fault) { Name = name });
        }
        catch (JsonException cause)
        {
            throw new TrainingFileException(file, name, cause.Message, "JSON", cause);
        }
        catch (Exception cause) when (cause is ArgumentException or InvalidOperationException)
        {
            throw new TrainingFileException(file, name, "text", "well-formed Unicode", cause);
        }
    }

    /// <summary>What a constructor makes of a value; the range that it refuses becomes the fault of the place.</summary>
    public static T Checked<T>(this JsonPlace place, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentOutOfRangeException refused)
        {
            var reason = refused.Message.Split('(')[0].Split('\n')[0].Trim();
            throw place.Fault(
                reason.StartsWith("Expected ", StringComparison.Ordinal)
                    ? reason["Expected ".Length..].TrimEnd('.')
                    : reason,
                refused
            );
        }
    }

    private static TrainingFileException Fault(
        string file,
        string place,
        string found,
        string expected,
        Exception? cause
    ) => new(file, place, found, expected, cause);
}
