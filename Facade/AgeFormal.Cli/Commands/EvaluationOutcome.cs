using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Cli.Rendering;
using AgeFormal.Learning;
using Spectre.Console;

namespace AgeFormal.Cli.Commands;

/// <summary>What an evaluation of the command came to.</summary>
/// <param name="Result">The classes found and their errors.</param>
/// <param name="Things">What the examples are called.</param>
/// <param name="Data">What the folder holds.</param>
/// <param name="Seed">The seed of the angles of MNIST digits.</param>
/// <param name="Confusion">What was taken for what; null where it was not asked for.</param>
/// <param name="Angles">The errors by angle; null where they were not asked for.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record EvaluationOutcome(
    EvaluationResult Result,
    string Things,
    string Data,
    int Seed,
    ConfusionMatrix? Confusion,
    EqArray<AngleError>? Angles,
    TimeSpan Elapsed
)
{
    public object Json =>
        new
        {
            Result.Network,
            Result.Examples,
            Result.Errors,
            Result.ErrorPercent,
            Result.Loss,
            Data,
            Seed,
            Precision = "float32",
            Seconds = Math.Round(Elapsed.TotalSeconds, 2),
            Confusion = Confusion is null ? null : EvaluationView.Json(Confusion),
            Angles,
        };

    public void Write(IAnsiConsole console)
    {
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]{Result.Network}[/]: test error [bold]{Result.ErrorPercent:F2} %[/] ({Result.Errors} of {Result.Classes.Count} {(Result.Classes.Count == Result.Examples ? Things : "points")}), cross-entropy {Result.Loss:F4}, {Elapsed.TotalSeconds:F1} s"
        );
        if (Confusion is not null)
            EvaluationView.Write(Confusion, console);
        if (Angles is { } angles)
            EvaluationView.Write(angles, console);
    }
}
