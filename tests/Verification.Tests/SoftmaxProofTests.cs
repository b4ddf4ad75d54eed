using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Testing.Generators;
using AgeFormal.Verification.Certificates;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;
using AgeFormal.Verification.Tests.Certificates;
using FsCheck.Fluent;

namespace AgeFormal.Verification.Tests;

/// <summary>A softmax is equivariant where its score is, and refuted where that reads an orientation itself.</summary>
public sealed class SoftmaxProofTests
{
    private static readonly IdentityOptions Options = new() { Instances = 24, Budget = 40_000 };

    private static IEnumerable<string> Names => SoftmaxDesigns.All.Keys;

    [Test]
    public void It_is_proved_over_every_group_and_the_checker_accepts(
        [ValueSource(nameof(Names))] string name
    )
    {
        foreach (var known in PointGroups.All)
        {
            var typed = Typing.Elaborate(
                new Op.Custom(SoftmaxDesigns.All[name].Stable),
                new FieldType(known, Fibre.Regular, 2, Region.On(known, 3))
            );
            var derivation = Derivations.Proved(Prover.Prove(typed));
            Assert.That(ProofChecker.Accepts(derivation, new Claim.Commutes(typed)), known.Symbol);
        }
    }

    [Test]
    public void It_is_proved_for_every_H_as_the_ratio_written_by_hand_is(
        [ValueSource(nameof(Names))] string name
    )
    {
        var designs = SoftmaxDesigns.All[name];
        foreach (var design in new[] { designs.Stable, designs.ByHand })
        {
            var report = DesignVerifier.Verify(design);
            Assert.That(report.Theorem.IsProved, report.Summary);
            Assert.That(report.Models.All(run => run.Failure is null));
        }
    }

    [Test]
    public void Of_absolute_scores_it_is_refuted_by_a_case_that_replays(
        [ValueSource(nameof(Names))] string name
    )
    {
        var report = DesignVerifier.Verify(SoftmaxDesigns.All[name].Absolute);
        Assert.That(report.Theorem, Is.TypeOf<Verdict.Refuted>(), report.Summary);
        var witness = ((Verdict.Refuted)report.Theorem).Witness.Counterexample!;
        Assert.That(witness.Replay().Confirmed);
    }

    [Test]
    public void A_window_that_does_not_turn_is_to_blame_and_made_to_turn()
    {
        const string text =
            "design rows\ninput f[2] on group\noutput 2\nwindow Row 1×3\n"
            + "λ(g; o). Σ[n ∈ Win(Row)] softmax[n ∈ AbsWin(Row)@g](f[o](g·n)) · f[o](g·n)";
        var report = DesignVerifier.Verify(DesignParser.Parse(text, "rows"));
        Assert.That(report.Theorem, Is.TypeOf<Verdict.Refuted>(), report.Summary);
        var culprit = CulpritSearch.Of(report, text)!;
        Assert.That(culprit.Repairs[0].Text, Does.Contain("softmax[n ∈ Win(Row)](f[o](g·n))"));
    }

    /// <summary>Over the channels and over all positions, of random scores without absolute positions.</summary>
    [Test]
    public void Of_random_relative_scores_it_is_proved() =>
        Law.Holds(
            Gen.Choose(0, 1_000_000),
            seed =>
            {
                var score = new RandomDesigns(seed).Next();
                if (score.Formula is not { Sites.Count: 1, Channels.Count: 1 } formula)
                    return true;
                var channel = formula.Channels[0];
                return new[] { $"{channel} ∈ Ch({score.Output[0]})", $"{formula.Sites[0]} ∈ Site" }
                    .Select(over => Wrapped(score, over))
                    .All(design => DesignVerifier.Verify(design, Options).Theorem.IsProved);
            },
            40
        );

    [Test]
    public void Coq_accepts_its_certificate_and_refuses_another_statement()
    {
        var formulas = SoftmaxDesigns
            .All.Values.Select(designs =>
                CertifiedFormula.Of(DesignVerifier.Verify(designs.Stable))
            )
            .ToEqArray();
        var text = CoqCertificate.Write(formulas);
        var (code, output) = ExternalTool.Check("coqc", "certificate.v", text);
        Assert.That(code, Is.Zero, output);
        foreach (
            var (from, to) in new[]
            {
                ("max[n ∈ Win(S)] ", "min[n ∈ Win(S)] "),
                ("Σ[v ∈ Site] exp(", "mean[v ∈ Site] exp("),
            }
        )
        {
            Assert.That(text, Does.Contain(from));
            var (refused, _) = ExternalTool.Check(
                "coqc",
                "certificate.v",
                text.Replace(from, to, StringComparison.Ordinal)
            );
            Assert.That(refused, Is.Not.Zero, to);
        }
    }

    private static Design Wrapped(Design score, string over)
    {
        var body = TermText.Render(score.Formula.Body);
        var text = DesignText.Render(score);
        return DesignParser.Parse(
            text[..^(body.Length + 1)] + $"softmax[{over}]({body})",
            "softmax"
        );
    }
}
