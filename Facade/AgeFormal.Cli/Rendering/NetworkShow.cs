using AgeFormal.Facade.Showing;
using AgeFormal.Learning;
using AgeFormal.Verification;
using AgeFormal.Verification.Rendering.Html;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Cli.Rendering;

/// <summary>A network that is turned: its page, with what is proved of each layer.</summary>
internal static class NetworkShow
{
    /// <summary>The page.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="weights">Where its weights are from.</param>
    /// <param name="run">The run.</param>
    /// <param name="report">What is proved of it.</param>
    public static string Write(
        TrainedNetwork trained,
        string weights,
        TurnedRun run,
        VerificationReport report
    ) =>
        ShowPage.Write(
            trained.Network.Name,
            run,
            trained.Classes,
            [
                Tag("p", "a network that is turned").Class("kind"),
                Tag("h1", trained.Network.Name),
                Tag("p", $"{weights} · {run.Input.Name} · {report.Input}").Class("subtitle"),
                Headline(run, report),
            ],
            place => Badges(place, report),
            []
        );

    private static Node Headline(TurnedRun run, VerificationReport report)
    {
        var (count, order) = (report.Exact.Count, report.Input.Group.Order);
        var isRounding = TurnData.Largest(run) <= run.Tolerance;
        return Page.Headline(
            !report.Theorem.IsProved || (report.IsExactOnGrid && !isRounding) ? Tone.Bad
                : report.IsExactOnGrid ? Tone.Good
                : Tone.Open,
            $"{report.Theorem.Match(proved: _ => "proved", refuted: _ => "refuted", undecided: _ => "undecided")} for the group ℤ^{report.Input.Group.Dimension} ⋊ {report.Input.Group.Name}; the grid keeps it exact for {(count == order ? "all" : $"{count} of")} {order} elements; largest residual over H for this input {TurnData.Number(TurnData.Largest(run))}, rounding allows {TurnData.Number(run.Tolerance)}"
        );
    }

    private static IEnumerable<Node> Badges(ShownPlace place, VerificationReport report)
    {
        if (place.Name == TurnedRun.OfOutput)
            return
            [
                Page.Word(report.Theorem),
                GridSection.Exact(report.Exact.Count, report.Input.Group.Order),
            ];
        return report.Layers.FirstOrDefault(layer => layer.Path == place.Layer) is { } layer
            ? [Page.Word(layer.Theorem), GridSection.Exact(layer)]
            : [];
    }
}
