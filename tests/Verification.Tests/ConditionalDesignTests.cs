using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Tests;

/// <summary>Theorems under conditions: proved where declared, refuted where not, and never confused.</summary>
public sealed class ConditionalDesignTests
{
    private static IEnumerable<ConditionalDesigns.Case> Cases => ConditionalDesigns.All;

    private static IEnumerable<string> Reindexed => ConditionalDesigns.Reindexed;

    [TestCaseSource(nameof(Cases))]
    public void A_design_that_declares_its_conditions_is_proved_and_names_them(
        ConditionalDesigns.Case one
    )
    {
        var report = DesignVerifier.Verify(one.Declared);
        Assert.That(report.Theorem.IsProved, report.Summary);
        var proved = (Verdict.Proved)report.Theorem;
        Assert.That(Condition.Sentence(proved.Proof.Conditions), Is.EqualTo(one.Conditions));
        Assert.That(
            report.Conditions.Select(condition => condition.Ground),
            Is.All.EqualTo(ConditionGround.Declared)
        );
        Assert.That(proved.Proof.ToLatex(), Does.Contain(@"\implies"));
        Assert.That(report.Conditional, Is.Null);
        Assert.That(report.Models.All(run => run.Failure is null));
        foreach (var condition in proved.Proof.Conditions)
        {
            Assert.That(report.Summary, Does.Contain($"{condition} (declared)"));
            Assert.That(proved.ToString(), Does.Contain(condition.ToString()));
            Assert.That(report.ToJson(), Does.Contain(condition.ToString()));
            Assert.That(proved.Proof.ToText(), Does.Contain($"{condition}  [hypothesis]"));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void A_design_that_does_not_declare_them_is_refuted_and_proved_under_them(
        ConditionalDesigns.Case one
    )
    {
        var report = DesignVerifier.Verify(one.Undeclared);
        Assert.That(report.Theorem, Is.InstanceOf<Verdict.Refuted>(), report.Summary);
        var witness = ((Verdict.Refuted)report.Theorem).Witness.Counterexample!;
        Assert.That(witness.Replay().Confirmed);
        Assert.That(witness.Signal, Has.Count.LessThanOrEqualTo(3));
        var conditional = report.Conditional!;
        Assert.That(conditional.Theorem.IsProved, conditional.Summary);
        Assert.That(Condition.Sentence(conditional.Conditions), Is.EqualTo(one.Conditions));
        Assert.That(conditional.Models, Is.Not.Empty);
        Assert.That(conditional.Models.All(run => run.Failure is null));
        Assert.That(report.Summary, Does.StartWith("refuted").And.Contain(one.Conditions));
        using var json = JsonDocument.Parse(report.ToJson());
        Assert.That(json.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("refuted"));
        Assert.That(
            json.RootElement.GetProperty("conditional").GetProperty("verdict").GetString(),
            Is.EqualTo("proved")
        );
    }

    [TestCaseSource(nameof(Cases))]
    public void The_prover_alone_uses_no_condition_that_is_not_granted(ConditionalDesigns.Case one)
    {
        var group = PointGroups.P4m;
        var vocabulary = DesignVocabulary.On(one.Declared, group, []);
        var formula = one.Declared.Formula;
        Assert.That(Prover.Prove(formula, vocabulary), Is.InstanceOf<Verdict.Undecided>());
        var all = Prover.ConditionsOn(vocabulary);
        var needed = ((Verdict.Proved)Prover.Prove(formula, vocabulary, all)).Proof.Conditions;
        Assert.That(Condition.Sentence(needed), Is.EqualTo(one.Conditions));
        foreach (var condition in needed)
        {
            var without = Prover.Prove(formula, vocabulary, new(all.Items.Remove(condition)));
            Assert.That(without, Is.InstanceOf<Verdict.Undecided>(), condition.ToString());
            var stuck = (Verdict.Undecided)without;
            Assert.That(stuck.Part, Does.Match(@"[WVKf]"), "the atom");
            Assert.That(stuck.Reason, Does.Contain("ḡ").Or.Contain("another order"), "the letter");
        }
    }

    [TestCaseSource(nameof(Reindexed))]
    public void A_bijection_of_the_domain_needs_no_condition(string formula)
    {
        var report = DesignVerifier.Verify(ConditionalDesigns.Parse("param V[2, H]", formula));
        Assert.That(report.Theorem.IsProved, report.Summary);
        Assert.That(((Verdict.Proved)report.Theorem).Proof.Conditions, Is.Empty);
    }

    [TestCase(
        "λ(g; o). Σ[n ∈ Win(S)] V(Abs(g)·n·Abs(g)⁻¹; o) · f[o](g·n)",
        TestName = "An axis over H does not see a translation"
    )]
    [TestCase(
        "λ(g; o). Σ[n ∈ Win(S), k ∈ H] K(n·(π_H (Abs(g)))⁻¹; o) · f[o](g·n·k)",
        TestName = "An axis over a window does not see a turn"
    )]
    public void An_axis_reads_one_part_of_its_argument(string formula)
    {
        var report = DesignVerifier.Verify(
            ConditionalDesigns.Parse("window S", "param V[2, H], K[2, S]", formula)
        );
        Assert.That(report.Theorem.IsProved, report.Summary);
        var proved = (Verdict.Proved)report.Theorem;
        Assert.That(proved.Proof.Conditions, Is.Empty);
        Assert.That(
            proved.Proof.Steps().Select(step => step.Rule),
            Does.Contain(Rules.ParameterAxis)
        );
    }

    [Test]
    public void A_condition_is_computed_on_the_group_and_the_window_that_a_design_names()
    {
        const string swapped = "λ(g; o). Σ[k ∈ H] V(Abs(g·k)·Abs(g)⁻¹; o) · f[o](g·k)";
        const string unturned = "λ(g; o). max[n ∈ AbsWin(S)@g] f[o](g·n)";
        foreach (
            var design in new[]
            {
                ConditionalDesigns.Parse("group p4", "param V[2, H]", swapped),
                ConditionalDesigns.Parse("window S 3", unturned),
                ConditionalDesigns.Parse("group p2", "window S 1×3", unturned),
            }
        )
        {
            var report = DesignVerifier.Verify(design);
            Assert.That(report.Theorem.IsProved, report.Summary);
            Assert.That(
                report.Conditions.Select(one => one.Ground),
                Is.EqualTo(new[] { ConditionGround.Computed })
            );
            Assert.That(report.Summary, Does.Contain("(computed on "));
            Assert.That(report.Conditions[0].Groups, Is.Not.Empty);
            Assert.That(report.Scope, Is.Not.EqualTo("every H"));
        }
        foreach (
            var design in new[]
            {
                ConditionalDesigns.Parse("group p4m", "param V[2, H]", swapped),
                ConditionalDesigns.Parse("window S 1×3", unturned),
                ConditionalDesigns.Parse("group p4", "window S 1×3", unturned),
            }
        )
        {
            var report = DesignVerifier.Verify(design);
            Assert.That(report.Theorem, Is.InstanceOf<Verdict.Refuted>(), report.Summary);
        }
    }

    [Test]
    public void A_condition_that_no_group_of_the_claim_satisfies_proves_nothing()
    {
        var report = DesignVerifier.Verify(
            ConditionalDesigns.Parse(
                "group p4m",
                "param V[2, H]",
                "λ(g; o). Σ[k ∈ H] V(Abs(g·k)·Abs(g)⁻¹; o) · f[o](g·k)"
            )
        );
        Assert.That(report.Conditional, Is.Null);
    }

    [Test]
    public void The_failures_are_those_that_the_condition_leaves()
    {
        var report = DesignVerifier.Verify(ConditionalDesigns.All[0].Undeclared);
        Assert.That(
            report.Models.Where(run => run.Failure is null).Select(run => run.Group.Name),
            Is.EqualTo(new[] { "C2", "C4", "D1" })
        );
    }

    [TestCase("λ(g; o). K(Abs(g); o) · f[o](g)", TestName = "A gain per position")]
    [TestCase(
        "λ(g; o). Σ[n ∈ AbsWin(S)@g] K(n; o) · f[o](g·π_H (Abs(g))·n)",
        TestName = "A window turned twice"
    )]
    public void Conditions_do_not_save_a_design_that_is_broken_under_them(string formula)
    {
        var report = DesignVerifier.Verify(
            ConditionalDesigns.Parse(
                "group abelian",
                "window S stable",
                "param K[2, S] isotropic",
                formula
            )
        );
        Assert.That(report.Theorem, Is.InstanceOf<Verdict.Refuted>(), report.Summary);
        Assert.That(report.Conditional, Is.Null);
    }

    [Test]
    public void An_isotropic_parameter_is_constant_on_orbits_of_the_models_and_of_counterexamples()
    {
        var design = ConditionalDesigns.Parse(
            "window S stable",
            "param K[2, S] isotropic",
            "λ(g; o). K(Abs(g); o) · f[o](g)"
        );
        var witness = ((Verdict.Refuted)DesignVerifier.Verify(design).Theorem)
            .Witness
            .Counterexample!;
        Assert.That(witness.Vocabulary.Isotropic, Is.EqualTo(new[] { "K" }));
        Assert.That(witness.Render(), Does.Contain("K is isotropic"));
        var read = Counterexample.FromJson(witness.ToJson());
        Assert.That(read, Is.EqualTo(witness));
        Assert.That(read.Replay().Confirmed);
    }

    [Test]
    public void The_values_of_an_isotropic_parameter_agree_exactly_on_orbits()
    {
        // K(h·n·h⁻¹) and K(n) at all elements h = π_H g and n = π_X u.
        var turned = ConditionalDesigns.Parse(
            "window S 3",
            "param K[2, S] isotropic",
            "λ(g, u; o). K(π_H (Abs(g))·Abs(u)·(π_H (Abs(g)))⁻¹; o)"
        );
        foreach (var group in new[] { PointGroups.P4m, PointGroups.P3m1 })
        foreach (var isIsotropic in new[] { true, false })
        {
            var vocabulary = DesignVocabulary.On(
                turned,
                group,
                isIsotropic ? [new Condition.Isotropic("K")] : []
            );
            var model = FiniteModel.Of(vocabulary, group, 3);
            var program = new FormulaProgram<FieldElement>(
                model,
                new HashedMeaning(vocabulary, 7),
                turned.Formula
            );
            var frame = program.NewFrame();
            FieldElement At(int h, int x) =>
                program.Evaluate(frame, [model.Group.IndexOf(0, h), model.Group.IndexOf(x, 0), 0]);
            var same = Enumerable
                .Range(0, model.Group.TranslationCount)
                .All(x => group.Group.Elements.All(h => At(h, x) == At(0, x)));
            Assert.That(same, Is.EqualTo(isIsotropic));
            var values = Enumerable
                .Range(0, model.Group.TranslationCount)
                .Select(x => At(0, x))
                .Distinct();
            Assert.That(values.Count(), Is.GreaterThan(2), "the orbits are told apart");
        }
    }
}
