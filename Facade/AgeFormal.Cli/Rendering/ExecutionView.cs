using AgeFormal.Algebra;
using AgeFormal.Verification;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Designs;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>What executed designs and counterexamples do, for a person.</summary>
internal static class ExecutionView
{
    public static void Write(EqArray<Outcome<LayerReplay>> replays, IAnsiConsole console)
    {
        foreach (var replay in replays)
            Line(
                replay.ToString()!,
                replay.Match(executed: ran => ran.Confirmed, notExecuted: _ => (bool?)null),
                console
            );
    }

    public static void Write(EqArray<Outcome<DesignExecution>> executions, IAnsiConsole console)
    {
        foreach (var one in executions)
            Line(
                one.ToString()!,
                one.Match(executed: ran => ran.Holds, notExecuted: _ => (bool?)null),
                console
            );
    }

    private static void Line(string text, bool? holds, IAnsiConsole console)
    {
        var colour = holds switch
        {
            true => "default",
            false => "red",
            null => "dim",
        };
        console.MarkupLine($"[{colour}]· {Markup.Escape(text)}[/]");
    }
}
