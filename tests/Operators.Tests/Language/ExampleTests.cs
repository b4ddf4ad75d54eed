using System.Text.RegularExpressions;
using AgeFormal.Laws;
using AgeFormal.Operators.Language;

namespace AgeFormal.Operators.Tests.Language;

/// <summary>The examples and the page that teaches the language are designs.</summary>
public sealed partial class ExampleTests
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    private static IEnumerable<TestCaseData> Texts()
    {
        foreach (
            var file in Directory
                .EnumerateFiles(Path.Combine(Docs, "examples"), "*.design")
                .Order(StringComparer.Ordinal)
        )
            yield return new TestCaseData(File.ReadAllText(file)).SetArgDisplayNames(
                Path.GetFileName(file)
            );
        var page = File.ReadAllText(Path.Combine(Docs, "formula-language.md"));
        foreach (var (block, i) in Block().Matches(page).Select((match, i) => (match, i)))
            yield return new TestCaseData(block.Groups[1].Value).SetArgDisplayNames(
                $"formula-language.md, block {i + 1}"
            );
    }

    [TestCaseSource(nameof(Texts))]
    public void An_example_is_a_well_scoped_design_that_is_read_back(string text)
    {
        var design = DesignScope.Check(DesignParser.Parse(text, "example"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DesignParser.Parse(DesignText.Render(design), "text"), Is.EqualTo(design));
            Assert.That(
                DesignParser.Parse(DesignText.RenderAscii(design), "ascii"),
                Is.EqualTo(design)
            );
        }
    }

    [Test]
    public void The_examples_are_named_after_their_files_and_all_are_found()
    {
        var files = Directory.GetFiles(Path.Combine(Docs, "examples"), "*.design");
        Assert.That(files, Has.Length.GreaterThanOrEqualTo(15));
        foreach (var file in files)
            Assert.That(
                DesignParser.Parse(File.ReadAllText(file), file).Name,
                Is.EqualTo(Path.GetFileNameWithoutExtension(file))
            );
        Assert.That(Texts().Count(), Is.GreaterThanOrEqualTo(files.Length + 5));
    }

    [Test]
    public void The_unicode_and_the_ascii_block_of_the_page_are_the_same_design()
    {
        var page = File.ReadAllText(Path.Combine(Docs, "formula-language.md"));
        var blocks = Block().Matches(page);
        Assert.That(
            DesignParser.Parse(blocks[0].Groups[1].Value, "unicode"),
            Is.EqualTo(DesignParser.Parse(blocks[1].Groups[1].Value, "ascii"))
        );
    }

    [Test]
    public void The_page_names_every_function()
    {
        var page = File.ReadAllText(Path.Combine(Docs, "formula-language.md"));
        foreach (var function in PointwiseFunction.All)
            Assert.That(page, Does.Contain(function.Name));
    }

    [GeneratedRegex(@"```design\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
