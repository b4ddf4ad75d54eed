using System.Text;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

/// <summary>A counterexample in plain text: signals as one small matrix per h, coordinates 0 … n − 1 from the top left.</summary>
internal static class CounterexampleText
{
    public static string Render(Counterexample of)
    {
        var model = of.Model();
        var group = model.Group;
        var data = of.Data();
        var sides = Sides.Exact(data, of.Formula, new(of.Surrogates));
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(line).Append('\n');
        string Element(int element) => ElementText.Of(group, element);

        Line($"Theorem 1 fails for {of.Formula}");
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
            Line($"{surrogate.Function} is read as x ↦ {surrogate.Polynomial}");
        if (FormulaNames.HasPi(of.Formula.Body))
            Line("π is read as 3");
        foreach (var entry in of.Parameters)
            Line($"{entry.Name}({Index(of, model, entry)}) = {(Rational)entry.Value}");
        foreach (var name in of.Vocabulary.Isotropic)
            Line($"{name} is isotropic: an entry stands for all translations that H maps it to");
        if (of.Parameters.Count > 0)
            Line("all other entries of parameters are 0");

        var back = group.Inverse(of.By);
        var turns = of.Vocabulary.InputFibre == Fibre.Trivial ? 1 : of.Group.Order;
        foreach (
            var channel in of.Signal.Select(entry => entry.Channel).DefaultIfEmpty().Distinct()
        )
        {
            string Value(int element) =>
                $"{(Rational)data.Signal(channel, turns == 1 ? model.Translations[group.TranslationPart(element)] : element)}";
            Line();
            Grids(text, group, turns, $"f[{channel}]", Value);
            Grids(text, group, turns, $"L_ḡ f[{channel}]", g => Value(group.Multiply(back, g)));
        }
        if (of.Vocabulary.InputChannels > 1)
            Line("f is 0 in all other channels");

        var last = of.At.Count - 1;
        Instance At(int element) => of.Place with { At = [.. of.At.Take(last), element] };
        var where = string.Concat(of.Formula.Sites.Take(last).Select(name => $"{name}, "));
        Line();
        Grids(text, group, of.Group.Order, $"A[L_ḡ f]({where}·)", g => Number(sides.Left, At(g)));
        Grids(text, group, of.Group.Order, $"L_ḡ A[f]({where}·)", g => Number(sides.Right, At(g)));
        Line();
        Line($"A[L_ḡ f]({Names(of, "")}) = {of.Left}");
        Line($"A[f]({Names(of, "ḡ⁻¹·")}) = {of.Right}");
        if (of.Surrogates.Count > 0 || FormulaNames.HasPi(of.Formula.Body))
        {
            var (left, right) = of.ReplayInReals();
            Line(
                $"with the functions as they are, in double precision: {left:G12} and {right:G12}"
            );
        }
        return text.ToString();
    }

    private static string Names(Counterexample of, string before) =>
        string.Join(", ", of.Formula.Sites.Select(name => before + name));

    private static string Number(Func<Instance, Rational> side, Instance at)
    {
        try
        {
            return side(at).ToString();
        }
        catch (Exception e) when (e is DivideByZeroException or NotExactException)
        {
            return "·";
        }
    }

    private static string Index(Counterexample of, FiniteModel model, ParameterEntry entry)
    {
        var axes = of.Vocabulary.Parameters.First(parameter => parameter.Name == entry.Name).Axes;
        return string.Join(
            "; ",
            axes.Zip(entry.Index)
                .Select(pair =>
                    pair.First.Match(
                        _ => $"{pair.Second}",
                        _ => ElementText.Linear(model.Group, pair.Second),
                        _ => ElementText.Translation(model.Group, pair.Second)
                    )
                )
        );
    }

    /// <summary>One matrix per h side by side; a third axis is a block of rows.</summary>
    private static void Grids(
        StringBuilder text,
        TorusGroup group,
        int turns,
        string title,
        Func<int, string> value
    )
    {
        var n = group.Size;
        var cells = Enumerable
            .Range(0, turns)
            .Select(h =>
                Enumerable
                    .Range(0, group.TranslationCount)
                    .Select(x => value(group.IndexOf(x, h)))
                    .ToArray()
            )
            .ToArray();
        var names = Enumerable
            .Range(0, turns)
            .Select(h => turns == 1 ? "" : ElementText.Linear(group, h))
            .ToArray();
        var width = cells.Max(grid => grid.Max(cell => cell.Length));
        var column = Math.Max(n * (width + 1) - 1, names.Max(name => name.Length));
        string Row(IEnumerable<string> parts) =>
            "  " + string.Join("   ", parts.Select(part => part.PadRight(column))).TrimEnd() + "\n";

        text.Append(title).Append('\n');
        if (turns > 1)
            text.Append(Row(names));
        for (var row = 0; row < group.TranslationCount / n; row++)
        {
            if (row > 0 && row % n == 0)
                text.Append('\n');
            text.Append(
                Row(
                    cells.Select(grid =>
                        string.Join(
                            ' ',
                            grid.Skip(row * n).Take(n).Select(cell => cell.PadLeft(width))
                        )
                    )
                )
            );
        }
    }
}
