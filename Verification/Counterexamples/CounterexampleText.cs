using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Counterexamples;

/// <summary>A counterexample in plain text: signals as one small matrix per h, coordinates 0 … n − 1 from the top left.</summary>
internal static class CounterexampleText
{
    public static string Render(Counterexample of)
    {
        var model = of.Model();
        var group = model.Group;
        var grids = CounterexampleGrids.Of(of);
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(line).Append('\n');
        string Element(int element) => ElementText.Of(group, element);

        Line(
            of.IsNamed
                ? $"Theorem 1 fails for {of.Formula}"
                : $"Theorem 1 does not hold for every φ: it fails for {of.Formula} with other functions"
        );
        Line(
            $"on ℤ_{of.Side}^{of.Group.Dimension} ⋊ {of.Group.Name} ({of.Group.Symbol}), |G| = {group.Order}"
        );
        Line();
        Line($"ḡ = {Element(of.By)}");
        foreach (var (name, at) in of.Formula.Sites.Zip(of.At))
            Line(
                $"{name} = {Element(at)}, ḡ⁻¹·{name} = {Element(group.Multiply(group.Inverse(of.By), at))}"
            );
        foreach (var (name, channel) in of.Formula.Channels.Zip(of.Channels))
            Line($"{name} = {channel}");
        foreach (var constant in of.Constants)
            Line($"{constant.Name} = {Element(constant.Element)}");
        foreach (var window in model.Windows)
            Line(
                $"{window.Name} = {{{string.Join(" ", window.Translations.Select(x => $"({ElementText.Translation(group, x)})"))}}}"
            );
        foreach (var surrogate in of.Surrogates)
            Line($"{surrogate.Function} is replaced by x ↦ {surrogate.Polynomial}");
        if (of.Surrogates.Count > 0)
            Line("a theorem for every φ would hold with these functions too");
        foreach (var entry in of.Parameters)
            Line($"{entry.Name}({Index(of, model, entry)}) = {entry.Value}");
        foreach (var name in of.Vocabulary.Isotropic)
            Line($"{name} is isotropic: an entry stands for all translations that H maps it to");
        if (of.Parameters.Count > 0)
            Line("all other entries of parameters are 0");

        foreach (var (signal, translated) in grids.Signals)
        {
            Line();
            Grids(text, group, signal);
            Grids(text, group, translated);
        }
        if (of.Vocabulary.InputChannels > 1)
            Line("f is 0 in all other channels");
        Line();
        Grids(text, group, Marked(grids.Left, grids.Differ));
        Grids(text, group, Marked(grids.Right, grids.Differ));
        Line("[ ] marks where the two differ");
        Line();
        Line($"A[L_ḡ f]({Names(of, "")}) {of.Left.Relation} {of.Left}");
        Line($"A[f]({Names(of, "ḡ⁻¹·")}) {of.Right.Relation} {of.Right}");
        if (of.Left.IsExact && of.Right.IsExact)
            return text.ToString();
        Line("a value in [a, b] lies between a and b; the two intervals have no number in common");
        return text.ToString();
    }

    private static string Names(Counterexample of, string before) =>
        string.Join(", ", of.Formula.Sites.Select(name => before + name));

    /// <summary>The index of an entry, a dot for an axis that is left free.</summary>
    internal static string Index(
        Counterexample of,
        FiniteModel model,
        ParameterEntry entry,
        int free = -1
    )
    {
        var axes = of.Vocabulary.Parameters.First(parameter => parameter.Name == entry.Name).Axes;
        return string.Join(
            "; ",
            axes.Zip(entry.Index)
                .Select(
                    (pair, axis) =>
                        axis == free
                            ? "·"
                            : pair.First.Match(
                                channels: _ => $"{pair.Second}",
                                pointElements: _ => ElementText.Linear(model.Group, pair.Second),
                                window: _ => ElementText.Translation(model.Group, pair.Second)
                            )
                )
        );
    }

    // Digits stay below one another.
    private static ElementGrid Marked(ElementGrid grid, EqArray<EqArray<bool>> differ) =>
        grid with
        {
            Cells = grid
                .Cells.Zip(
                    differ,
                    (values, marks) =>
                        values
                            .Zip(marks, (value, isMarked) => isMarked ? $"[{value}]" : $"{value} ")
                            .ToEqArray()
                )
                .ToEqArray(),
        };

    /// <summary>One matrix per h side by side; a third axis is a block of rows.</summary>
    private static void Grids(StringBuilder text, TorusGroup group, ElementGrid grid)
    {
        var n = group.Size;
        var (cells, names) = (grid.Cells, grid.Turns);
        var width = cells.Max(values => values.Max(cell => cell.Length));
        var column = Math.Max(n * (width + 1) - 1, names.Max(name => name.Length));
        string Row(IEnumerable<string> parts) =>
            "  " + string.Join("   ", parts.Select(part => part.PadRight(column))).TrimEnd() + "\n";

        text.Append(grid.Title).Append('\n');
        if (names.Count > 1)
            text.Append(Row(names));
        for (var row = 0; row < group.TranslationCount / n; row++)
        {
            if (row > 0 && row % n == 0)
                text.Append('\n');
            text.Append(
                Row(
                    cells.Select(values =>
                        string.Join(
                            ' ',
                            values.Skip(row * n).Take(n).Select(cell => cell.PadLeft(width))
                        )
                    )
                )
            );
        }
    }
}
