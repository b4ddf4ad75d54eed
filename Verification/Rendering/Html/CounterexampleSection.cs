using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Models;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>A counterexample drawn: f beside L_ḡ f, the parameters, and both sides of Theorem 1 with their difference.</summary>
internal static class CounterexampleSection
{
    public static Node Of(Counterexample of, EqArray<Outcome<LayerReplay>> replays)
    {
        var grids = CounterexampleGrids.Of(of);
        return Page.Section(
            of.IsNamed ? "counterexample" : "other-functions",
            of.IsNamed ? "Counterexample" : "With other functions",
            [
                .. of.IsNamed
                    ? (IEnumerable<Node>)[]
                    :
                    [
                        Page.Note(
                            "Theorem 1 does not hold for every φ: polynomials in the place of some functions make the sides differ. This says nothing about the functions as named."
                        ),
                    ],
                Tag("p", Page.Set($"Theorem 1 fails {of}.")),
                Case(of),
                Tag("h3", "The signal and its transform"),
                Tag(
                    "div",
                    grids.Signals.SelectMany(pair =>
                        (Node[])
                            [
                                Tag(
                                        "div",
                                        Grid(of, pair.Signal, (_, _) => new()),
                                        Grid(of, pair.Translated, (_, _) => new())
                                    )
                                    .Class("pair"),
                            ]
                    )
                ),
                Page.Note(
                    of.Vocabulary.InputChannels > 1 ? "f is 0 in all other channels." : "",
                    " Rows and columns count 0 … n − 1 from the top left."
                ),
                .. Parameters(of),
                Tag("h3", "Both sides of Theorem 1"),
                Outputs(of, grids),
                Equation(of),
                .. Replays(replays),
            ]
        );
    }

    private static Node Case(Counterexample of)
    {
        var model = of.Model();
        var group = model.Group;
        IEnumerable<(string, string)> Entries()
        {
            yield return (
                "G",
                $"ℤ_{of.Side}^{of.Group.Dimension} ⋊ {of.Group.Name} ({of.Group.Symbol}), |G| = {group.Order}"
            );
            yield return ("ḡ", ElementText.Of(group, of.By));
            foreach (var (name, at) in of.Formula.Sites.Zip(of.At))
            {
                yield return (name, ElementText.Of(group, at));
                yield return (
                    $"ḡ⁻¹·{name}",
                    ElementText.Of(group, group.Multiply(group.Inverse(of.By), at))
                );
            }
            foreach (var (name, channel) in of.Formula.Channels.Zip(of.Channels))
                yield return (name, $"{channel}");
            foreach (var constant in of.Constants)
                yield return (constant.Name, ElementText.Of(group, constant.Element));
            foreach (var window in model.Windows)
                yield return (
                    window.Name,
                    $"{{{string.Join(" ", window.Translations.Select(x => $"({ElementText.Translation(group, x)})"))}}}"
                );
            foreach (var surrogate in of.Surrogates)
                yield return (
                    surrogate.Function,
                    $"replaced by x ↦ {surrogate.Polynomial}: a theorem for every φ would hold with it too"
                );
        }
        return Tag(
                "dl",
                Entries()
                    .SelectMany(entry =>
                        (Node[])[Tag("dt", Page.Set(entry.Item1)), Tag("dd", Page.Set(entry.Item2))]
                    )
            )
            .Class("case");
    }

    private static Node Grid(Counterexample of, ElementGrid grid, Func<int, int, CellMark> mark) =>
        CellGrid.Row(
            Page.Set(grid.Title),
            grid.Cells.Select(
                (cells, h) =>
                    (
                        grid.Turns[h],
                        CellGrid.Matrix(
                            $"{grid.Title} {grid.Turns[h]}",
                            of.Side,
                            of.Group.Lattice,
                            cells,
                            x => mark(h, x)
                        )
                    )
            )
        );

    private static Node Outputs(Counterexample of, CounterexampleGrids grids)
    {
        var group = of.Model().Group;
        var place = of.At[^1];
        CellMark Mark(int h, int x) =>
            new(Differs: grids.Differ[h][x], IsPlace: group.IndexOf(x, h) == place);
        return Tag(
            "div",
            Tag("div", Grid(of, grids.Left, Mark), Grid(of, grids.Right, Mark)).Class("pair"),
            Page.Note("Filled cells differ; the outlined cell is the place of the equation below.")
        );
    }

    private static Node Equation(Counterexample of)
    {
        string Names(string before) =>
            string.Join(", ", of.Formula.Sites.Select(name => before + name));
        var sides = Tag(
                "p",
                Tag("span", Page.Set($"A[L_ḡ f]({Names("")}) {of.Left.Relation} {of.Left}"))
                    .Class("side"),
                Tag("span", "≠").Class("unequal"),
                Tag("span", Page.Set($"A[f]({Names("ḡ⁻¹·")}) {of.Right.Relation} {of.Right}"))
                    .Class("side")
            )
            .Class("sides");
        if (of.Left.IsExact && of.Right.IsExact)
            return sides;
        return Tag(
            "div",
            sides,
            Page.Note(
                "A value in [a, b] lies between a and b; the two intervals have no number in common."
            )
        );
    }

    private static IEnumerable<Node> Replays(EqArray<Outcome<LayerReplay>> replays)
    {
        if (replays.Count == 0)
            return [];
        static string Number(double value) => value.ToString("G9", CultureInfo.InvariantCulture);
        Node[] Row(Outcome<LayerReplay> replay) =>
            replay.Match<Node[]>(
                executed: ran =>
                    [
                        ran.Execution,
                        Number(ran.Left),
                        Number(ran.Right),
                        ran.Confirmed ? Page.Badge(Tone.Good, "confirmed")
                        : ran.IsFaithful ? Page.Badge(Tone.Open, "sides within rounding")
                        : Page.Badge(
                            Tone.Bad,
                            $"the formula gives {Number(ran.ExpectedLeft)} and {Number(ran.ExpectedRight)}"
                        ),
                    ],
                notExecuted: refused => ["not executed", "", "", refused.Reason]
            );
        return
        [
            Tag("h3", "The executed layer"),
            Page.Table(
                "replays",
                ["execution", Page.Set("A[L_ḡ f]"), "expected", "outcome"],
                replays.Select(Row)
            ),
            Page.Note(
                "The formula compiled for the same torus and run on f and on its transform, with the functions and π as they are."
            ),
        ];
    }

    // A parameter with other indices fixed, along its last window, or along H, or along its last channels.
    private static IEnumerable<Node> Parameters(Counterexample of)
    {
        if (of.Parameters.Count == 0)
            return [];
        var model = of.Model();
        var slices = of
            .Parameters.GroupBy(entry =>
                (
                    entry.Name,
                    Fixed: entry
                        .Index.Select((i, axis) => axis == Drawn(of, entry.Name) ? -1 : i)
                        .ToEqArray()
                )
            )
            .Select(slice => Slice(of, model, slice.Key.Name, slice.ToArray()));
        return
        [
            Tag("h3", "The parameters"),
            Tag("div", slices).Class("pair"),
            Page.Note("All other entries of parameters are 0."),
        ];
    }

    private static Node Slice(
        Counterexample of,
        FiniteModel model,
        string name,
        ParameterEntry[] entries
    )
    {
        var axes = Axes(of, name);
        var drawn = Drawn(of, name);
        var (count, row, outside) =
            drawn < 0
                ? (1, 1, _ => false)
                : axes[drawn]
                    .Match(
                        channels: channels =>
                            (channels.Count, channels.Count, (Func<int, bool>)(_ => false)),
                        pointElements: _ => (of.Group.Order, of.Group.Order, _ => false),
                        window: window =>
                            (
                                model.Group.TranslationCount,
                                of.Side,
                                x => !model.Window(window.Window).Translations.Contains(x)
                            )
                    );
        var values = entries.ToDictionary(
            entry => drawn < 0 ? 0 : entry.Index[drawn],
            entry => $"{entry.Value}"
        );
        var title = $"{name}({CounterexampleText.Index(of, model, entries[0], drawn)})";
        var isWindow =
            drawn >= 0
            && axes[drawn]
                .Match(channels: _ => false, pointElements: _ => false, window: _ => true);
        return CellGrid.Row(
            title,
            [
                (
                    "",
                    CellGrid.Matrix(
                        title,
                        row,
                        isWindow ? of.Group.Lattice : Lattice.Square,
                        Enumerable
                            .Range(0, count)
                            .Select(i => values.GetValueOrDefault(i, "0"))
                            .ToEqArray(),
                        i => new(IsOutside: outside(i))
                    )
                ),
            ]
        );
    }

    private static EqArray<ParameterAxis> Axes(Counterexample of, string name) =>
        of.Vocabulary.Parameters.First(parameter => parameter.Name == name).Axes;

    private static int Drawn(Counterexample of, string name)
    {
        var rank = Axes(of, name)
            .Select(axis => axis.Match(channels: _ => 0, pointElements: _ => 1, window: _ => 2))
            .ToArray();
        return rank.Length == 0 ? -1 : Array.LastIndexOf(rank, rank.Max());
    }
}
