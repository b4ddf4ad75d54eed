using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>
/// The laws of a well-scoped design: every variable is bound and used at its sort, every window and parameter is declared
/// and applied to as many arguments as it has axes, and channel indices stay within what they index.
/// </summary>
public static class DesignScope
{
    /// <summary>The design itself, when it is well scoped and can be written: sums and products have at least two parts.</summary>
    /// <exception cref="ScopeException">It is not; the message names what is wrong.</exception>
    public static Design Check(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        Expect(design, DesignWords.IsTitle(design.Name), "that name", "a word");
        foreach (var line in new[] { design.Description, design.Source })
            Expect(
                design,
                line is null || DesignWords.IsLine(line),
                "a description or source with a control character",
                "one line of text"
            );
        if (design.Group is GroupCondition.Named { Symbol: var symbol })
            Expect(
                design,
                PointGroups.All.Any(group => group.Symbol == symbol),
                $"the group '{symbol}'",
                "one of the catalogue"
            );
        ExpectChannels(design, design.Input.Channels);
        foreach (var count in design.Output)
            ExpectChannels(design, count);
        CheckNames(design, design.Windows.Select(window => window.Name));
        CheckNames(design, design.Constants);
        CheckNames(design, design.Parameters.Select(parameter => parameter.Name));
        foreach (var window in design.Windows)
            CheckShape(design, window);
        foreach (var parameter in design.Parameters)
            CheckAxes(design, parameter);
        CheckFormula(design);
        return design;
    }

    internal static void Expect(Design design, bool law, string found, string expected)
    {
        if (!law)
            throw ScopeException.InDesign(design.Name, found, expected);
    }

    private static void ExpectChannels(Design design, int count) =>
        Expect(
            design,
            count is >= 1 and <= Limits.Channels,
            $"{count} channels",
            $"a number from 1 to {Limits.Channels}"
        );

    private static void CheckNames(Design design, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            Expect(design, DesignWords.IsName(name), $"the name '{name}'", "a word, not reserved");
            Expect(design, seen.Add(name), $"the name '{name}' twice", "distinct names");
        }
    }

    private static void CheckShape(Design design, DesignWindow window)
    {
        var (least, sides) =
            window.Shape?.Match<(int, EqArray<int>)>(
                side: side => (1, [side.Length]),
                box: box => (1, box.Sides),
                hexagon: hexagon => (0, [2 * hexagon.Radius])
            ) ?? (1, []);
        Expect(
            design,
            sides.All(side => side >= least && side <= Limits.Side)
                && window.Shape is not WindowShape.Box { Sides.Count: not (2 or 3) },
            $"the window {window.Name} of {window.Shape}",
            $"two or three sides, or one for all axes, of at most {Limits.Side}"
        );
        const int plane = 2;
        var dimension = design.Group.Match(
            any: _ => plane,
            abelian: _ => plane,
            named: of => PointGroups.Parse(of.Symbol).Dimension
        );
        if (window.Shape?.CountIn(dimension) is { } count)
            Expect(
                design,
                count <= Limits.WindowPoints,
                $"{count} points of the window {window.Name} of {window.Shape}",
                $"at most {Limits.WindowPoints}"
            );
    }

    private static void CheckAxes(Design design, DesignParameter parameter)
    {
        foreach (var count in parameter.Axes.ChannelSizes)
            ExpectChannels(design, count);
        var windows = parameter.Axes.Windows;
        foreach (var name in windows)
            Expect(
                design,
                design.Windows.Any(window => window.Name == name),
                $"an axis of '{parameter.Name}' over the undeclared window '{name}'",
                "a declared window"
            );
        Expect(
            design,
            !parameter.Isotropic || windows.Count > 0,
            $"the isotropic parameter '{parameter.Name}' without a window",
            "an axis over a window"
        );
    }

    private static void CheckFormula(Design design)
    {
        var formula = design.Formula;
        Expect(
            design,
            formula.Sites.Count is 1 or 2,
            $"a formula with {formula.Sites.Count} positions",
            "one or two"
        );
        Expect(
            design,
            formula.Channels.Count == design.Output.Count,
            $"{formula.Channels.Count} channel indices and {design.Output.Count} output sizes",
            "as many of one as of the other"
        );
        CheckNames(design, formula.Sites.Concat(formula.Channels).Concat(design.Constants));
        var scope = ImmutableDictionary<string, (Sort, int)>.Empty;
        foreach (var site in formula.Sites)
            scope = scope.SetItem(site, (Sort.Site, 0));
        foreach (var (channel, count) in formula.Channels.Zip(design.Output))
            scope = scope.SetItem(channel, (Sort.Channel, count));
        new TermScope(design, scope, 0).Check(formula.Body);
    }
}
