using System.CommandLine;

namespace AgeFormal.Cli;

/// <summary>The options that every command understands.</summary>
internal sealed record GlobalOptions
{
    public Option<bool> Json { get; } =
        new("--json")
        {
            Description = "Print one JSON document instead of tables.",
            Recursive = true,
        };

    public Option<bool> Verbose { get; } =
        new("--verbose") { Description = "Show the stack trace of an error.", Recursive = true };
}
