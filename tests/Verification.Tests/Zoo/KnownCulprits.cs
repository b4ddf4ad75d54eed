using System.Collections.Frozen;
using AgeFormal.Laws;

namespace AgeFormal.Verification.Tests.Zoo;

/// <summary>The broken subterm of each broken design, found by hand: the line that holds it, the subterm between ⟦ and ⟧.</summary>
internal static class KnownCulprits
{
    public static FrozenDictionary<string, string> Lines { get; } =
        File.ReadLines(Path.Combine(Repository.Root, "tests/Verification.Tests/Zoo/culprits.tsv"))
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(fields => fields[0], fields => fields[1]);

    /// <summary>A line of a text with a part of it between ⟦ and ⟧.</summary>
    public static string Marked(string text, int line, int from, int to)
    {
        var written = text.Split('\n')[line - 1];
        return $"{written[..(from - 1)]}⟦{written[(from - 1)..(to - 1)]}⟧{written[(to - 1)..]}";
    }
}
