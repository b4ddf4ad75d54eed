using System.Text.RegularExpressions;

namespace AgeFormal.Docs.Tests.Pages;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">The word after the fence, such as <c>console</c>.</param>
/// <param name="Name">The second word: the file that the block is; empty for none.</param>
/// <param name="Text">Its lines.</param>
internal sealed partial record Block(string Language, string Name, string Text)
{
    /// <summary>The blocks of a page, in order.</summary>
    /// <param name="page">Its path from the root of the repository.</param>
    public static IEnumerable<Block> Of(string page) =>
        Fence()
            .Matches(Pages.Read(page))
            .Select(one => new Block(
                one.Groups["language"].Value,
                one.Groups["name"].Value,
                one.Groups["text"].Value
            ));

    [GeneratedRegex(
        @"^```(?<language>\w*) *(?<name>\S*)\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex Fence();
}
