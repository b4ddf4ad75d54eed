using System.CommandLine;
using AgeFormal.Cli.Commands;
using AgeFormal.Cli.Files;
using Spectre.Console;

namespace AgeFormal.Cli;

/// <summary>The command <c>ageformal</c>: parses arguments, runs one command, and turns failures into messages and exit codes.</summary>
public static class CommandLine
{
    /// <summary>Runs the command with the given arguments.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        Terminal terminal,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(terminal);
        var options = new GlobalOptions();
        var parsed = Root(options, terminal).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in UsageErrors.Of(parsed))
                terminal.WriteError(error);
            var name =
                parsed.CommandResult.Command is RootCommand
                    ? ""
                    : parsed.CommandResult.Command.Name + " ";
            terminal.Error.WriteLine($"ageformal {name}--help shows what is expected.");
            return ExitCodes.Usage;
        }
        try
        {
            OutputOption.RequireAll(parsed);
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                    Output = terminal.Output.Profile.Out.Writer,
                    Error = terminal.Error.Profile.Out.Writer,
                },
                cancellation
            );
        }
        catch (OperationCanceledException)
        {
            terminal.WriteError("interrupted; no file was left half-written.");
            return ExitCodes.Interrupted;
        }
#pragma warning disable CA1031 // The outermost frame: whatever failed becomes a message and an exit code.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (parsed.GetValue(options.Verbose))
                terminal.Error.WriteLine(failure.ToString());
            else
                terminal.WriteError(Describe(failure));
            return ExitCodes.Failure;
        }
    }

    /// <summary>
    /// How long a command may take to end by itself when it is interrupted; null for the usual time. A training ends after the
    /// step under way, whose length depends on network and batch, and then writes its state.
    /// </summary>
    public static TimeSpan? GraceOf(IReadOnlyList<string> arguments) =>
        arguments is ["train", ..] ? TimeSpan.FromMinutes(2) : null;

    /// <summary>The tree of the commands.</summary>
    internal static RootCommand Root(GlobalOptions options, Terminal terminal)
    {
        var root = new RootCommand(
            """
            Attentive group equivariant networks with proofs.

            Without a command: classifies the embedded sample of rotated digits with the embedded p4-CNN and verifies its equivariance on the way.

            Example:
              ageformal
              ageformal verify p4-cnn
            """
        );
        root.Options.Add(options.Json);
        root.Options.Add(options.Verbose);
        root.Subcommands.Add(GroupCommand.Create(options, terminal));
        root.Subcommands.Add(NetworksCommand.Create(options, terminal));
        root.Subcommands.Add(CompareCommand.Create(options, terminal));
        root.Subcommands.Add(VerifyCommand.Create(options, terminal));
        root.Subcommands.Add(CheckCommand.Create(options, terminal));
        root.Subcommands.Add(ZooCommand.Create(options, terminal));
        root.Subcommands.Add(SpecialisesCommand.Create(options, terminal));
        root.Subcommands.Add(ReplayCommand.Create(options, terminal));
        root.Subcommands.Add(DataCommand.Create(options, terminal));
        root.Subcommands.Add(EvaluateCommand.Create(options, terminal));
        root.Subcommands.Add(PredictCommand.Create(options, terminal));
        root.Subcommands.Add(AttendCommand.Create(options, terminal));
        root.Subcommands.Add(ShowCommand.Create(options, terminal));
        root.Subcommands.Add(TrainCommand.Create(options, terminal));
        root.Subcommands.Add(PlotCommand.Create(options, terminal));
        root.Subcommands.Add(ExportCommand.Create(options, terminal));
        root.Subcommands.Add(InspectCommand.Create(options, terminal));
        DemonstrationCommand.SetOn(root, options, terminal);
        return root;
    }

    private static string Describe(Exception failure) =>
        failure switch
        {
            TypeInitializationException { InnerException: { } inner } => Describe(inner),
            AggregateException { InnerExceptions: [var only] } => Describe(only),
            FileNotFoundException { FileName: { } file } => $"the file '{file}' does not exist.",
            DirectoryNotFoundException or IOException or UnauthorizedAccessException =>
                failure.Message,
            _ => failure.Message,
        };
}
