using System.Numerics;
using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Tests.Identity;

using Written = AgeFormal.Operators.Language.Design;

public sealed class ModelPlanTests
{
    private const string Head = """
        design case
        input f[1] on group
        output 1

        """;

    private static Written Parse(string declarations, string formula) =>
        DesignParser.Parse($"{Head}{declarations}\n\nλ(g; o). {formula}\n", "case.design");

    private static EqArray<PlannedModel> Plan(Written design, EqArray<PointGroup> groups) =>
        ModelPlan.Of(
            groups.Select(group => (group, DesignVocabulary.On(design, group, []))).ToEqArray(),
            atLeast: 3
        );

    /// <summary>On a torus as wide as the window, Win(S) is all of N and the place where it is read is not seen.</summary>
    [Test]
    public void A_window_that_is_read_about_a_fixed_place_is_refuted()
    {
        var design = Parse(
            "group p4m\nwindow S 3",
            "Σ[n ∈ Win(S)] f[o](g·((Abs(g))⁻¹·π_H(Abs(g)))·n)"
        );
        Assert.That(DesignVerifier.Verify(design).Theorem, Is.InstanceOf<Verdict.Refuted>());
    }

    /// <summary>x ↦ k·x is not e for all translations of all models.</summary>
    [Test]
    public void No_small_power_of_an_absolute_translation_passes(
        [Range(1, 14)] int power,
        [Values("", "group p4m", "group p6", "group abelian")] string group
    )
    {
        var factors = string.Concat(Enumerable.Repeat("·π_X(Abs(g))", power));
        var design = Parse(group, $"f[o](g{factors})");
        Assert.That(
            DesignVerifier.Verify(design).Theorem,
            Is.InstanceOf<Verdict.Refuted>(),
            design.Formula.ToString()
        );
    }

    [Test]
    public void Sides_leave_room_about_windows_and_share_no_factor(
        [Values(1, 3, 5, 7, 11)] int side
    )
    {
        var design = Parse($"window S {side}", "Σ[n ∈ Win(S)] f[o](g·n)");
        EqArray<EqArray<PointGroup>> claims =
        [
            new IdentityOptions().GroupsFor(2),
            [PointGroups.P4m],
            [PointGroups.P6m],
        ];
        foreach (var groups in claims)
        {
            var plan = Plan(design, groups);
            Assert.That(plan.Max(model => model.Side), Is.GreaterThanOrEqualTo(side + 2));
            Assert.That(plan.All(model => model.Side >= side && model.HasDeclaredWindows));
            Assert.That(plan.Any(model => BigInteger.GreatestCommonDivisor(model.Side, 6) == 1));
            Assert.That(
                BigInteger.GreatestCommonDivisor(plan[0].Side, plan[^1].Side),
                Is.EqualTo(BigInteger.One)
            );
        }
    }

    [Test]
    public void Windows_that_need_too_large_a_model_are_replaced_by_no_more_stable_ones()
    {
        var design = Parse("window S 1×1001", "Σ[n ∈ Win(S)] f[o](g·n)");
        foreach (
            var model in Plan(design, new IdentityOptions().GroupsFor(2).Remove(PointGroups.P3m1))
        )
        {
            var declared = DesignVocabulary.On(design, model.Group, []).Windows[0].Points;
            var small = model.Vocabulary.Windows[0].Points;
            Assert.That(model.HasDeclaredWindows, Is.False);
            Assert.That(small.Points.Except(declared.Points), Is.Empty);
            Assert.That(
                small.Stabilizer(model.Group).Except(declared.Stabilizer(model.Group)),
                Is.Empty
            );
        }
    }

    /// <summary>The number of points is a property of the declared window, which smaller ones do not have.</summary>
    [Test]
    public void What_fails_only_on_smaller_windows_is_not_refuted()
    {
        var holds = Parse(
            "group p4m\nwindow S 101\nparam gate[S]",
            "f[o](g) + ((Σ[n ∈ Win(S)] 1) − 10201) · gate(Abs(g))"
        );
        var report = DesignVerifier.Verify(holds);
        Assert.That(report.Theorem, Is.Not.InstanceOf<Verdict.Refuted>(), report.Summary);

        var broken = Parse(
            "group p4m\nwindow S 101\nparam gate[S]",
            "f[o](g) + ((Σ[n ∈ Win(S)] 1) − 10200) · gate(Abs(g))"
        );
        Assert.That(
            DesignVerifier
                .Verify(broken)
                .Models.Any(run => run is { Failure: not null, HasDeclaredWindows: true }),
            "the declared window is run where a smaller one fails"
        );
    }

    [Test]
    public void What_is_not_read_costs_nothing()
    {
        var design = Parse(
            "window S 3, T hexagon 147\nparam psi[S], unused[T]",
            "Σ[n ∈ Win(S)] f[o](g·n) · psi(n)"
        );
        var vocabulary = DesignVocabulary.On(design, PointGroups.P6, []);
        Assert.That(vocabulary.Windows.Select(window => window.Name), Is.EqualTo(new[] { "S" }));
        Assert.That(vocabulary.Parameters.Select(one => one.Name), Is.EqualTo(new[] { "psi" }));
    }
}

file static class Groups
{
    public static EqArray<PointGroup> Remove(this EqArray<PointGroup> groups, PointGroup group) =>
        groups.Where(one => one != group).ToEqArray();
}
