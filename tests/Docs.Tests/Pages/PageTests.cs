using AgeFormal.Laws;

namespace AgeFormal.Docs.Tests.Pages;

/// <summary>The pages that a reader follows are followed here, from the first block to the last.</summary>
// The programs of a page print to the one console and work in the one current folder.
[NonParallelizable]
public sealed class PageTests
{
    /// <summary>The pages that are followed; the blocks of every other one are run by a test that is named there.</summary>
    public static readonly string[] Followed =
    [
        "docs/tutorial.md",
        "docs/operators.md",
        "docs/entry-points.md",
        "docs/faq.md",
        "docs/symmetry.md",
        "docs/troubleshooting.md",
        "CONTRIBUTING.md",
    ];

    private static readonly Dictionary<string, string> RunElsewhere = new()
    {
        ["README.md"] = "ReadmeTests, DesignCommandTests and ShownCommandTests",
        ["docs/DATA.md"] = "DataPageTests",
        ["docs/formula-language.md"] = "ExampleTests",
        ["docs/packages.md"] = "ConsumerTests",
        ["docs/performance.md"] = "no code: a drawing of numbers that are measured",
        ["docs/show.md"] = "ShowCommandTests and AttendTests",
        ["docs/testing.md"] = "PageTests and PageExamples of Testing.Tests",
    };

    [TestCaseSource(nameof(Followed))]
    public void A_page_can_be_followed(string page)
    {
        using var folder = new TemporaryFolder();
        var run = new PageRun(folder);
        var blocks = Block.Of(page).ToArray();
        Assert.That(
            blocks.Where(block => !run.Do(block)).Select(block => block.Language),
            Is.All.EqualTo("sh"),
            "of a page that is followed only lines of other programs are not run"
        );
        Assert.That(blocks, Has.Length.AtLeast(1));
    }

    [Test]
    public void Every_page_with_code_is_followed_or_run_elsewhere() =>
        Assert.That(
            Pages.All.Where(page => Block.Of(page).Any()),
            Is.EquivalentTo(Followed.Concat(RunElsewhere.Keys))
        );
}
