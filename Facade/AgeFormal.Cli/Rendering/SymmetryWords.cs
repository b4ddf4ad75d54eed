using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Symmetry;

namespace AgeFormal.Cli.Rendering;

/// <summary>What a report of symmetry says, in sentences.</summary>
internal static class SymmetryWords
{
    private const int ShortList = 30;

    /// <summary>For example <c>commutes with {e, r, r², r³} of 8 elements</c>.</summary>
    public static string Carried(SymmetryReport report) =>
        $"commutes with {{{string.Join(", ", report.Findings.OfType<Finding.Carried>().Select(finding => finding.Name))}}} of {report.Findings.Count} elements";

    /// <summary>One sentence for each way in which the output moves.</summary>
    public static IEnumerable<string> Outputs(SymmetryReport report) =>
        report
            .Findings.OfType<Finding.Carried>()
            .Where(finding => finding.Element != report.Group.Group.Identity)
            .GroupBy(finding => finding.Output)
            .Select(output =>
                $"output under {string.Join(", ", output.Select(finding => finding.Name))}: {output.Key}"
            )
            .Concat(
                report.OutputFields.Length > 0
                    ? [$"channels of the output, as a representation: {report.OutputFields}"]
                    : []
            );

    /// <summary>The largest difference that was taken for none; null where numbers are equal bit by bit.</summary>
    public static string? Within(SymmetryReport report) =>
        report.Findings.OfType<Finding.Carried>().MaxBy(finding => finding.Difference)
            is { Difference: > 0 } farthest
            ? $"within {Text(farthest.Difference)}, the largest in {farthest.Layer}"
            : null;

    /// <summary>One sentence for each reason why elements are lost, with the residual that was executed.</summary>
    public static IEnumerable<string> Lost(SymmetryReport report) =>
        report
            .Findings.Where(finding => finding is not Finding.Carried)
            .GroupBy(finding => (Layer(finding), Reason(finding), IsUnknown(finding)))
            .Select(same =>
                $"{string.Join(", ", same.Select(finding => finding.Name))} {(same.Key.Item3 ? "stopped" : "lost")} at {same.Key.Item1}: {same.Key.Item2}{Residuals(report, [.. same])}"
            );

    /// <summary>The elements of a layer.</summary>
    public static string Names(PointGroup group, EqArray<int> elements) =>
        elements.Count == group.Order
            ? group.Symbol
            : $"{{{string.Join(", ", elements.Select(element => group.Group.ElementNames[element]))}}}";

    /// <summary>The layers, each with whether it has fewer elements than those before it.</summary>
    public static IEnumerable<(LayerSymmetry Layer, bool IsBreak)> Layers(SymmetryReport report)
    {
        var before = report.Findings.Count;
        foreach (var layer in report.Layers)
        {
            yield return (layer, layer.Elements.Count < before);
            before = Math.Min(before, layer.Elements.Count);
        }
    }

    /// <summary>
    /// The layers of a long list that differ from the one before, with the number of those after each that do not; all of a
    /// short one.
    /// </summary>
    public static IEnumerable<(LayerSymmetry Layer, bool IsBreak, int Same)> Changes(
        SymmetryReport report
    )
    {
        (LayerSymmetry Layer, bool IsBreak, int Same)? last = null;
        foreach (var (layer, isBreak) in Layers(report))
            if (
                report.Layers.Count > ShortList
                && last is { } open
                && open.Layer.Elements == layer.Elements
            )
                last = open with { Same = open.Same + 1 };
            else
            {
                if (last is { } done)
                    yield return done;
                last = (layer, isBreak, 0);
            }
        if (last is { } rest)
            yield return rest;
    }

    public static Witness? Residual(SymmetryReport report, Finding finding) =>
        report.Witnesses.FirstOrDefault(witness => witness.Element == finding.Element);

    private static string Residuals(SymmetryReport report, Finding[] findings)
    {
        var found = findings.Select(finding => Residual(report, finding)).ToArray();
        return found.OfType<Witness>().MinBy(witness => witness.Residual) is { } least
            ? $"; executed residual {Text(least.Residual)} of {Text(least.Scale)}{(found.Contains(null) ? " for some" : "")}"
            : "; no input that was run shows it";
    }

    private static string Layer(Finding finding) =>
        finding.Match(carried: _ => "", lost: of => of.Layer, unknown: of => of.Layer);

    private static string Reason(Finding finding) =>
        finding.Match(carried: _ => "", lost: of => of.Reason, unknown: of => of.Reason);

    private static bool IsUnknown(Finding finding) =>
        finding.Match(carried: _ => false, lost: _ => false, unknown: _ => true);

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
