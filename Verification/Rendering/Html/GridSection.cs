using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>Exactness on the grid, layer by layer: the exact elements, the drift, the lattice where outputs lie elsewhere than inputs.</summary>
internal static class GridSection
{
    public static Node Of(VerificationReport report)
    {
        var drawn = report
            .Layers.Where(layer => LatticeDrawing.IsWorthDrawing(layer) || !IsExact(layer))
            .ToArray();
        return Page.Section(
            "grid",
            "Grid",
            Page.Note(
                "The elements h for which the layer maps the taps of every output o to those of h▹o on its actual grid. ",
                "Layers whose outputs lie on their inputs, and which are exact for all of H, are not listed."
            ),
            drawn.Length == 0
                ? Tag("p", "No layer moves its outputs off its inputs.")
                : Tag("div", drawn.Select(Layer)).Class("layers")
        );
    }

    /// <summary>What the grid section says of one layer.</summary>
    public static Node Layer(LayerReport layer) =>
        Tag(
                "article",
                Tag("h3", NetworkPage.Name(layer), " ", Exact(layer)),
                Tag(
                    "p",
                    $"exact for {{{string.Join(", ", Names(layer))}}} of H = {layer.Input.Group.Name}; drift {LatticeDrawing.DriftText(layer.Layer.Meaning.Geometry)}"
                ),
                LatticeDrawing.Of(layer)
            )
            .Class("layer");

    /// <summary>The exact elements in a word.</summary>
    public static Node Exact(LayerReport layer) =>
        Exact(layer.Exact.Count, layer.Input.Group.Order);

    /// <summary>The exact elements in a word.</summary>
    public static Node Exact(int count, int order) =>
        count == order
            ? Page.Badge(Tone.Good, "all of H")
            : Page.Badge(Tone.Open, $"{count} of {order}");

    private static bool IsExact(LayerReport layer) => layer.Exact.Count == layer.Input.Group.Order;

    private static IEnumerable<string> Names(LayerReport layer) =>
        layer.Exact.Select(h => layer.Input.Group.Group.ElementNames[h]);
}
