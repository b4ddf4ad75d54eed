using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>A design and what is true of it: equivariant, so under a condition, or broken.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Truth">The word of the table.</param>
/// <param name="Design">The design.</param>
internal sealed record TrueDesign(string Name, string Truth, Design Design)
{
    /// <summary>What the verdict on it gets wrong; null where it is right, or undecided.</summary>
    public string? Fault(DesignReport report) =>
        report.Theorem.Match(
            proved: proved =>
                Truth switch
                {
                    "equivariant" => null,
                    "conditional" => proved.Proof.Conditions.Count > 0 || report.Groups.Count > 0
                        ? null
                        : $"{Name} is proved without its condition",
                    "broken" => $"{Name} is broken, and proved",
                    _ => $"{Name} has the unknown truth '{Truth}'",
                },
            refuted: refuted =>
                Truth != "broken" ? $"{Name} is {Truth}, and refuted"
                : refuted.Witness.Counterexample is not { } found
                    ? $"{Name} is refuted without a case"
                : !found.Replay().Confirmed ? $"{Name} is refuted by a case that is not confirmed"
                : Replayed.Sides(Design, found) is var (left, right) && !Tracked.Differ(left, right)
                    ? $"{Name} is refuted by a case that does not differ: {left} and {right}"
                : null,
            undecided: _ => null
        );
}

/// <summary>A folder of designs with a table of what is true of them.</summary>
internal static class TruthTable
{
    /// <summary>The designs in the order of the table <c>truth.tsv</c>, found by the names of its columns.</summary>
    public static IEnumerable<TrueDesign> Of(string folder)
    {
        var lines = File.ReadLines(Path.Combine(folder, "truth.tsv"))
            .Select(line => line.Split('\t'));
        var columns = lines.First();
        var (name, truth) = (Array.IndexOf(columns, "name"), Array.IndexOf(columns, "truth"));
        return lines
            .Skip(1)
            .Select(cells =>
            {
                var path = Path.Combine(folder, $"{cells[name]}.design");
                return new TrueDesign(
                    cells[name],
                    cells[truth],
                    DesignParser.Parse(File.ReadAllText(path), path)
                );
            });
    }
}
