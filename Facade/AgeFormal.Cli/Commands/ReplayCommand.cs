using System.CommandLine;
using System.Text.Json.Nodes;
using AgeFormal.Algebra;
using AgeFormal.Cli.Rendering;
using AgeFormal.Facade;
using AgeFormal.Verification.Identity;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary><c>ageformal replay FILE</c>: evaluates a counterexample again from its file alone.</summary>
internal static class ReplayCommand
{
    public static Command Create(GlobalOptions options, Terminal terminal)
    {
        var file = Arguments.Name("file", "A counterexample as verify --counterexample writes it.");
        var command = new Command(
            "replay",
            """
            Evaluates both sides of Theorem 1 again from a counterexample file, exactly, and on the executed layer where the formula is one. Exit code 0 if the sides differ and are the recorded ones, and the layer gives what the formula gives.

            Example:
              ageformal verify docs/examples/gains-per-h.design --counterexample case.json
              ageformal replay case.json
            """
        )
        {
            file,
        };
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(file);
            var found = Counterexample.Read(name);
            var replay = found.Replay();
            var layers = DesignExecutions.Replays(found);
            if (parsed.GetValue(options.Json))
                terminal.WriteJson(
                    new
                    {
                        schema = Schema,
                        file = name,
                        formula = found.Formula.ToString(),
                        left = replay.Left.ToString(),
                        right = replay.Right.ToString(),
                        recordedLeft = found.Left.ToString(),
                        recordedRight = found.Right.ToString(),
                        confirmed = replay.Confirmed,
                        replays = layers.Select(layer => JsonNode.Parse(layer.ToJson())),
                    }
                );
            else
                Write(found, replay, layers, terminal.Output);
            return
                replay.Confirmed
                && layers.All(layer => layer.Match(ran => ran.IsFaithful, _ => true))
                ? CommandLine.Success
                : CommandLine.Failure;
        });
        return command;
    }

    /// <summary>The name and version of the JSON form.</summary>
    public const string Schema = "ageformal.replay/1";

    private static void Write(
        Counterexample found,
        Replay replay,
        EqArray<LayerReplay> layers,
        IAnsiConsole console
    )
    {
        console.Profile.Out.Writer.WriteLine(found.Render());
        ExecutionView.Write(layers, console);
        var (colour, text) =
            replay.Confirmed
                ? (
                    "green",
                    $"confirmed: the sides are {replay.Left} and {replay.Right}, as recorded"
                )
            : replay.Left == replay.Right ? ("red", $"not confirmed: both sides are {replay.Left}")
            : (
                "red",
                $"not confirmed: the sides are {replay.Left} and {replay.Right}, recorded are {found.Left} and {found.Right}"
            );
        console.MarkupLine($"[bold {colour}]{Markup.Escape(text)}[/]");
    }
}
