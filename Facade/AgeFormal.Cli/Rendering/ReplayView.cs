using AgeFormal.Algebra;
using AgeFormal.Verification.Identity;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>A counterexample on executed layers, for a person.</summary>
internal static class ReplayView
{
    public static void Write(EqArray<LayerReplay> replays, IAnsiConsole console)
    {
        foreach (var replay in replays)
        {
            var colour = replay.Match(ran => ran.Confirmed ? "default" : "red", _ => "dim");
            console.MarkupLine($"[{colour}]· {Markup.Escape(replay.ToString()!)}[/]");
        }
    }
}
