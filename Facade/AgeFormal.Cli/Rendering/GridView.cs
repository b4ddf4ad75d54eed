using AgeFormal.Algebra;
using AgeFormal.Verification.Grids;
using Spectre.Console;

namespace AgeFormal.Cli.Rendering;

/// <summary>Lattice exactness for a person: the grid column, and below the table the reasons, the drift and repairs.</summary>
internal static class GridView
{
    public static string Cell(LayerExactness layer) =>
        Cell(layer.IsExact, layer.Subgroup)
        + string.Concat(
            layer
                .Axes.Where(axis => axis.Remainder != 0)
                .GroupBy(axis => axis.Remainder)
                .Select(axes =>
                    $" [dim]r = {(Rational)axes.Key} on axis {string.Join(", ", axes.Select(axis => axis.Axis))}[/]"
                )
        );

    public static string Cell(NetworkExactness network) => Cell(network.IsExact, network.Subgroup);

    public static void Write(NetworkExactness network, IAnsiConsole console)
    {
        foreach (var layer in network.Layers.Where(IsExplained))
            console.MarkupLineInterpolated(
                $"[yellow]· grid, {network.NameOf(layer)}: {layer.Reason}[/]"
            );
        if (!network.IsExact)
            console.MarkupLineInterpolated($"[yellow]· grid, whole: {network.Summary}[/]");
        foreach (var disagreement in network.Disagreements)
            console.MarkupLineInterpolated($"[yellow]· grid: {disagreement}[/]");
        foreach (var repair in network.Repairs)
            console.MarkupLineInterpolated(
                $"· exact for all of H by {repair.Change}, verified: {repair}"
            );
    }

    private static bool IsExplained(LayerExactness layer) =>
        layer.IsResponsible || layer.Disagreements.Count > 0;

    private static string Cell(bool isExact, Subgroup subgroup) =>
        isExact
            ? "[green]all of H[/]"
            : $"[yellow]{subgroup.Order} of {subgroup.Group.Order}: {Markup.Escape(subgroup.ToString())}[/]";
}
