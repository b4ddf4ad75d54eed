using AgeFormal.Laws;

namespace AgeFormal.Verification.Tests.TermLaws;

/// <summary>The page of the laws lists the rules that there are, word for word.</summary>
public sealed class LawPageTests
{
    [Test]
    public void The_page_lists_exactly_the_laws()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "laws.md"))
            .Where(line =>
                line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal)
            )
            .Where(line => !line.StartsWith("| law |", StringComparison.Ordinal));
        Assert.That(
            rows,
            Is.EqualTo(Rules.TermLaws.Concat(Rules.FunctionLaws).Select(Row)).AsCollection
        );
    }

    private static string Row(Rule rule) =>
        $"| {Cell(rule.Name)} | {Cell(rule.Law)} | {Cell(rule.Source)} |";

    private static string Cell(string text) => text.Replace("|", @"\|", StringComparison.Ordinal);
}
