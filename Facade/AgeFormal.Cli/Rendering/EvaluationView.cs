using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Learning;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>What an evaluation found beyond the error: errors of each class, what was taken for what, errors by angle.</summary>
internal static class EvaluationView
{
    // A wider matrix does not fit on a screen; the errors of each class say most of it.
    private const int MostColumns = 20;

    public static void Write(ConfusionMatrix confusion, IAnsiConsole console)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .Title("errors of each class")
            .AddColumns("", "class");
        foreach (var title in (string[])["examples", "errors", "error %", "others taken for it"])
            table.AddColumn(new TableColumn(title).RightAligned());
        table.AddColumn("mostly taken for");
        foreach (var (index, of) in confusion.PerClass.Index())
            table.AddRow(
                Text(index),
                Markup.Escape(of.Name),
                Text(of.Examples),
                Text(of.Errors),
                of.ErrorPercent?.ToString("F2", CultureInfo.InvariantCulture) ?? "",
                Text(of.TakenForIt),
                Markup.Escape(of.MostlyTakenFor ?? "")
            );
        console.Write(table);
        if (confusion.Classes.Count <= MostColumns)
            console.Write(Matrix(confusion));
        else
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"{confusion.Classes.Count} classes: --json holds the whole matrix"
            );
    }

    public static void Write(EqArray<AngleError> angles, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("error by angle of rotation");
        foreach (var title in (string[])["degrees", "errors", "error %", "cross-entropy"])
            table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var at in angles)
            table.AddRow(
                at.Degrees.ToString("0.##", CultureInfo.InvariantCulture),
                Text(at.Errors),
                at.ErrorPercent.ToString("F2", CultureInfo.InvariantCulture),
                at.Loss.ToString("F4", CultureInfo.InvariantCulture)
            );
        console.Write(table);
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"from {angles.Min(at => at.ErrorPercent):F2} % to {angles.Max(at => at.ErrorPercent):F2} %, {angles.Average(at => at.ErrorPercent):F2} % in the mean over the angles"
        );
    }

    /// <summary>The matrix as JSON has it.</summary>
    public static object Json(ConfusionMatrix confusion) =>
        new
        {
            confusion.Classes,
            Counts = confusion.Classes.Select(
                (_, label) => confusion.Classes.Select((_, found) => confusion[label, found])
            ),
            confusion.PerClass,
        };

    private static Table Matrix(ConfusionMatrix confusion)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .Title("a row for each class of the labels, a column for each class found")
            .AddColumn("");
        foreach (var (index, _) in confusion.Classes.Index())
            table.AddColumn(new TableColumn(Text(index)).RightAligned());
        foreach (var (label, _) in confusion.Classes.Index())
            table.AddRow([
                Text(label),
                .. confusion.Classes.Select(
                    (_, found) => Cell(confusion[label, found], label == found)
                ),
            ]);
        return table;
    }

    private static string Cell(int count, bool isRight) =>
        count == 0 ? "[grey].[/]"
        : isRight ? $"[green]{Text(count)}[/]"
        : Text(count);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
