using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Verification.Zoo;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>A finding with the time that it took in this run.</summary>
internal sealed record ZooRow(ZooFinding Finding, TimeSpan Elapsed);

/// <summary>The findings of the zoo, one row per design.</summary>
internal static class ZooView
{
    /// <summary>The name and version of the JSON form.</summary>
    public const string Schema = "ageformal.zoo/1";

    public static void Write(EqArray<ZooRow> rows, IAnsiConsole console)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("design", "expected", "verdict", "condition");
        table.AddColumn(new TableColumn("entries of f").RightAligned());
        table.AddColumn(new TableColumn("ms").RightAligned());
        foreach (var row in rows)
        {
            var finding = row.Finding;
            var colour = finding.Agrees ? "green" : "red";
            table.AddRow(
                finding.Entry.Name,
                Expected(finding.Entry.Known),
                $"[{colour}]{finding.Verdict}[/]",
                Markup.Escape(Conditions(finding)),
                Entries(finding)?.ToString(CultureInfo.InvariantCulture) ?? "",
                row.Elapsed.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)
            );
        }
        console.Write(table);
        var differing = rows.Count(row => !row.Finding.Agrees);
        console.MarkupLine(
            differing == 0
                ? $"[bold green]{rows.Count} of {rows.Count} verdicts are the known ones[/]"
                : $"[bold red]{rows.Count - differing} of {rows.Count} verdicts are the known ones[/]"
        );
    }

    /// <summary>The rows as a document of the schema <see cref="Schema"/>.</summary>
    public static object Document(EqArray<ZooRow> rows) =>
        new
        {
            Schema,
            Designs = rows.Select(row => new
            {
                row.Finding.Entry.Name,
                row.Finding.Entry.Family,
                row.Finding.Entry.Design.Source,
                Expected = Expected(row.Finding.Entry.Known),
                Reason = row.Finding.Entry.Known.Match<string?>(
                    equivariant: _ => null,
                    equivariantWhen: _ => null,
                    broken: broken => broken.Reason
                ),
                row.Finding.Verdict,
                row.Finding.Report.Summary,
                Conditions = row.Finding.Report.Conditions.Select(of => of.ToString()),
                SignalEntries = Entries(row.Finding),
                row.Finding.Agrees,
                Milliseconds = row.Elapsed.TotalMilliseconds,
            }),
        };

    private static string Expected(KnownVerdict known) =>
        known.Match(
            equivariant: _ => "equivariant",
            equivariantWhen: _ => "conditional",
            broken: _ => "broken"
        );

    private static string Conditions(ZooFinding finding) =>
        string.Join(" and ", finding.Report.Conditions.Select(of => of.Condition));

    private static int? Entries(ZooFinding finding) => finding.Counterexample?.Signal.Count;
}
