using AgeFormal.Laws;

namespace AgeFormal.Docs.Tests.Pages;

/// <summary>The pages and the reference as a site.</summary>
[Category("Long")]
public sealed class SiteTests
{
    [Test]
    public void The_site_is_made_without_a_warning()
    {
        using var site = new TemporaryFolder();
        foreach (
            string[] words in (string[][])
                [
                    ["tool", "restore"],
                    ["docfx", "metadata", "docfx.json", "--warningsAsErrors"],
                    ["docfx", "build", "docfx.json", "--warningsAsErrors", "-o", site.Path],
                ]
        )
        {
            var (exit, output, error) = InstalledProgram.Run("dotnet", words, Repository.Root);
            Assert.That(exit, Is.Zero, output + error);
        }
        Assert.That(
            Directory.EnumerateFiles(site.Path, "tutorial.html", SearchOption.AllDirectories),
            Is.Not.Empty
        );
    }
}
