using System.Globalization;

namespace AgeFormal.Cli.Commands;

/// <summary>The validation errors of several trainings.</summary>
internal sealed record SweepSummary(int Runs, double MeanErrorPercent, double DeviationPercent)
{
    public string Text =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"validation error {MeanErrorPercent:F2} ± {DeviationPercent:F2} % over {Runs} seeds"
        );
}
