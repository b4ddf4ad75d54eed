using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch;
using AgeFormal.Symmetry;

namespace AgeFormal.Testing.Constraints;

/// <summary>What the nodes of a file's network say, and an execution where they say no.</summary>
internal static class Imports
{
    public static Judgement Judge(
        ImportedProgram program,
        PointGroup group,
        SymmetryOptions options
    )
    {
        var report = ProgramSymmetry.Of(program.Program, program.Parameters, group, options);
        if (report.IsCarried)
            return new Judgement.Holds(
                report.Verdict == SymmetryVerdict.Proved
                    ? $"every node carries {group.Symbol} on, bit by bit in the weights"
                    : $"every node carries {group.Symbol} on, within {Number(report.Findings.OfType<Finding.Carried>().Max(finding => finding.Difference))} in the weights"
            );
        using var execution = ProgramExecution.TryOf(program);
        if (execution is not null)
            report = report.Executed(program.Program, execution.Run, options);
        var reasons = string.Join(
            '\n',
            report
                .Findings.Where(finding => finding is not Finding.Carried)
                .Select(finding => Reason(report, finding))
        );
        return report.Verdict == SymmetryVerdict.Refuted
            ? new Judgement.Fails(
                $"the network does not commute with {string.Join(", ", report.Witnesses.Select(witness => witness.Name))}",
                reasons
            )
            : new Judgement.Undecided(reasons);
    }

    private static string Reason(SymmetryReport report, Finding finding)
    {
        var reason = finding.Match(
            carried: _ => "",
            lost: lost => $"{lost.Layer}: {lost.Reason}",
            unknown: unknown => $"{unknown.Layer}: {unknown.Reason}"
        );
        return
            report.Witnesses.FirstOrDefault(witness => witness.Element == finding.Element)
                is { } witness
            ? $"h = {finding.Name}: {reason}; executed residual {Number(witness.Residual)} of {Number(witness.Scale)}"
            : $"h = {finding.Name}: {reason}";
    }

    private static string Number(double value) =>
        value.ToString("G3", CultureInfo.InvariantCulture);
}
