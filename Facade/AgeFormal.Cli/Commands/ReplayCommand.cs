using System.CommandLine;
using System.Text.Json.Nodes;
using AgeFormal.Algebra;
using AgeFormal.Cli.Rendering;
using AgeFormal.Facade;
using AgeFormal.Verification;
using AgeFormal.Verification.Counterexamples;
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
            Evaluates both sides of Theorem 1 again from a counterexample file, exactly or between bounds, and on the executed layer where the formula is one. Exit code 0 if the sides are unequal for certain with the functions as named and lie in what is recorded, and the layer gives what the formula gives.

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
                        left = replay.Left?.ToString(),
                        right = replay.Right?.ToString(),
                        recordedLeft = found.Left.ToString(),
                        recordedRight = found.Right.ToString(),
                        named = found.IsNamed,
                        confirmed = replay.Confirmed,
                        replays = layers.Select(layer => JsonNode.Parse(layer.ToJson())),
                    }
                );
            else
                Write(found, replay, layers, terminal.Output);
            return
                replay.Confirmed
                && found.IsNamed
                && layers.All(layer =>
                    layer.Match(executed: ran => ran.IsFaithful, notExecuted: _ => true)
                )
                ? ExitCodes.Success
                : ExitCodes.Failure;
        });
        return command;
    }

    /// <summary>The name and version of the JSON form.</summary>
    public const string Schema = "ageformal.replay/1";

    private static void Write(
        Counterexample found,
        Replay replay,
        EqArray<Outcome<LayerReplay>> layers,
        IAnsiConsole console
    )
    {
        console.Profile.Out.Writer.WriteLine(found.Render());
        ExecutionView.Write(layers, console);
        var (colour, text) = Outcome(found, replay);
        console.MarkupLine($"[bold {colour}]{Markup.Escape(text)}[/]");
    }

    private static (string Colour, string Text) Outcome(Counterexample found, Replay replay)
    {
        if (replay is not { Left: { } left, Right: { } right })
            return ("red", "not confirmed: a side has no value, or nothing is known of it");
        if (!left.IsDisjoint(right))
            return (
                "red",
                left.IsExact && left == right
                    ? $"not confirmed: both sides are {left}"
                    : $"not confirmed: the sides {left} and {right} may be equal"
            );
        if (!replay.Confirmed)
            return (
                "red",
                $"not confirmed: the sides are {left} and {right}, recorded are {found.Left} and {found.Right}"
            );
        return found.IsNamed
            ? ("green", $"confirmed: the sides are {found.Left} and {found.Right}, as recorded")
            : (
                "yellow",
                $"confirmed with other functions: the sides are {found.Left} and {found.Right}; this says nothing about the functions as named"
            );
    }
}
