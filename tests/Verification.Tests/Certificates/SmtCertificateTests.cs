using AgeFormal.Algebra;
using AgeFormal.Verification.Certificates;

namespace AgeFormal.Verification.Tests.Certificates;

[TestFixture("z3")]
[TestFixture("cvc5", "--strict-parsing")]
public sealed class SmtCertificateTests(string solver, params string[] options)
{
    private static EqArray<Derivation> Proofs { get; } =
        Blocks
            .All.Keys.Select(block =>
                Derivations.Proved(
                    Prover.Prove(Blocks.Typed("p4m", block), ProofMethod.UniformShift)
                )
            )
            .ToEqArray();

    [Test]
    public void Every_obligation_of_every_block_is_unsat()
    {
        var answers = Answers(string.Concat(Proofs.Select(SmtCertificate.Write)));
        Assert.That(answers, Has.Length.EqualTo(Proofs.Sum(SmtCertificate.CountOf)));
        Assert.That(answers, Has.All.EqualTo("unsat"));
    }

    [Test]
    public void Every_obligation_of_every_construct_and_of_cancelling_positions_is_unsat()
    {
        var answers = Answers(SmtCertificate.Write([Certified.Everything, .. Certified.ByShift]));
        Assert.That(answers, Is.Not.Empty.And.All.EqualTo("unsat"));
    }

    [Test]
    public void An_obligation_with_one_inverse_dropped_is_never_unsat()
    {
        var everything = Derivations.Proved(
            Prover.ProveByUniformShift(Formulas.Everything, Formulas.Vocabulary)
        );
        var damaged = Proofs
            .Append(everything)
            .SelectMany(proof => Obligations.Of(proof))
            .Distinct()
            .SelectMany(obligation =>
                InverseDropping
                    .Of(obligation.Words.Left)
                    .Select(left =>
                        obligation with
                        {
                            Words = obligation.Words with { Left = left },
                        }
                    )
            )
            .ToArray();
        Assert.That(damaged, Has.Length.GreaterThan(10));
        foreach (var (words, _) in damaged)
            Assert.That(words.Left.Normalise(), Is.Not.EqualTo(words.Right.Normalise()));
        var answers = Answers(string.Concat(damaged.Select(SmtCertificate.Problem)));
        Assert.That(answers, Has.Length.EqualTo(damaged.Length));
        Assert.That(answers, Has.All.EqualTo("sat").Or.All.EqualTo("unknown"));
    }

    [Test]
    public void Every_obligation_under_a_condition_is_unsat_and_sat_without_it()
    {
        var formulas = Conditional.Formulas.ToEqArray();
        var script = SmtCertificate.Write(formulas);
        Assert.That(script, Does.Contain("; under the condition that H is abelian"));
        Assert.That(script, Does.Contain("S is H-stable and K is isotropic"));
        Assert.That(Answers(script), Is.Not.Empty.And.All.EqualTo("unsat"));
        var commuting = formulas
            .SelectMany(certified => Obligations.Of(Conditional.Proof(certified)))
            .Where(obligation => obligation.InAbelian)
            .ToArray();
        Assert.That(commuting, Is.Not.Empty);
        var without = commuting.Select(obligation => obligation with { InAbelian = false });
        Assert.That(
            Answers(string.Concat(without.Select(SmtCertificate.Problem))),
            Has.All.EqualTo("sat").Or.All.EqualTo("unknown")
        );
        var damaged = commuting.SelectMany(obligation =>
            InverseDropping
                .Of(obligation.Words.Left)
                .Select(left => obligation with { Words = obligation.Words with { Left = left } })
                .Where(one =>
                    one.Words.Left.Normalise().Abelianised()
                    != one.Words.Right.Normalise().Abelianised()
                )
        );
        Assert.That(
            Answers(string.Concat(damaged.Select(SmtCertificate.Problem))),
            Is.Not.Empty.And.All.EqualTo("sat").Or.All.EqualTo("unknown")
        );
    }

    [Test]
    public void A_condition_whose_use_rests_on_N_being_abelian_is_refused()
    {
        foreach (var certified in Conditional.Refused)
            Assert.That(
                () => SmtCertificate.Write([certified]),
                Throws.TypeOf<CertificateException>().With.Message.Contains("N is abelian")
            );
    }

    [Test]
    public void An_equation_that_rests_on_N_being_abelian_is_refused()
    {
        var (n, m) = (
            GroupWord.Of(GroupLetter.Translation("n")),
            GroupWord.Of(GroupLetter.Translation("m"))
        );
        var derivation = new Derivation(
            Rules.EqualNormalForms,
            new Claim.SameElement(n * m, m * n),
            []
        );
        Assert.That(ProofChecker.FindFault(derivation), Is.Null);
        Assert.That(
            () => SmtCertificate.Write(derivation),
            Throws.TypeOf<CertificateException>().With.Message.Contains("abelian")
        );
    }

    [Test]
    public void A_formula_that_is_not_proved_is_refused()
    {
        foreach (var formula in Formulas.Broken.Values)
            Assert.That(
                () => SmtCertificate.Write(formula, Formulas.Vocabulary),
                Throws.TypeOf<CertificateException>()
            );
    }

    private string[] Answers(string script)
    {
        var (code, output) = ExternalTool.Check(solver, "obligations.smt2", script, options);
        Assert.That(code, Is.Zero, output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
