using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgeFormal.Learning.Training;

/// <summary>
/// A recipe as JSON text. Law: Parse(Render(r)) = r. A field that is left out is as by default; an unknown one is an error.
/// </summary>
public static class RecipeText
{
    private const string Root = "recipe";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text, every field with its value.</summary>
    public static string Render(TrainingRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return new JsonObject(
            RecipeFields.All.Select(field => KeyValuePair.Create(field.Name, field.Write(recipe)))
        ).ToJsonString(Indented);
    }

    /// <summary>The recipe that a text describes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the text for messages, usually a file.</param>
    /// <exception cref="TrainingFileException">The text is no recipe; the message names the field.</exception>
    public static TrainingRecipe Parse(string text, string source = Root) =>
        TrainingText.Read(
            text,
            source,
            Root,
            json =>
            {
                json.Object([.. RecipeFields.All.Select(field => field.Name)]);
                return RecipeFields.All.Aggregate(
                    new TrainingRecipe(),
                    (recipe, field) =>
                        json.Maybe(field.Name) is { } value
                            ? value.Checked(() => field.Read(recipe, value))
                            : recipe
                );
            }
        );
}
