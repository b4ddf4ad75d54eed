using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>A verification report as a page.</summary>
internal static class NetworkPage
{
    public static string Write(VerificationReport report) =>
        Page.Of(
            report.Name ?? report.Operator,
            VerificationReport.Schema,
            Tag(
                "header",
                Tag("p", "verification of a network").Class("kind"),
                Tag("h1", report.Name ?? report.Operator),
                Tag(
                        "p",
                        report.Name is null
                            ? $"input {report.Input}"
                            : $"{report.Operator}, input {report.Input}"
                    )
                    .Class("subtitle"),
                Page.Headline(Of(report.Conclusion), report.Summary)
            ),
            Columns(report),
            Layers(report),
            GridSection.Of(report),
            ExecutionSection.Of(report),
            Derivations(report),
            Page.Section(
                "assumptions",
                "What the claims leave out",
                Tag("ul", report.Assumptions.Select(text => Tag("li", text)))
            )
        );

    /// <summary>The name of a layer: its path, if it has one, and its block.</summary>
    public static string Name(LayerReport layer) =>
        layer.Path.Length == 0 ? layer.Block : $"{layer.Path} · {layer.Block}";

    private static Tone Of(Conclusion conclusion) =>
        conclusion switch
        {
            Conclusion.ProvedAndExact => Tone.Good,
            Conclusion.ProvedInexactOnGrid => Tone.Open,
            Conclusion.ProvedSingleUnreliable => Tone.Open,
            Conclusion.ExecutionDiffers => Tone.Bad,
            Conclusion.ExecutionUndecided => Tone.Open,
            Conclusion.Refuted => Tone.Bad,
            Conclusion.Undecided => Tone.Open,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    // What differs where the grid keeps nothing is no fault of the execution.
    private static Tone Of(Conclusion conclusion, ExecutionChecks[] runs) =>
        conclusion == Conclusion.ExecutionDiffers ? Tone.Bad
        : runs.Length > 0 && runs.All(run => run.Integers.IsBitEqual) ? Tone.Good
        : Tone.Open;

    private static Node Columns(VerificationReport report)
    {
        var runs = report.Executions.Select(run => run.Checks).OfType<ExecutionChecks>().ToArray();
        return Tag(
                "div",
                Page.Theorem(
                    report.Theorem,
                    report.Theorem.Match(
                        proved: proved =>
                            $"{proved.Proof.StepCount} steps, replayed by the checker",
                        refuted: refuted => refuted.Witness.Description,
                        undecided: undecided => $"at {undecided.Part}: {undecided.Reason}"
                    )
                ),
                Page.Card(
                    "grid",
                    report.IsExactOnGrid ? Tone.Good : Tone.Open,
                    Tag("p", GridSection.Exact(report.Exact.Count, report.Input.Group.Order)),
                    Tag("p", $"exact for {{{string.Join(", ", report.ExactNames)}}}")
                ),
                Page.Card(
                    "execution",
                    Of(report.Conclusion, runs),
                    Tag(
                        "p",
                        runs.Length == 0
                            ? "not executed"
                            : ExecutionSection.Words([.. runs.Select(run => run.Integers)])
                    ),
                    Tag("p", "residuals per element below")
                )
            )
            .Class("columns");
    }

    private static Node Layers(VerificationReport report) =>
        Page.Section(
            "layers",
            "Layers",
            Page.Table(
                "layers",
                ["layer", "block", "theorem (group)", "grid: exact for", "execution: integers"],
                report.Layers.Select(layer =>
                    (Node[])
                        [
                            layer.Path,
                            layer.Block,
                            Tag("span", Page.Word(layer.Theorem), Steps(layer.Theorem)),
                            GridSection.Exact(layer),
                            ExecutionSection.Words(layer.Integers),
                        ]
                )
            )
        );

    private static string Steps(Verdict verdict) =>
        verdict.Match(
            proved: proved => $" {proved.Proof.StepCount} steps",
            refuted: _ => "",
            undecided: _ => ""
        );

    // One derivation per kind of block: layers of one kind differ in sizes alone.
    private static Node Derivations(VerificationReport report)
    {
        var shown = report
            .Layers.DistinctBy(layer => layer.Block)
            .Where(layer => layer.Theorem.IsProved)
            .ToArray();
        var proofs = shown.Select(layer => ((Verdict.Proved)layer.Theorem).Proof).ToArray();
        return Page.Section(
            "derivations",
            "Derivations",
            DesignPage.Legend(),
            Page.Note(
                "One derivation per kind of block: layers of one kind differ in sizes alone."
            ),
            Tag(
                "div",
                shown.Zip(
                    proofs,
                    (layer, proof) =>
                        Tag(
                                "details",
                                Tag(
                                    "summary",
                                    Tag("h3", Name(layer)),
                                    Tag(
                                            "span",
                                            new Formula(
                                                ClaimMathMl.Definition(layer.Layer.Meaning.Formula)
                                            )
                                        )
                                        .Class("formula")
                                ),
                                DerivationSection.Of(proof)
                            )
                            .Class("proof")
                )
            ),
            DerivationSection.Laws(proofs)
        );
    }
}
