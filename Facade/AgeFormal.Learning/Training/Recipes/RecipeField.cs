using System.Text.Json.Nodes;
using AgeFormal.Networks.Specification;

namespace AgeFormal.Learning.Training;

/// <summary>A field of a recipe in its JSON text.</summary>
/// <param name="Name">The name.</param>
/// <param name="Write">Its value in a recipe.</param>
/// <param name="Read">A recipe with the value of a text.</param>
internal sealed record RecipeField(
    string Name,
    Func<TrainingRecipe, JsonNode?> Write,
    Func<TrainingRecipe, JsonPlace, TrainingRecipe> Read
)
{
    /// <summary>Whether it says only when to stop: a training may go on with another value.</summary>
    public bool Stops { get; init; }

    /// <summary>Its value in a recipe as text.</summary>
    public string Shown(TrainingRecipe recipe) => Write(recipe)?.ToJsonString() ?? "null";
}
