using System.CommandLine;
using AgeFormal.Cli.Files;

namespace AgeFormal.Cli;

/// <summary>What an evaluation finds beyond the error.</summary>
internal sealed class EvaluateOptions
{
    public Option<bool> Confusion { get; } =
        new("--confusion")
        {
            Description =
                "Print the errors of each class and how often each class was taken for each other.",
        };

    public Option<bool> Stream { get; } =
        new("--stream")
        {
            Description =
                "Read images from the disk as they are needed; so it is by itself where memory would not hold them.",
        };

    public Option<int> Angles { get; } =
        Arguments.Number(
            "--angles",
            "Classify the upright test set once for each of N angles of rotation, 360/N degrees apart, and print the error by angle.",
            1,
            1,
            3600,
            hasDefault: false
        );

    public OutputOption Plot { get; } =
        new("--plot")
        {
            Description = "Draw the error by angle into this file, .svg or .png; with --angles.",
            HelpName = "FILE",
        };

    /// <summary>Adds all to a command, with the law between them.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Stream);
        command.Options.Add(Confusion);
        command.Options.Add(Angles);
        command.Options.Add(Plot);
        command.Validators.Add(result =>
        {
            if (
                result.GetResult(Plot) is { Implicit: false }
                && result.GetResult(Angles) is not { Implicit: false }
            )
                result.AddError("--plot is expected with the number of --angles.");
        });
    }
}
