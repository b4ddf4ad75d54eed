using System.CommandLine;
using AgeFormal.Verification;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Cli;

/// <summary>Where reports are written besides the console, if they are asked for.</summary>
/// <param name="Html">The page, or null.</param>
/// <param name="Counterexample">The counterexample, or null.</param>
internal sealed record ReportFiles(string? Html, string? Counterexample)
{
    /// <summary>The options that name the files.</summary>
    public static ReportOptions Options() =>
        new(
            new("--html")
            {
                Description = "Write the report as one self-contained HTML page.",
                HelpName = "FILE",
            },
            new("--counterexample")
            {
                Description = "Write the counterexample of a refuted design as JSON.",
                HelpName = "FILE",
            }
        );

    /// <summary>Writes what is asked for.</summary>
    /// <exception cref="InvalidOperationException">A counterexample is asked for, and there is none.</exception>
    public void Write(VerificationReport report, CancellationToken cancellation) =>
        Write(report.ToHtml, report.Theorem, cancellation);

    /// <summary>Writes what is asked for.</summary>
    /// <exception cref="InvalidOperationException">A counterexample is asked for, and there is none.</exception>
    public void Write(DesignReport report, CancellationToken cancellation) =>
        Write(report.ToHtml, report.Theorem, cancellation);

    private void Write(Func<string> page, Verdict theorem, CancellationToken cancellation)
    {
        if (Html is not null)
            TextFile.Write(Html, page(), cancellation);
        if (Counterexample is not null)
            WriteCounterexample(theorem, cancellation);
    }

    private void WriteCounterexample(Verdict theorem, CancellationToken cancellation)
    {
        var found =
            theorem.Match(
                proved: _ => null,
                refuted: refuted => refuted.Witness.Counterexample,
                undecided: _ => null
            )
            ?? throw new InvalidOperationException(
                $"There is no counterexample for {Counterexample}: the theorem is {theorem.Match(proved: _ => "proved", refuted: _ => "refuted by a witness that is no case of Theorem 1", undecided: _ => "undecided")}."
            );
        TextFile.Write(Counterexample!, found.ToJson(), cancellation);
    }
}

/// <summary>The options that name report files.</summary>
internal sealed record ReportOptions(Option<FileInfo> Html, Option<FileInfo> Counterexample)
{
    /// <summary>The files as given.</summary>
    public ReportFiles Of(ParseResult parsed) =>
        new(parsed.GetValue(Html)?.FullName, parsed.GetValue(Counterexample)?.FullName);
}
