using System.Text.RegularExpressions;
using AgeFormal.Docs.Tests.Pages;

namespace AgeFormal.Docs.Tests.Commands;

/// <summary>A line of a page that calls the tool.</summary>
/// <param name="Page">The page.</param>
/// <param name="Line">The line as it is shown.</param>
/// <param name="Words">The words after <c>ageformal</c>.</param>
/// <param name="IsWhole">Whether it can be typed as it stands: no part of it is left out, and it is more than a mention.</param>
internal sealed partial record ShownCommand(string Page, string Line, string[] Words, bool IsWhole)
{
    /// <summary>The lines of a page: of its blocks, and between backquotes in its text.</summary>
    public static IEnumerable<ShownCommand> Of(string page)
    {
        var text = Pages.Pages.Read(page);
        var blocks = Block
            .Of(page)
            .Where(block => block.Language is "console" or "sh")
            .SelectMany(block => block.Text.Split('\n'));
        var spans = Span()
            .Matches(Fence().Replace(text, ""))
            .Select(span =>
                span.Groups["text"].Value.Replace(@"\|", "|", StringComparison.Ordinal)
            );
        return blocks.Concat(spans).SelectMany(line => Read(page, line));
    }

    /// <summary>The calls that a line shows: x [--to DIR] is x and x --to DIR, a|b is a and b; none of another program.</summary>
    public static IEnumerable<ShownCommand> Read(string page, string line)
    {
        var match = Call().Match(line);
        return !match.Success
            ? []
            : Meant(Comment().Replace(match.Groups["rest"].Value, ""))
                .Select(rest => Word().Matches(rest).Select(word => word.Value.Trim('\'', '"')))
                .Select(words => words.ToArray())
                .Select(words => new ShownCommand(
                    page,
                    line,
                    [.. words.Where(word => word != Left)],
                    !words.Contains(Left) && words is not [_]
                ));
    }

    private const string Left = "…";

    private static IEnumerable<string> Meant(string rest)
    {
        var optional = Optional().Match(rest);
        if (optional.Success)
            return Meant(rest.Remove(optional.Index, optional.Length))
                .Concat(Meant(Optional().Replace(rest, "${text}", 1)));
        var either = Either().Match(rest);
        return !either.Success
            ? [rest]
            : either.Value.Split('|').SelectMany(one => Meant(Either().Replace(rest, one, 1)));
    }

    [GeneratedRegex(@"^(\$ )?(mpirun -n \d+ )?ageformal(?<rest> .*)?$")]
    private static partial Regex Call();

    [GeneratedRegex(@" +#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]")]
    private static partial Regex Optional();

    [GeneratedRegex(@"\b[\w-]+(\|[\w-]+)+")]
    private static partial Regex Either();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"`(?<text>[^`\n]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
