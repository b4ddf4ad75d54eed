namespace AgeFormal.Verification.Grids;

/// <summary>The exactness of a layer in one sentence.</summary>
internal static class LayerReason
{
    public static string Of(LayerExactness layer) =>
        string.Join(
            "; ",
            new[] { Decision(layer), Explanation(layer), Disagreement(layer) }.Where(part =>
                part.Length > 0
            )
        );

    private static string Decision(LayerExactness layer) =>
        layer.IsExact ? "exact for all of H" : $"exact for {layer.Subgroup}";

    private static string Explanation(LayerExactness layer) =>
        string.Join(
            "; ",
            layer
                .Elements.Where(element => !element.IsExact)
                .SelectMany(element => element.Obstructions)
                .Distinct()
                .Select(reason => reason.ToString())
        );

    private static string Disagreement(LayerExactness layer)
    {
        var more = layer.Disagreements.Where(element => element.IsExact).ToArray();
        var less = layer.Disagreements.Where(element => !element.IsExact).ToArray();
        return string.Join(
            "; ",
            new[]
            {
                more.Length == 0
                    ? ""
                    : $"the taps agree for {Names(more)} although the closed form does not ({string.Join(", ", more.SelectMany(element => element.Obstructions).Distinct())})",
                less.Length == 0
                    ? ""
                    : $"the taps differ for {Names(less)} although the closed form says exact",
            }.Where(part => part.Length > 0)
        );
    }

    private static string Names(IEnumerable<ElementExactness> elements) =>
        string.Join(", ", elements.Select(element => element.Name));
}
