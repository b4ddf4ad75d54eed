using AgeFormal.Algebra;
using AgeFormal.Verification;

namespace AgeFormal.Cli.Rendering;

/// <summary>
/// A row of the table of layers: a layer, or several one after another of which all is well and which were executed alike, so
/// that what the row says is true of each.
/// </summary>
/// <param name="Layers">The layers, at least one.</param>
internal sealed record LayerRow(EqArray<LayerReport> Layers)
{
    /// <summary>A row for each layer.</summary>
    public static IEnumerable<LayerRow> Each(EqArray<LayerReport> layers) =>
        layers.Select(layer => new LayerRow([layer]));

    /// <summary>A row for each layer that is not well, and one for those between that were executed alike.</summary>
    public static IEnumerable<LayerRow> Collapsed(EqArray<LayerReport> layers)
    {
        var well = new List<LayerReport>();
        foreach (var layer in layers)
        {
            if (well.Count > 0 && !(IsWell(layer) && IsExecutedAlike(layer, well[^1])))
            {
                yield return new([.. well]);
                well.Clear();
            }
            if (IsWell(layer))
                well.Add(layer);
            else
                yield return new([layer]);
        }
        if (well.Count > 0)
            yield return new([.. well]);
    }

    // On the same devices in the same precisions, or not alone.
    private static bool IsExecutedAlike(LayerReport one, LayerReport other) =>
        one
            .Integers.Select(run => run.Execution)
            .SequenceEqual(other.Integers.Select(run => run.Execution));

    /// <summary>
    /// Whether a layer is proved, exact on its grid, and every run of it, of which there may be none, bit-equal and not off
    /// the reference.
    /// </summary>
    private static bool IsWell(LayerReport layer) =>
        layer.Theorem is Verdict.Proved
        && layer.Grid.IsExact
        && layer.Integers.All(run => run.IsBitEqual && !run.Reference.Agreement.IsFailure)
        && !layer.Reals.Any(run => run.IsFailure);
}
