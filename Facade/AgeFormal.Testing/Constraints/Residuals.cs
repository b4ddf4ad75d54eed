using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Verification;

namespace AgeFormal.Testing.Constraints;

/// <summary>What residuals say of some elements of H.</summary>
internal static class Residuals
{
    public static Judgement Judge(ResidualReport report, EqArray<int> asked)
    {
        var elements = report
            .Elements.Where(element => asked.Contains(element.Element))
            .ToEqArray();
        // The report on the elements that are asked for alone.
        report = report with
        {
            Elements = elements,
        };
        // NaN and infinities fail the constraint, yet they do not show that the law is broken.
        var failing = elements
            .Where(element =>
                report.Failing.Contains(element.Element)
                && element.Outcome is not ResidualOutcome.NotFinite
            )
            .ToArray();
        if (failing.Length > 0)
            return new Judgement.Fails(
                $"{report.Execution}: the output for Lₕ f is not Lₕ of the output for f for h = {string.Join(", ", failing.Select(element => element.Name))}",
                string.Join('\n', failing.Select(element => Line(element, report.Tolerance)))
            );
        var open = elements
            .Where(element => element.Outcome is not ResidualOutcome.Measured)
            .ToArray();
        return open.Length > 0
            ? new Judgement.Undecided(
                $"{report.Execution}: {string.Join("; ", open.Select(element => Line(element, report.Tolerance)))}"
            )
            : new Judgement.Holds(
                $"{report.Execution}: the largest residual {Number(report.Largest ?? 0)} is within {Number(report.Tolerance)}"
            );
    }

    private static string Line(ElementResidual element, double tolerance) =>
        $"h = {element.Name}: "
        + element.Outcome.Match(
            measured: measured =>
                $"max|a − b| / max|b| = {Number(measured.RelativeError)}, tolerance {Number(tolerance)}",
            notFinite: notFinite =>
                $"the output holds {notFinite.Value} at index {notFinite.Index}",
            mismatch: mismatch => mismatch.Reason,
            degenerate: degenerate => degenerate.Reason,
            notExamined: notExamined => notExamined.Reason
        );

    private static string Number(double value) =>
        value.ToString("G3", CultureInfo.InvariantCulture);
}
