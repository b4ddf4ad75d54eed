using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Refuting;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>A report on a design as a page.</summary>
internal static class DesignPage
{
    public static string Write(DesignReport report)
    {
        var design = report.Design;
        return Page.Of(
            design.Name,
            DesignReport.Schema,
            [
                Tag(
                    "header",
                    Tag("p", "verification of a design").Class("kind"),
                    Tag("h1", design.Name),
                    Tag("p", design.Description ?? "").Class("subtitle"),
                    Tag("p", design.Source ?? "").Class("source"),
                    Page.Headline(Page.Of(report.Theorem), report.Summary)
                ),
                Columns(report),
                Page.Section(
                    "formula",
                    "Formula",
                    Tag("p", new Formula(ClaimMathMl.Definition(design.Formula)))
                        .Class("formula display"),
                    Tag(
                        "details",
                        Tag("summary", "as a design file"),
                        Tag("pre", DesignText.Render(design))
                    )
                ),
                .. report.Culprit is { } culprit
                    ? [CulpritSection.Of(culprit)]
                    : (IEnumerable<Node>)[],
                .. report.Theorem.Match(
                    proved: proved =>
                        [.. ConditionSection.Used(report.Conditions), Derivation(proved)],
                    refuted: refuted =>
                        refuted.Witness.Counterexample is { } found
                            ? [CounterexampleSection.Of(found, report.Replays)]
                            : [],
                    undecided: undecided =>
                        undecided.WithOtherFunctions?.Counterexample is { } replaced
                            ? [CounterexampleSection.Of(replaced, [])]
                            : (IEnumerable<Node>)[]
                ),
                .. report.Conditional is { } conditional
                    ? [ConditionSection.Of(conditional)]
                    : (IEnumerable<Node>)[],
                Page.Section(
                    "models",
                    "Identity test",
                    Page.Note(
                        Page.Set(
                            "The second method: both sides of Theorem 1 evaluated over a prime field on ℤ_n^d ⋊ H with random signals, parameters and functions, those named by the formula too: where it fails, the theorem does not hold for every φ in their place."
                        )
                    ),
                    Models("models", report.Models)
                ),
                .. Named(report.Named),
            ]
        );
    }

    /// <summary>How derivations are to be read.</summary>
    public static Node Legend() =>
        Page.Note(
            "A step opens to show what it rests on; the name of its rule holds the law. ",
            new Formula(Operators.Rendering.MathMlText.Document("<mi>Γ</mi>")),
            " is the context of the step above. ",
            Page.Set(
                "(L_ḡ f)(g) = f(ḡ⁻¹g); ḡ, g ∈ G = ℤ^d ⋊ H, N the translations, Ch_n the channels 0 … n − 1."
            )
        );

    private static Node Columns(DesignReport report) =>
        Tag(
                "div",
                Page.Theorem(
                    report.Theorem,
                    report.Theorem.Match(
                        proved: proved =>
                            $"for {report.Scope}, {proved.Proof.StepCount} steps, replayed by the checker",
                        refuted: _ => "by the counterexample below",
                        undecided: undecided => $"at {undecided.Part}: {undecided.Reason}"
                    )
                ),
                Page.Card(
                    "grid",
                    null,
                    Tag("p", "not part of a design"),
                    Tag("p", "a formula has no sizes, stride or padding")
                ),
                Execution(report)
            )
            .Class("columns");

    private static Node Execution(DesignReport report)
    {
        if (report.Executions.Count > 0)
            return Page.Card(
                "execution",
                report.Executions.All(one =>
                        one.Match(executed: _ => false, notExecuted: _ => true)
                    )
                        ? null
                    : report.Executions.All(one =>
                        one.Match(executed: ran => ran.Holds, notExecuted: _ => true)
                    )
                        ? Tone.Good
                    : Tone.Bad,
                report.Executions.Select(one => Tag("p", Page.Set(one.ToString()!)))
            );
        var (first, second) =
            report.Replays.Count > 0
                ? ("the counterexample alone", "replayed on the compiled formula below")
                : ("not executed", "a formula is no compiled network");
        return Page.Card("execution", null, Tag("p", first), Tag("p", second));
    }

    /// <summary>The steps of a derivation with how they are to be read, and the laws that they use.</summary>
    public static IEnumerable<Node> Steps(Derivation derivation) =>
        [Legend(), DerivationSection.Of(derivation), DerivationSection.Laws([derivation])];

    /// <summary>What the identity test ran, a row per finite model.</summary>
    public static Node Models(string name, EqArray<ModelRun> runs) =>
        Page.Table(
            name,
            ["H", "n", "equations evaluated", "of", "outcome"],
            runs.Select(run =>
                (Node[])
                    [
                        run.Group.Symbol,
                        CellGrid.Count(run.Side),
                        CellGrid.Count(run.Instances),
                        CellGrid.Count(run.AllInstances),
                        run.Failure is { } failure
                            ? Tag(
                                "span",
                                Page.Badge(Tone.Bad, "fails"),
                                Tag("small", $" {failure}")
                            )
                            : Page.Badge(Tone.Good, "holds"),
                    ]
            )
        );

    // The second method where a proof uses laws of functions.
    private static IEnumerable<Node> Named(EqArray<NamedRun> runs) =>
        runs.Count == 0
            ? []
            :
            [
                Page.Section(
                    "named",
                    "The functions as named",
                    Page.Note(
                        Page.Set(
                            "The proof uses laws of the functions that the formula names, so random functions in their place tell nothing. Both sides of Theorem 1 on random fractions, exactly or between bounds rounded outwards."
                        )
                    ),
                    Page.Table(
                        "named",
                        ["H", "n", "cases compared", "without a value", "outcome"],
                        runs.Select(run =>
                            (Node[])
                                [
                                    run.Group.Symbol,
                                    CellGrid.Count(run.Side),
                                    CellGrid.Count(run.Compared),
                                    CellGrid.Count(run.Undefined),
                                    run.Holds
                                        ? Page.Badge(Tone.Good, "no difference")
                                        : Page.Badge(
                                            Tone.Bad,
                                            run.Compared == 0 ? "nothing compared" : "a difference"
                                        ),
                                ]
                        )
                    )
                ),
            ];

    private static Node Derivation(Verdict.Proved proved) =>
        Page.Section("derivations", "Derivation", Steps(proved.Proof));
}
