using AgeFormal.Laws;

namespace AgeFormal.Docs.Tests.Pages;

/// <summary>The pages that a reader follows are followed here, from the first block to the last.</summary>
// The programs of a page print to the one console and work in the one current folder.
[NonParallelizable]
public sealed class PageTests
{
    [TestCase("docs/tutorial.md", 8)]
    [TestCase("docs/operators.md", 3)]
    [TestCase("docs/faq.md", 3)]
    [TestCase("docs/troubleshooting.md", 3)]
    [TestCase("CONTRIBUTING.md", 2)]
    public void A_page_can_be_followed(string page, int least)
    {
        using var folder = new TemporaryFolder();
        var run = new PageRun(folder);
        Assert.That(Block.Of(page).Count(run.Do), Is.AtLeast(least));
    }
}
