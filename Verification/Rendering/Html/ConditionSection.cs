using AgeFormal.Algebra;
using AgeFormal.Verification.Designs;
using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>The conditions of a theorem: those that its proof uses, and what holds where further ones do.</summary>
internal static class ConditionSection
{
    /// <summary>The conditions that the proof of the claim uses, each with its ground; nothing where there are none.</summary>
    public static IEnumerable<Node> Used(EqArray<DesignCondition> conditions) =>
        conditions.Count == 0
            ? []
            :
            [
                Page.Section(
                    "conditions",
                    "Conditions",
                    Page.Note("What the proof uses of the group, the windows and the parameters."),
                    Page.Table(
                        "conditions",
                        ["condition", "law", "it holds"],
                        conditions.Select(one =>
                            (Node[])
                                [
                                    one.Condition.ToString(),
                                    Page.Set(Law(one.Condition)),
                                    Ground(one),
                                ]
                        )
                    )
                ),
            ];

    /// <summary>A theorem under conditions that the design neither declares nor has, beside the verdict on its claim.</summary>
    public static Node Of(ConditionalReport report) =>
        Page.Section(
            "conditional",
            "Under further conditions",
            [
                Page.Note(
                    "Conditions that the design neither declares nor has by computation: this says nothing about its claim."
                ),
                Tag("p", Page.Badge(Tone(report.Theorem), report.Summary)).Class("verdict"),
                Page.Table(
                    "conditions",
                    ["condition", "law"],
                    report.Conditions.Select(one => (Node[])[one.ToString(), Page.Set(Law(one))])
                ),
                .. report.Theorem.Match(
                    proved: proved => DesignPage.Steps(proved.Proof),
                    refuted: _ => [],
                    undecided: _ => (IEnumerable<Node>)[]
                ),
                Page.Note("The identity test on models that satisfy the conditions."),
                DesignPage.Models("models conditional", report.Models),
            ]
        );

    // A theorem under conditions is part of the claim at most.
    private static Tone Tone(Verdict verdict) =>
        verdict.Match(
            proved: _ => Html.Tone.Open,
            refuted: _ => Html.Tone.Bad,
            undecided: _ => Html.Tone.Open
        );

    private static string Law(Condition condition) =>
        condition.Match(
            abelian: _ => "h·k = k·h for all h, k ∈ H",
            stable: stable => $"h ▹ {stable.Window} = {stable.Window} for every h ∈ H",
            isotropic: isotropic =>
                $"{isotropic.Parameter}(…, h▹x, …) = {isotropic.Parameter}(…, x, …) for every h ∈ H",
            named: named =>
                $"ℤ^{named.Group.Dimension} ⋊ {named.Group.Name}, |H| = {named.Group.Order}"
        );

    private static string Ground(DesignCondition one) =>
        one.Ground switch
        {
            ConditionGround.Declared => "declared by the design",
            ConditionGround.Computed => $"computed on {string.Join(", ", one.Groups)}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
