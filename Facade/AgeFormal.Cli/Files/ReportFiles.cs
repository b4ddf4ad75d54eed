using System.CommandLine;
using AgeFormal.Verification;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Cli.Files;

/// <summary>Where reports are written besides the console, if they are asked for.</summary>
/// <param name="Html">The page, or null.</param>
/// <param name="Counterexample">The counterexample, or null.</param>
internal sealed record ReportFiles(string? Html, string? Counterexample)
{
    /// <summary>The options that name the files.</summary>
    public static ReportOptions Options() =>
        new(
            new OutputOption("--html")
            {
                Description = "Write the report as one self-contained HTML page.",
                HelpName = "FILE",
            },
            new OutputOption("--counterexample")
            {
                Description = "Write the counterexample of a refuted design as JSON.",
                HelpName = "FILE",
            }
        );

    /// <summary>Writes what is asked for, and says what it is for.</summary>
    /// <exception cref="InvalidOperationException">A counterexample is asked for, and there is none.</exception>
    public IEnumerable<WrittenFile> Write(
        VerificationReport report,
        CancellationToken cancellation
    ) => Write(report.ToHtml, report.Theorem, cancellation);

    /// <summary>Writes what is asked for, and says what it is for.</summary>
    /// <exception cref="InvalidOperationException">A counterexample is asked for, and there is none.</exception>
    public IEnumerable<WrittenFile> Write(DesignReport report, CancellationToken cancellation) =>
        Write(report.ToHtml, report.Theorem, cancellation);

    /// <summary>Writes a page, if it is asked for, and says what it is for.</summary>
    public IEnumerable<WrittenFile> WritePage(Func<string> page, CancellationToken cancellation)
    {
        if (Html is null)
            return [];
        TextFile.Write(Html, page(), cancellation);
        return [new(Html, "a page for any browser")];
    }

    private IEnumerable<WrittenFile> Write(
        Func<string> page,
        Verdict theorem,
        CancellationToken cancellation
    )
    {
        var pages = WritePage(page, cancellation);
        if (Counterexample is null)
            return pages;
        WriteCounterexample(theorem, cancellation);
        return
        [
            .. pages,
            new(Counterexample, "ageformal replay {0} evaluates both sides of the case again"),
        ];
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
internal sealed record ReportOptions(OutputOption Html, OutputOption Counterexample)
{
    /// <summary>The files as given.</summary>
    public ReportFiles Of(ParseResult parsed) =>
        new(parsed.GetValue(Html)?.FullName, parsed.GetValue(Counterexample)?.FullName);
}
