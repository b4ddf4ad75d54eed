using AgeFormal.Facade.Showing;
using AgeFormal.Learning;
using AgeFormal.Verification;
using AgeFormal.Verification.Rendering.Html;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Cli.Rendering;

/// <summary>A network that is turned: its page, with what is proved of each layer.</summary>
internal static class NetworkShow
{
    public static string Write(TrainedNetwork trained, TurnedRun run, VerificationReport report) =>
        ShowPage.Write(
            trained.Network.Name,
            run,
            trained.Classes,
            [
                Tag("p", "a network that is turned").Class("kind"),
                Tag("h1", trained.Network.Name),
                Tag("p", $"{run.Input.Name} · {report.Input}").Class("subtitle"),
                Page.Headline(NetworkPage.Of(report.Conclusion), report.Summary),
            ],
            place => Badges(place, report),
            []
        );

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
