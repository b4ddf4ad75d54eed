using System.Text.RegularExpressions;
using AgeFormal.Docs.Tests.Commands;
using AgeFormal.Laws;

namespace AgeFormal.Docs.Tests.Pages;

/// <summary>
/// A page carried out from its first block to its last in an empty folder: named blocks are files, <c>console</c> blocks are
/// commands with what they print, <c>csharp</c> blocks are programs, followed by a <c>text</c> block with what they print.
/// </summary>
internal sealed partial class PageRun(TemporaryFolder folder)
{
    private string _printed = "";

    /// <summary>Carries out a block.</summary>
    /// <returns>Whether there was anything to carry out.</returns>
    public bool Do(Block block)
    {
        switch (block)
        {
            case { Name.Length: > 0, Language: not "csharp" }:
                File.WriteAllText(folder.File(block.Name), block.Text);
                return true;
            case { Language: "console" }:
                foreach (var command in Command().Split(block.Text).Skip(1))
                    Answer(command);
                return true;
            case { Language: "csharp" }:
                _printed = Snippet.Run(block.Text, folder.Path);
                return true;
            case { Language: "text" }:
                Prints(block.Text, _printed);
                return true;
            default:
                return false;
        }
    }

    private void Answer(string command)
    {
        var lines = command.Split('\n', 2);
        var words = Word().Matches(lines[0]).Select(word => word.Value.Trim('\'', '"')).ToArray();
        Assert.That(words[0], Is.EqualTo("ageformal"), "the pages show commands of the tool alone");
        var (_, output, error) = Tool.Run(folder.Path, words[1..]);
        Prints(lines[1], output + error);
    }

    /// <summary>Each shown line is printed, one after the other; a line … stands for any number, and blanks are one.</summary>
    private static void Prints(string shown, string printed)
    {
        var text = Plain(printed);
        var from = 0;
        foreach (var line in shown.Split('\n').Select(Plain).Where(line => line is not ("" or "…")))
        {
            var at = text.IndexOf(line, from, StringComparison.Ordinal);
            Assert.That(
                at,
                Is.Not.Negative,
                $"'{line}' is not in the rest of what was printed:\n{printed}"
            );
            from = at + line.Length;
        }
    }

    private static string Plain(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"^\$ ", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
