using System.Text.RegularExpressions;
using AgeFormal.Laws;

namespace AgeFormal.Docs.Tests.Pages;

/// <summary>Every link of a page to a place in the repository arrives.</summary>
public sealed partial class LinkTests
{
    [TestCaseSource(typeof(Pages), nameof(Pages.All))]
    public void Every_link_of_a_page_arrives(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        var lost = Link()
            .Matches(Prose(page))
            .Select(link => link.Groups["to"].Value)
            .Where(to => !to.Contains("://", StringComparison.Ordinal))
            .Where(to => !Arrives(folder, page, to));
        Assert.That(lost, Is.Empty);
    }

    private static bool Arrives(string folder, string page, string link)
    {
        var parts = link.Split('#');
        var path =
            parts[0].Length == 0
                ? Path.Combine(Repository.Root, page)
                : Path.Combine(folder, parts[0]);
        if (!File.Exists(path) && !Directory.Exists(path))
            return false;
        return parts.Length == 1 || Headings(path).Contains(parts[1]);
    }

    // As GitHub names headings.
    private static IEnumerable<string> Headings(string path) =>
        Heading()
            .Matches(File.ReadAllText(path).ReplaceLineEndings("\n"))
            .Select(heading =>
                NoPartOfName()
                    .Replace(heading.Groups["text"].Value.ToLowerInvariant(), "")
                    .Replace(' ', '-')
            );

    // Code writes [c](v), which is no link.
    private static string Prose(string page) => Code().Replace(Pages.Read(page), "");

    [GeneratedRegex(
        @"(^```.*?^```$)|(`[^`\n]*`)",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)|(src|srcset|href)=""(?<to>[^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoPartOfName();
}
