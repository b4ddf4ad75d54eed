using AgeFormal.Algebra;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests;

/// <summary>Theorems that hold for named finite groups: what is proved, for which groups the report says so, and what is not.</summary>
public sealed class FiniteGroupTests
{
    private static IEnumerable<FiniteGroupDesigns.Case> Proved => FiniteGroupDesigns.Proved;

    private static IEnumerable<FiniteGroupDesigns.Case> Broken => FiniteGroupDesigns.Broken;

    [TestCaseSource(nameof(Proved))]
    public void A_theorem_names_the_groups_for_which_it_is_proved(object one)
    {
        var design = (FiniteGroupDesigns.Case)one;
        var report = DesignVerifier.Verify(design.Design);
        var derivation = Derivations.Proved(report.Theorem);
        Assert.Multiple(() =>
        {
            Assert.That(report.Scope, Is.EqualTo(design.Scope));
            Assert.That(report.Summary, Does.StartWith($"proved for {design.Scope}"));
            Assert.That(derivation.Steps().Select(step => step.Rule), Does.Contain(design.Rule));
            Assert.That(ProofChecker.FindFault(derivation), Is.Null);
            Assert.That(report.Models.Select(run => run.Failure), Is.All.Null);
        });
    }

    [TestCaseSource(nameof(Broken))]
    public void A_broken_design_of_the_same_kind_is_refuted(object one)
    {
        var report = DesignVerifier.Verify(((FiniteGroupDesigns.Case)one).Design);
        Assert.That(report.Theorem, Is.InstanceOf<Verdict.Refuted>(), report.Summary);
    }

    [Test]
    public void What_the_laws_prove_for_every_H_is_not_written_out_over_the_elements_of_one()
    {
        var report = DesignVerifier.Verify(
            ConditionalDesigns.Parse(
                "group p4m",
                "window S 3",
                "param K[2, 2, S, H], b[2, H]",
                "λ(g; o). (Σ[n ∈ Win(S), k ∈ H, c ∈ Ch(2)] K(n, k; o, c) · f[c](g·n·k)) + b(Abs(g); o) − b(Abs(g); o)"
            )
        );
        var rules = Derivations.Proved(report.Theorem).Steps().Select(step => step.Rule).ToArray();
        Assert.That(rules, Does.Contain(Rules.RingLaws));
        Assert.That(rules, Does.Not.Contain(Rules.ExpansionOverH));
        Assert.That(rules, Does.Not.Contain(Rules.CasesOverH));
    }

    [Test]
    public void A_law_of_the_groups_of_the_plane_is_not_one_of_every_H()
    {
        var report = DesignVerifier.Verify(
            ConditionalDesigns.Parse(
                "param V[H]",
                "λ(g; o). Σ[k ∈ H] f[o](g·k) · V(Abs(g)·Abs(g)·k·k·Abs(g)⁻¹·Abs(g)⁻¹·k⁻¹·k⁻¹)"
            )
        );
        Assert.That(report.Theorem, Is.InstanceOf<Verdict.Refuted>(), report.Summary);
        Assert.That(report.Summary, Does.Contain("(T)"));
    }

    [Test]
    public void A_window_that_is_stable_under_the_catalogue_is_not_stable_under_every_H()
    {
        var report = DesignVerifier.Verify(
            ConditionalDesigns.Parse("window S 3", "λ(g; o). max[n ∈ AbsWin(S)@g] f[o](g·n)")
        );
        Assert.That(report.Theorem.IsProved, report.Summary);
        Assert.That(report.Summary, Does.Not.Contain("every H"));
        Assert.That(
            report.Groups.Select(group => group.Symbol),
            Is.EqualTo(PointGroups.All.Select(group => group.Symbol))
        );
        Assert.That(report.Conditions.Single().Groups, Has.Count.EqualTo(PointGroups.All.Count));
        // The finite group of order 2 that the catalogue has under another basis alone.
        var sheared = PointGroup.FromMatrices(
            "D1",
            "sheared",
            Lattice.Square,
            [IntMatrix.Identity(2), IntMatrix.Of(2, 1, 1, 0, -1)],
            ["e", "m"]
        );
        Assert.That(new WindowShape.Side(3).On(sheared).Stabilizer(sheared), Has.Count.EqualTo(1));
    }

    /// <summary>A theorem is about the lattices on which its windows are.</summary>
    [TestCase("window S 3", "every H")]
    [TestCase("window S", "every H")]
    [TestCase("window S 2", "every H whose lattice has the window S")]
    [TestCase("window S 1x3", "every H whose lattice has the window S")]
    [TestCase("window S hexagon 1", "every H whose lattice has the window S")]
    [TestCase("group abelian\nwindow S 1x3", "every abelian H whose lattice has the window S")]
    [TestCase("group p4\nwindow S 1x3", "p4")]
    [TestCase("window S 1x3, T 3, U 5x1", "every H whose lattice has the windows S, U")]
    public void A_proof_is_for_every_H_whose_lattice_has_the_windows(string lines, string scope)
    {
        var report = DesignVerifier.Verify(
            ConditionalDesigns.Parse(lines, "λ(g; o). Σ[n ∈ Win(S)] f[o](g·n)")
        );
        Assert.That(report.Theorem.IsProved);
        Assert.That(report.Scope, Is.EqualTo(scope));
        Assert.That(report.Summary, Does.StartWith($"proved for {scope}: Theorem 1"));
    }

    [Test]
    public void A_declared_condition_is_one_for_every_H_that_has_it()
    {
        var report = DesignVerifier.Verify(
            ConditionalDesigns.Parse("window S 3 stable", "λ(g; o). max[n ∈ AbsWin(S)@g] f[o](g·n)")
        );
        Assert.That(report.Scope, Is.EqualTo("every H"));
        Assert.That(report.Conditions.Single().Ground, Is.EqualTo(ConditionGround.Declared));
        Assert.That(report.Conditions.Single().Groups, Is.Empty);
    }

    [Test]
    public void A_proof_uses_no_point_of_an_open_window()
    {
        // Of the models' windows it would be true, for they have a corner and its opposite or neither.
        var open = ConditionalDesigns.Parse(
            "group p1",
            "window S",
            "param K[2, S]",
            "λ(g; o). Σ[n ∈ Win(S)] K(n; o) · f[o](g·n)"
        );
        var vocabulary = DesignVocabulary.OfProof(open, PointGroups.P1, []);
        Assert.That(vocabulary.OpenWindows, Is.EqualTo(new[] { "S" }));
        Assert.That(vocabulary.FixedWindow("S"), Is.Null);
        var fixedShape = ConditionalDesigns.Parse(
            "group p1",
            "window S 3",
            "param K[2, S]",
            "λ(g; o). Σ[n ∈ Win(S)] K(n; o) · f[o](g·n)"
        );
        Assert.That(
            DesignVocabulary.OfProof(fixedShape, PointGroups.P1, []).FixedWindow("S"),
            Is.Not.Null
        );
    }

    [Test]
    public void The_groups_of_a_theorem_are_written_in_its_json()
    {
        var json = DesignVerifier
            .Verify(FiniteGroupDesigns.Proved.First(one => one.Rule == Rules.GroupByGroup).Design)
            .ToJson();
        using var read = System.Text.Json.JsonDocument.Parse(json);
        Assert.That(
            read.RootElement.GetProperty("groups").EnumerateArray().Select(one => one.GetString()),
            Does.Contain("p4m").And.Not.Contain("p6m")
        );
        Assert.That(AgeFormal.Laws.JsonSchemas.Faults("design-verification-1", json), Is.Empty);
    }

    [Test]
    public void Group_by_group_every_group_has_its_own_proof()
    {
        var proof = Derivations.Proved(
            DesignVerifier
                .Verify(
                    FiniteGroupDesigns.Proved.First(one => one.Rule == Rules.GroupByGroup).Design
                )
                .Theorem
        );
        var claim = (Claim.GroupByGroup)proof.Conclusion;
        var twice = new Derivation(
            Rules.GroupByGroup,
            new Claim.GroupByGroup([claim.Theorems[0], claim.Theorems[0]]),
            [proof.Premises[0], proof.Premises[0]]
        );
        Assert.That(ProofChecker.FindFault(twice)!.Reason, Does.Contain("about one group"));
        var borrowed = new Derivation(
            Rules.GroupByGroup,
            claim,
            [proof.Premises[0], .. proof.Premises.Skip(1).Select(_ => proof.Premises[0])]
        );
        Assert.That(ProofChecker.FindFault(borrowed), Is.Not.Null);
    }
}
