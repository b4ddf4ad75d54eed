using AgeFormal.Facade.Showing;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Rendering.Html;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Cli.Rendering;

/// <summary>A design that is turned: its source, its layer on a small signal, and, where it is refuted, its counterexample.</summary>
internal static class DesignShow
{
    /// <summary>The page.</summary>
    /// <param name="report">What is known of the design.</param>
    /// <param name="source">The text of the design.</param>
    /// <param name="run">The executed layer; null where the design is none.</param>
    /// <param name="reason">Why it is not executed, where it is not.</param>
    public static string Write(DesignReport report, string source, TurnedRun? run, string? reason)
    {
        var design = report.Design;
        Node[] header =
        [
            Tag("p", "a design that is turned").Class("kind"),
            Tag("h1", design.Name),
            Tag("p", design.Description ?? "").Class("subtitle"),
            Page.Headline(Page.Of(report.Theorem), report.Summary),
        ];
        Node[] sections =
        [
            report.Culprit is { } culprit
                ? CulpritSection.Of(culprit)
                : Page.Section("source", "The design", Tag("pre", source)),
            .. Counterexample(report),
        ];
        return run is null
            ? ShowPage.Write(
                design.Name,
                header,
                [Page.Note($"Not executed: {reason}"), .. sections]
            )
            : ShowPage.Write(
                design.Name,
                run,
                [],
                header,
                _ => [Page.Word(report.Theorem)],
                sections
            );
    }

    private static IEnumerable<Node> Counterexample(DesignReport report) =>
        report.Theorem.Match<IEnumerable<Node>>(
            proved: _ => [],
            refuted: refuted =>
                refuted.Witness.Counterexample is { } found
                    ? [CounterexampleSection.Of(found, report.Replays)]
                    : [],
            undecided: _ => []
        );
}
