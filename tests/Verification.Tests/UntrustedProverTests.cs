using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Refuting;

namespace AgeFormal.Verification.Tests;

/// <summary>What a prover says counts for nothing: its derivations are replayed, and a failing identity is told beside them.</summary>
public sealed class UntrustedProverTests
{
    private static readonly Design Sound = Parse("Σ[k ∈ H] f[o](g·k)");

    private static readonly Design Broken = Parse("Σ[k ∈ H] f[o](g·k) · V(π_H Abs(g))");

    private static Scoped On(Design design, EqArray<Condition> conditions) =>
        Scoped.Of(design.Formula, DesignVocabulary.OfProof(design, PointGroups.P4, conditions));

    [Test]
    public void A_derivation_of_a_network_with_a_fault_proves_nothing()
    {
        var network = Blocks.Network(PointGroups.P4);
        var report = Verify(
            network,
            (op, method, cancellation) => Damaged(Prover.Prove(op, method, cancellation))
        );
        Assert.That(Verify(network, Prover.Prove).Theorem.IsProved);
        Assert.That(report.Theorem, Is.InstanceOf<Verdict.Undecided>());
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.Undecided));
        Assert.That(report.Layers.All(layer => layer.Theorem is Verdict.Undecided));
    }

    [Test]
    public void A_derivation_of_another_network_proves_nothing()
    {
        var another = Prover.Prove(Blocks.Typed("p4", "relu"));
        var report = Verify(Blocks.Typed("p4", "group convolution"), (_, _, _) => another);
        Assert.That(report.Theorem, Is.InstanceOf<Verdict.Undecided>());
        Assert.That(report.Summary, Does.Contain("concludes another claim"));
    }

    [Test]
    public void A_derivation_of_a_design_with_a_fault_proves_nothing()
    {
        Verdict Judged(Func<Verdict, Verdict> changed) =>
            DesignProof.Checked(
                On(Sound, []),
                [],
                changed(Prover.Prove(On(Sound, []), [])),
                default
            );
        Assert.That(Judged(verdict => verdict).IsProved);
        Assert.That(Judged(Damaged), Is.InstanceOf<Verdict.Undecided>());
        Assert.That(Judged(Damaged).ToString(), Does.Contain("the checker does not accept"));
    }

    [Test]
    public void A_derivation_under_conditions_that_are_not_granted_proves_nothing()
    {
        var design = Parse("Σ[v ∈ Site] f[o](v) · V(π_H (Abs(v)·Abs(g)⁻¹))");
        EqArray<Condition> abelian = [new Condition.AbelianPointGroup()];
        Verdict Under(EqArray<Condition> granted) =>
            DesignProof.Checked(
                On(design, granted),
                granted,
                Prover.Prove(On(design, granted), abelian),
                default
            );
        Assert.That(Under(abelian).IsProved);
        Assert.That(Under([]), Is.InstanceOf<Verdict.Undecided>());
    }

    [Test]
    public void A_proof_beside_a_failing_identity_is_a_disagreement()
    {
        var proof = DesignVerifier.Verify(Sound).Theorem;
        Verdict Beside(Design other) =>
            DesignVerifier.Judge(
                Sound,
                proof,
                DesignVerifier.Verify(other).Models,
                [],
                null,
                default
            );
        Assert.That(Beside(Sound), Is.SameAs(proof));
        Assert.That(Beside(Broken), Is.InstanceOf<Verdict.Undecided>());
        Assert.That(Beside(Broken).ToString(), Does.Contain("the two methods disagree"));
    }

    [Test]
    public void A_proof_by_laws_beside_a_difference_is_a_disagreement()
    {
        var proof = DesignVerifier.Verify(Sound).Theorem;
        var (agreed, nothing) = (
            new NamedRun(PointGroups.P4, 3, Compared: 5, Undefined: 0, Difference: null),
            new NamedRun(PointGroups.P4, 3, Compared: 0, Undefined: 9, Difference: null)
        );
        var difference = ((Verdict.Refuted)DesignVerifier.Verify(Broken).Theorem)
            .Witness
            .Counterexample;
        var differing = agreed with { Difference = difference };
        Verdict Beside(params NamedRun[] runs) =>
            DesignVerifier.JudgeNamed(Sound, proof, runs.ToEqArray());
        Assert.That(Beside(agreed, agreed), Is.SameAs(proof));
        Assert.That(nothing.Holds, Is.False);
        Assert.That(Beside(agreed, nothing).ToString(), Does.Contain("compared nothing"));
        Assert.That(Beside(differing, agreed).ToString(), Does.Contain("methods disagree"));
    }

    /// <summary>A layer has the functions of its formula: a proof by their laws does not stand beside a difference.</summary>
    [Test]
    public void A_layer_whose_sides_differ_with_its_functions_is_not_proved()
    {
        var layer = Blocks.Typed("p4", "relu");
        TypedOp.Elementary With(Term body) =>
            layer with
            {
                Meaning = layer.Meaning with { Formula = new(["g"], ["o"], body) },
            };
        var here = new Term.Signal("o", new Site.Variable("g"));
        var moved = new Term.Signal(
            "o",
            new Site.Variable("g") * new Rel.Absolute(new Site.Variable("g"))
        );
        var proof = (Verdict.Proved)
            TermLaws.LawDesigns.Prove(TermLaws.LawDesigns.Equivariant["sigmoids"]);
        Assert.That(NamedTest.Judge(With(here), proof), Is.SameAs(proof));
        Assert.That(NamedTest.Judge(With(moved), proof).ToString(), Does.Contain("disagree"));
    }

    /// <summary>The expansion of samples is shared; where it captures a variable, the layer's formula is read again.</summary>
    [Test]
    public void A_layer_is_not_proved_by_what_its_samples_would_capture()
    {
        // Σ_u f(u)·V(g·u⁻¹) is broken; where the binder is g too, V(g·g⁻¹) is a constant.
        var (g, v) = (new Site.Variable("g"), new Site.Variable("v"));
        var between = new Rel.Absolute(v) * new Rel.Inverse(new Rel.Absolute(g));
        var body = new Term.Reduce(
            Reduction.Sum,
            "g",
            new Domain.Sites(),
            new Term.Signal("o", g) * new Term.Parameter("V", [between], [])
        );
        var design = Sound with { Formula = new(["g"], ["o"], new Term.Sampled("v", g, body)) };
        var layer = Typing.Elaborate(
            new Op.Custom(design),
            new FieldType(PointGroups.P4m, Fibre.Regular, 2, Region.Box(3, 3))
        );
        var isProved =
            Prover.Prove(layer) is Verdict.Proved proved
            && ProofChecker.FindFault(proved.Proof) is null;
        Assert.That(isProved, Is.False);
    }

    private static Verdict Damaged(Verdict verdict) =>
        new Verdict.Proved(Derivations.Proved(verdict) with { Premises = [] });

    private static VerificationReport Verify(
        TypedOp op,
        Func<TypedOp, ProofMethod, CancellationToken, Verdict> prove
    ) =>
        Verifier.Verify(
            op,
            Samples.Parameters(op),
            Samples.Input(op.Input),
            new ReferenceExecutor(),
            VerificationOptions.Default with
            {
                Prove = prove,
                Precisions = [Precision.Double],
            }
        );

    private static Design Parse(string formula) =>
        DesignParser.Parse(
            $"design own\ninput f[2] on group\noutput 2\nparam V[H]\nλ(g; o). {formula}\n",
            "own"
        );
}
