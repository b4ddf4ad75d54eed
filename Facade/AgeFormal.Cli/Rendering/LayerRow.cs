using AgeFormal.Algebra;
using AgeFormal.Verification;

namespace AgeFormal.Cli.Rendering;

/// <summary>A row of the table of layers: a layer, or several one after another of which all is well.</summary>
/// <param name="Layers">The layers, at least one.</param>
internal sealed record LayerRow(EqArray<LayerReport> Layers)
{
    /// <summary>A row for each layer.</summary>
    public static IEnumerable<LayerRow> Each(EqArray<LayerReport> layers) =>
        layers.Select(layer => new LayerRow([layer]));

    /// <summary>A row for each layer that is not well, and one for those between.</summary>
    public static IEnumerable<LayerRow> Collapsed(EqArray<LayerReport> layers)
    {
        var well = new List<LayerReport>();
        foreach (var layer in layers)
        {
            if (IsWell(layer))
            {
                well.Add(layer);
                continue;
            }
            if (well.Count > 0)
                yield return new([.. well]);
            well.Clear();
            yield return new([layer]);
        }
        if (well.Count > 0)
            yield return new([.. well]);
    }

    /// <summary>Whether a layer is proved, exact on its grid, and every run of it bit-equal and not off the reference.</summary>
    private static bool IsWell(LayerReport layer) =>
        layer.Theorem is Verdict.Proved
        && layer.Grid.IsExact
        && layer.Integers.All(run => run.IsBitEqual && !run.Reference.Agreement.IsFailure)
        && !layer.Reals.Any(run => run.IsFailure);
}
