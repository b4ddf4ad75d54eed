using System.Text.RegularExpressions;
using AgeFormal.Laws;
using Page;

namespace AgeFormal.Testing.Tests.Page;

/// <summary>The code of docs/testing.md is that of <see cref="PageExamples"/>, which runs.</summary>
public sealed partial class PageTests
{
    private static readonly string Text = File.ReadAllText(
        Path.Combine(Repository.Root, "docs", "testing.md")
    );

    private static readonly string Source = File.ReadAllText(
        Path.Combine(Repository.Root, "tests", "Testing.Tests", "Page", "PageExamples.cs")
    );

    [Test]
    public void The_code_of_the_page_is_the_code_that_runs() =>
        Assert.That(
            Blocks("csharp").Select(Plain),
            Is.EqualTo(
                Region().Matches(Source).Select(region => Plain(region.Groups["code"].Value))
            )
        );

    [Test]
    public void The_message_of_the_page_is_the_one_that_is_shown() =>
        Assert.That(PageExamples.MessageOfExactness, Does.Contain(Blocks("text").Single()));

    private static IEnumerable<string> Blocks(string language) =>
        Text.Split($"```{language}\n").Skip(1).Select(part => part.Split("```")[0]);

    // Indentation and line breaks are the formatter's business.
    private static string Plain(string code) => Space().Replace(code, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"// <(?<name>\w+)>(?<code>.*?)// </\k<name>>", RegexOptions.Singleline)]
    private static partial Regex Region();
}
