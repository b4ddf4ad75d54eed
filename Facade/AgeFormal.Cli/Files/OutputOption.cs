using System.CommandLine;

namespace AgeFormal.Cli.Files;

/// <summary>An option that names a file which the command writes; whether it can is asked before the command works.</summary>
internal sealed class OutputOption(string name, params string[] aliases)
    : Option<FileInfo>(name, aliases)
{
    /// <summary>Refuses the outputs of a command that could not be written at its end.</summary>
    /// <exception cref="IOException">A folder is absent or cannot be written, or the output is a folder.</exception>
    public static void RequireAll(ParseResult parsed)
    {
        foreach (var option in parsed.CommandResult.Command.Options.OfType<OutputOption>())
            if (parsed.GetValue(option) is { } file)
                OutputPlace.RequireFile(file.FullName);
    }
}
