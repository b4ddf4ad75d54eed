using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using AgeFormal.Algebra;

namespace AgeFormal.Cli;

/// <summary>What is said of arguments that are not understood.</summary>
internal static class UsageErrors
{
    /// <summary>
    /// The sentences, each once. A word that is no command, option or value is named with the one that was probably meant; what
    /// comes after such a word is not judged, since it is often its value.
    /// </summary>
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var later = parsed.UnmatchedTokens.Skip(1).Select(Unrecognized).ToHashSet();
        return parsed
            .Errors.Where(error => !later.Contains(error.Message))
            .Select(error => Sentence(parsed, error))
            .Distinct();
    }

    /// <summary>What is said of a word that is no option.</summary>
    /// <param name="result">The argument that the word was given to.</param>
    /// <param name="word">The word.</param>
    public static string NoOption(SymbolResult result, string word) =>
        $"Unrecognized option '{word}'.{Hint(Options(result), word)}";

    private static string Unrecognized(string word) =>
        $"Unrecognized command or argument '{word}'.";

    private static string Sentence(ParseResult parsed, ParseError error)
    {
        if (parsed.UnmatchedTokens is [var word, ..] && error.Message == Unrecognized(word))
            return error.Message
                + Hint(
                    word.StartsWith('-')
                        ? Options(parsed.CommandResult)
                        : parsed.CommandResult.Command.Subcommands.Select(command => command.Name),
                    word
                );
        return
            error.SymbolResult is OptionResult { Tokens: [.., var value] } result
            && Values(result.Option) is { Length: > 0 } values
            && !values.Contains(value.Value)
            ? $"{result.Option.Name} is '{value.Value}'; expected one of {string.Join(", ", values)}.{Hint(values, value.Value)}"
            : error.Message;
    }

    private static string Hint(IEnumerable<string> names, string word) =>
        NearestName.Hint(NearestName.Among(names, word));

    private static string[] Values(Option option) =>
        option.ValueType == typeof(string)
            ? [.. option.GetCompletions(CompletionContext.Empty).Select(one => one.Label)]
            : [];

    // A command has its own options and those of the commands above it that hold for all below.
    private static IEnumerable<string> Options(SymbolResult? result)
    {
        var isOwn = true;
        for (; result is not null; result = result.Parent)
        {
            if (result is not CommandResult { Command: var command })
                continue;
            foreach (var option in command.Options.Where(option => isOwn || option.Recursive))
            foreach (var name in option.Aliases.Prepend(option.Name))
                if (name.StartsWith('-'))
                    yield return name;
            isOwn = false;
        }
    }
}
