using System.Text.RegularExpressions;

namespace AgeFormal.Mutations.Tests;

/// <summary>A fault that is planted in the sources, and the tests that must notice it.</summary>
/// <param name="Name">Words joined by hyphens.</param>
/// <param name="Kind">What it is an instance of.</param>
/// <param name="File">The source, from the root of the repository.</param>
/// <param name="Original">What stands there once, whatever the white space.</param>
/// <param name="Replacement">
/// An expression in place of it, or, where <see cref="Switch"/> occurs, text that reads whether the fault is active.
/// </param>
/// <param name="Tests">The tests of which one must fail.</param>
/// <param name="Breaks">What no longer holds.</param>
internal sealed partial record Mutant(
    string Name,
    string Kind,
    string File,
    string Original,
    string Replacement,
    Choice Tests,
    string Breaks
)
{
    /// <summary>Stands in a replacement for "this fault is active".</summary>
    public const string Switch = "@planted";

    /// <summary>
    /// The fault that must be active with it. Its tests are green with that fault alone, for this place catches it.
    /// </summary>
    public string? Beside { get; init; }

    /// <summary>The name of the field that says whether it is active.</summary>
    public string Field => Name.Replace('-', '_');

    /// <summary>Where the original stands in a text.</summary>
    public IReadOnlyList<(int Start, int Length)> PlacesIn(string source)
    {
        var pattern = string.Join(@"\s+", Space().Split(Original.Trim()).Select(Regex.Escape));
        return [.. Regex.Matches(source, pattern).Select(match => (match.Index, match.Length))];
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
