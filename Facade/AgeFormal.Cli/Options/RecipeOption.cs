using System.CommandLine;
using System.Text.Json.Nodes;

namespace AgeFormal.Cli;

/// <summary>An option that sets one field of a recipe, wherever it stands in its text.</summary>
/// <param name="Option">The option.</param>
/// <param name="Apply">Sets the field, where the option is given.</param>
internal sealed record RecipeOption(Option Option, Action<ParseResult, JsonObject> Apply)
{
    /// <summary>A number.</summary>
    public static RecipeOption Number(string name, string path, string description) =>
        Of(
            new Option<double>(name) { Description = description, HelpName = "X" },
            (recipe, value) => Set(recipe, path, value)
        );

    /// <summary>An integer within bounds.</summary>
    public static RecipeOption Integer(
        string name,
        string path,
        string description,
        int least,
        int most = int.MaxValue
    ) =>
        Of(
            Arguments.Number(name, description, least, least, most, hasDefault: false),
            (recipe, value) => Set(recipe, path, value)
        );

    /// <summary>A flag.</summary>
    public static RecipeOption Flag(string name, string path, string description) =>
        Of(
            new Option<bool>(name) { Description = description },
            (recipe, value) => Set(recipe, path, value)
        );

    /// <summary>One of some words.</summary>
    public static RecipeOption Word(
        string name,
        string description,
        Action<JsonObject, string> set,
        params string[] words
    )
    {
        var option = new Option<string>(name) { Description = description, HelpName = "WORD" };
        option.AcceptOnlyFromAmong(words);
        return Of(option, set);
    }

    /// <summary>An option of any type.</summary>
    public static RecipeOption Of<T>(Option<T> option, Action<JsonObject, T> set) =>
        new(
            option,
            (parsed, recipe) =>
            {
                if (parsed.GetResult(option) is { Implicit: false })
                    set(recipe, parsed.GetValue(option)!);
            }
        );

    /// <summary>Sets the value at a path such as <c>optimizer.momentum</c>.</summary>
    public static void Set(JsonObject recipe, string path, JsonNode? value)
    {
        string[] names = path.Split('.');
        var place = names[..^1]
            .Aggregate(recipe, (within, name) => (JsonObject)Inner(within)[name]!);
        (names.Length > 1 ? Inner(place) : place)[names[^1]] = value;
    }

    // What a warm-up precedes is what the options of a schedule are about.
    private static JsonObject Inner(JsonObject place) =>
        place["then"] is JsonObject then ? then : place;
}
