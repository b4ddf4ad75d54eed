using System.Globalization;

namespace AgeFormal.Cli.Commands;

/// <summary>The validation errors of several trainings of a network.</summary>
internal sealed record SweepSummary(
    string Network,
    int Runs,
    double MeanErrorPercent,
    double DeviationPercent
)
{
    public string Text =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Network}: validation error {MeanErrorPercent:F2} ± {DeviationPercent:F2} % over {Runs} seeds"
        );
}
