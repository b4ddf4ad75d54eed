using AgeFormal.Laws;
using AgeFormal.Operators.Language;

namespace AgeFormal.Docs.Tests.Pages;

/// <summary>The tables of designs say what the texts of the designs say, which are what is proved and run.</summary>
public sealed class DesignTableTests
{
    [Test]
    public void The_table_of_operators_is_that_of_their_texts() =>
        Assert.That(
            Rows("docs/operators.md", "blocks"),
            Is.EqualTo(
                Texts("blocks")
                    .Select(one =>
                        $"{Start("blocks", one.Design)}`{Formula(one.Text)}` | {one.Design.Source ?? "–"} |"
                    )
            )
        );

    [Test]
    public void The_table_of_examples_is_that_of_their_texts() =>
        Assert.That(
            Rows("docs/formula-language.md", "examples"),
            Is.EqualTo(Texts("examples").Select(one => Start("examples", one.Design).TrimEnd()))
        );

    private static string Start(string folder, Design design) =>
        $"| [{design.Name}]({folder}/{design.Name}.design) | {design.Description ?? "–"} | ";

    private static IEnumerable<string> Rows(string page, string folder) =>
        Pages
            .Read(page)
            .Split('\n')
            .Where(line =>
                line.StartsWith("| [", StringComparison.Ordinal)
                && line.Contains($"]({folder}/", StringComparison.Ordinal)
            );

    private static IEnumerable<(Design Design, string Text)> Texts(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs", folder), "*.design")
            .Order(StringComparer.Ordinal)
            .Select(file => (file, text: File.ReadAllText(file).ReplaceLineEndings("\n")))
            .Select(one => (DesignParser.Parse(one.text, one.file), one.text));

    // As it is written: the last line of the text.
    private static string Formula(string text) => text.TrimEnd().Split('\n')[^1];
}
