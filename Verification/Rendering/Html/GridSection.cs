using AgeFormal.Algebra;
using AgeFormal.Verification.Grids;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>
/// Exactness on the grid: what holds of the whole and what would repair it, then layer by layer the reason, the axes, and the
/// lattice where outputs lie elsewhere than inputs.
/// </summary>
internal static class GridSection
{
    public static Node Of(VerificationReport report)
    {
        var drawn = report
            .Layers.Where(layer =>
                LatticeDrawing.IsWorthDrawing(layer)
                || !layer.Grid.IsExact
                || layer.Grid.Disagreements.Count > 0
            )
            .ToArray();
        return Page.Section(
            "grid",
            "Grid",
            [
                Page.Note(
                    "The elements h for which every layer maps the taps of each output o to those of h▹o on its actual grid."
                ),
                Whole(report.Grid),
                .. Repairs(report.Grid),
                Page.Note(
                    "Layers whose outputs lie on their inputs, and which are exact for all of H, are not listed. Per axis, slowest first: n points, a window of k points with dilation d, stride s, padding p before and p′ after; ",
                    Page.Set("N = n + p + p′ − d(k − 1) − 1 and r = (N mod s) − (p′ − p).")
                ),
                drawn.Length == 0
                    ? Tag("p", "No layer moves its outputs off its inputs.")
                    : Tag("div", drawn.Select(Layer)).Class("layers"),
            ]
        );
    }

    /// <summary>The exact elements in a word.</summary>
    public static Node Exact(LayerReport layer) =>
        Exact(layer.Exact.Count, layer.Input.Group.Order);

    /// <summary>The exact elements in a word.</summary>
    public static Node Exact(int count, int order) =>
        count == order
            ? Page.Badge(Tone.Good, "all of H")
            : Page.Badge(Tone.Open, $"{count} of {order}");

    private static Node Whole(NetworkExactness network) =>
        Tag("dl", Facts(network).SelectMany(fact => Fact(fact.Name, fact.Lines))).Class("facts");

    private static IEnumerable<(string Name, IEnumerable<string> Lines)> Facts(
        NetworkExactness network
    )
    {
        yield return ("whole", [network.Summary]);
        if (network.Blame.Count > 0)
            yield return ("lost in", network.Blame.Select(network.NameOf));
        yield return (
            "drift",
            network.Drifts.Select(drift => $"{drift}, stride {string.Join('×', drift.Stride)}")
        );
        if (network.Disagreements.Count > 0)
            yield return ("branches", network.Disagreements.Select(one => one.ToString()));
        yield return ("translations", [network.Translations.ToString()]);
    }

    private static IEnumerable<Node> Fact(string name, IEnumerable<string> lines) =>
        [Tag("dt", name), .. lines.Select(line => Tag("dd", line))];

    private static IEnumerable<Node> Repairs(NetworkExactness network) =>
        network.Repairs.Count == 0
            ? []
            :
            [
                Tag("h3", "Exact for all of H after one of these changes"),
                Page.Table(
                    "repairs",
                    ["the smallest", "change", "input", "output"],
                    network.Repairs.Select(repair =>
                        (Node[])
                            [
                                repair.Change,
                                Tag("span", Steps(repair)),
                                repair.Result.Input.Grid.ToString(),
                                repair.Result.Output.Grid.ToString(),
                            ]
                    )
                ),
                Page.Note(
                    "Each is verified: the tap tables of the changed operator were compared."
                ),
            ];

    private static IEnumerable<Node> Steps(Repair repair) =>
        repair.Steps.Select(step => Tag("div", step.ToString()));

    private static Node Layer(LayerReport layer) =>
        Tag(
                "article",
                Tag("h3", NetworkPage.Name(layer), " ", Exact(layer)),
                Tag("p", layer.Grid.Reason).Class("reason"),
                Page.Table(
                    "axes",
                    ["axis", "n", "k", "d", "s", "p", "p′", "outputs", "N", "r"],
                    layer.Grid.Axes.Select(Axis)
                ),
                LatticeDrawing.Of(layer)
            )
            .Class("layer");

    private static IEnumerable<Node> Axis(AxisRemainder axis) =>
        new[]
        {
            axis.Axis,
            axis.Size,
            axis.Window,
            axis.Dilation,
            axis.Stride,
            axis.Before,
            axis.After,
            axis.Outputs,
            axis.Play,
            axis.Remainder,
        }.Select(number => (Node)((Rational)number).ToString());
}
