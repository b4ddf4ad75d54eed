using System.Globalization;
using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Verification;

namespace AgeFormal.Facade;

/// <summary>The table of networks as a Markdown document.</summary>
public static class NetworkTable
{
    private const string WithinRounding = "✓";

    /// <summary>The document: what was measured, and one row per network.</summary>
    /// <param name="surveys">The rows.</param>
    /// <param name="date">The day of the measurement.</param>
    /// <param name="machine">The machine; see <see cref="Machine.Describe"/>.</param>
    public static string ToMarkdown(EqArray<NetworkSurvey> surveys, DateOnly date, string machine)
    {
        ArgumentException.ThrowIfNullOrEmpty(machine);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            # The networks

            Measured on {date:yyyy-MM-dd} on the CPU ({machine}) by `ageformal networks --table docs/NETWORKS.md`: random parameters as before training, with the running statistics of a batch of four random inputs, and one random input.

            - **proved**: the derivation that the network commutes with ℤ^d ⋊ H as a map of signals on the whole lattice, accepted by the checker.
            - **exact**: the elements of H with which the network commutes on its actual grids, decided by its tap tables.
            - **residual**: max|a − b| / max|b| of Φ(Lₕ f) and Lₕ Φ(f) as executed, the largest over all h of H, and in brackets over the exact elements where these are not all. {WithinRounding} marks what is within rounding, u · Σ_layers (roundings on the way to an output value + 2) with u the unit roundoff.

            | network | input | parameters | proved | exact | residual, float32 | residual, float64 |
            |---|---|---:|---|---|---|---|

            """
        );
        foreach (var survey in surveys)
            text.Append(CultureInfo.InvariantCulture, $"{Row(survey)}\n");
        return text.ToString();
    }

    private static string Row(NetworkSurvey survey)
    {
        var input = survey.Network.Input;
        string[] cells =
        [
            $"`{survey.Network.Name}`",
            $"{input.Channels}×{input.Grid}",
            survey.Parameters.ToString("N0", CultureInfo.InvariantCulture),
            survey.Theorem.Match(proved: _ => "yes", refuted: _ => "refuted", undecided: _ => "no"),
            Exact(survey),
            .. survey.Executions.Select(report => Residual(survey, report)),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Exact(NetworkSurvey survey)
    {
        var group = survey.Network.Input.Group.Group;
        return survey.Exact.Count == group.Order
            ? $"all {group.Order}"
            : $"{string.Join(", ", survey.Exact.Select(h => group.ElementNames[h]))} of {group.Order}";
    }

    private static string Residual(NetworkSurvey survey, ResidualReport report)
    {
        var whole = Largest(report);
        return survey.Exact.Count == survey.Network.Input.Group.Order
            ? whole
            : $"{whole} ({Largest(report with { Elements = survey.Exact.Select(h => report.Elements[h]).ToEqArray() })})";
    }

    private static string Largest(ResidualReport report)
    {
        var failure = report
            .Elements.Select(element => element.Outcome)
            .FirstOrDefault(outcome => outcome is not ResidualOutcome.Measured);
        if (failure is not null)
            return failure.Match(
                measured: _ => "",
                notFinite: notFinite =>
                    $"not finite: {notFinite.Value.ToString(CultureInfo.InvariantCulture)}",
                mismatch: mismatch => mismatch.Reason,
                degenerate: degenerate => degenerate.Reason,
                notExamined: notExamined => notExamined.Reason
            );
        var largest = report.Largest ?? double.NaN;
        var number = largest == 0 ? "0" : largest.ToString("0.0E+0", CultureInfo.InvariantCulture);
        return largest <= report.Tolerance ? $"{number} {WithinRounding}" : number;
    }
}
