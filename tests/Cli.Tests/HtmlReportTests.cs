using System.Globalization;
using System.Text.RegularExpressions;
using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

/// <summary>Pages in a headless browser: what it lays out, what it asks for, and whether anything is wider than the window.</summary>
public sealed class HtmlReportTests
{
    // Added to a copy of the page by the test alone: the pages themselves hold no script.
    private const string Probe = """
        <script>
          for (const part of document.querySelectorAll('details')) part.open = true;
          const page = document.documentElement, seen = page.dataset;
          seen.wider = page.scrollWidth - page.clientWidth;
          seen.requests = performance.getEntriesByType('resource').length;
          const under = document.querySelector('munder');
          seen.stacked = under ? under.lastElementChild.getBoundingClientRect().top >= under.firstElementChild.getBoundingClientRect().top : true;
          seen.flat = [...document.querySelectorAll('math, svg, table')].filter(part => part.getBoundingClientRect().height < 4).length;
        </script>
        """;

    private TemporaryFolder _folder = null!;

    private string Page => _folder.File("report.html");

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("p4-cnn", ExitCodes.Success, "layers:26 axes:2 residuals:2 integers:2", 1)]
    [TestCase("attentive-group-convolution", ExitCodes.Success, "models:5", 0)]
    [TestCase("kernel-of-absolute-h", ExitCodes.Failure, "models:5", 0)]
    [TestCase("unrotated-kernel", ExitCodes.Failure, "conditions:2 models:5", 0)]
    public async Task A_browser_lays_out_the_page_without_a_network_and_within_the_window(
        string target,
        int code,
        string tables,
        int lattices
    )
    {
        var page = await Written(target, code);
        var dom = Browser.Dom(Page);
        foreach (var table in tables.Split(' '))
        {
            var (name, rows) = (table.Split(':')[0], table.Split(':')[1]);
            Assert.That(
                Regex.Count(Table(dom, name), "<tr>") - 1,
                Is.EqualTo(int.Parse(rows, CultureInfo.InvariantCulture)),
                name
            );
        }
        Assert.That(Regex.Count(dom, "<figure class=\"lattice\">"), Is.EqualTo(lattices));
        Assert.That(Regex.Count(dom, "<math"), Is.EqualTo(Regex.Count(page, "<math")));
        Assert.That(dom, Does.Not.Contain("<script").And.Not.Contain("http"));
        Assert.That(
            Regex.Matches(dom, "(?:src|href)=\"([^\"]*)\"").Select(match => match.Groups[1].Value),
            Is.EqualTo(new[] { "data:," })
        );

        await File.WriteAllTextAsync(
            Page,
            page.Replace("</body>", Probe + "</body>", StringComparison.Ordinal)
        );
        foreach (var width in (int[])[1280, 600])
        {
            var probed = Browser.Dom(Page, width);
            foreach (
                var seen in (string[])
                    [
                        "data-wider=\"0\"",
                        "data-requests=\"0\"",
                        "data-stacked=\"true\"",
                        "data-flat=\"0\"",
                    ]
            )
                Assert.That(probed[..600], Does.Contain(seen), $"{width} pixels");
        }
    }

    [Test]
    public async Task A_browser_takes_a_picture_of_the_page()
    {
        await Written("kernel-of-absolute-h", ExitCodes.Failure);
        var picture = Browser.Screenshot(Page);
        Assert.That(picture.AsSpan(1, 3).SequenceEqual("PNG"u8));
        Assert.That(picture, Has.Length.GreaterThan(30_000), "a blank page is smaller");
    }

    [Test]
    public async Task The_headline_is_the_last_line_of_the_console_before_what_was_written()
    {
        var session = await Session.RunAsync(
            "verify",
            Example("channel-attention"),
            "--html",
            Page
        );
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var headline = Regex
            .Match(
                await File.ReadAllTextAsync(Page),
                "class=\"headline good\"[^>]*>(?:<span[^>]*>)?([^<]*)<"
            )
            .Groups[1]
            .Value;
        var lines = session.Output.TrimEnd().Split('\n');
        Assert.That(lines[^1], Does.StartWith($"wrote {Page}"));
        Assert.That(lines[^2].TrimEnd(), Is.EqualTo(headline));
    }

    [Test]
    public async Task The_data_of_a_network_fit_their_schema()
    {
        var session = await Session.RunAsync("verify", "p4-cnn", "--digits", "1", "--json");
        Assert.That(JsonSchemas.Faults("verification-1", session.Output), Is.Empty);
    }

    private async Task<string> Written(string target, int code)
    {
        var subject = File.Exists(Example(target)) ? Example(target) : target;
        var session = await Session.RunAsync("verify", subject, "--html", Page);
        Assert.That(session.ExitCode, Is.EqualTo(code), session.Error);
        return await File.ReadAllTextAsync(Page);
    }

    private static string Table(string dom, string name)
    {
        var start = dom.IndexOf($"<table class=\"{name}\">", StringComparison.Ordinal);
        Assert.That(start, Is.Positive, name);
        return dom[start..dom.IndexOf("</table>", start, StringComparison.Ordinal)];
    }

    private static string Example(string name) =>
        Path.Combine(Repository.Root, "docs", "examples", $"{name}.design");
}
