using System.Globalization;

namespace AgeFormal.Facade.Summaries;

/// <summary>A summary as a table of text: one line per block, totals last.</summary>
internal static class SummaryText
{
    private static readonly string[] Heads =
    [
        "layer",
        "block",
        "output",
        "shape",
        "parameters",
        "multiply-adds",
        "field",
        "exact",
    ];

    public static string Render(NetworkSummary summary)
    {
        string[][] rows =
        [
            Heads,
            .. summary.Layers.Select(Row),
            [
                "total",
                "",
                $"{summary.Output.Group.Symbol} {Fibre(summary.Output)}",
                Shape(summary.Output),
                Number(summary.Parameters),
                Number(summary.MultiplyAdds),
                $"{summary.Field}",
                Subgroup(summary.Exact),
            ],
        ];
        var widths = Heads.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var lines = rows.Select(row =>
            string.Join("  ", row.Select((cell, column) => Aligned(cell, column, widths[column])))
                .TrimEnd()
        );
        return $"{summary.Network}: {summary.Input}\n{string.Join('\n', lines)}";
    }

    private static string[] Row(LayerSummary layer) =>
        [
            layer.Layer,
            layer.Block,
            $"{layer.Output.Group.Symbol} {Fibre(layer.Output)}",
            Shape(layer.Output),
            Number(layer.Parameters),
            Number(layer.MultiplyAdds),
            $"{layer.Field}",
            Subgroup(layer.Exact),
        ];

    // Numbers stand on the right.
    private static string Aligned(string cell, int column, int width) =>
        column is 4 or 5 ? cell.PadLeft(width) : cell.PadRight(width);

    private static string Fibre(Operators.FieldType type) =>
        type.Fibre == Operators.Fibre.Trivial ? "trivial" : "regular";

    private static string Shape(Operators.FieldType type) => $"[{string.Join(", ", type.Shape)}]";

    private static string Subgroup(Algebra.Subgroup exact) =>
        exact.Elements.Count == exact.Group.Order ? "all" : $"{exact}";

    private static string Number(double value) =>
        value == 0 ? "–" : value.ToString("N0", CultureInfo.InvariantCulture);
}
