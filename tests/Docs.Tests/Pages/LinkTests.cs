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

    // The site has pages and files, and no folders.
    [TestCaseSource(typeof(Pages), nameof(Pages.All))]
    public void Every_link_of_a_page_is_to_a_page_or_a_file(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        Assert.That(
            Link()
                .Matches(Prose(page))
                .Select(link => link.Groups["to"].Value)
                .Where(to => Directory.Exists(Path.Combine(folder, to))),
            Is.Empty
        );
    }

    // Nothing is fetched here, so that a place outside is one that somebody looked at: these hosts.
    [TestCaseSource(typeof(Pages), nameof(Pages.All))]
    public void Every_link_outside_is_whole_and_to_a_known_host(string page)
    {
        var strange = Link()
            .Matches(Prose(page))
            .Select(link => link.Groups["to"].Value)
            .Where(to => to.Contains("://", StringComparison.Ordinal))
            .Where(to =>
                !Uri.TryCreate(to, UriKind.Absolute, out var place)
                || place.Scheme != Uri.UriSchemeHttps
                || !Hosts.Contains(place.Host)
            );
        Assert.That(strange, Is.Empty);
    }

    [Test]
    public void Every_known_host_is_linked() =>
        Assert.That(
            Hosts.Where(host =>
                !Pages.All.Any(page =>
                    Pages.Read(page).Contains($"://{host}", StringComparison.Ordinal)
                )
            ),
            Is.Empty
        );

    private static readonly string[] Hosts =
    [
        "creativecommons.org",
        "github.com",
        "keepachangelog.com",
        "semver.org",
    ];

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
