using System.Text.RegularExpressions;
using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Operators;
using AgeFormal.Verification.Certificates;
using AgeFormal.Verification.Designs;

namespace AgeFormal.Verification.Tests.Certificates;

public sealed class CoqCertificateTests
{
    private const string Closed = "Closed under the global context";

    private static IEnumerable<string> Broken => Formulas.Broken.Keys;

    [Test]
    public void Coq_accepts_the_theorem_of_every_block_and_of_every_construct_without_assumptions()
    {
        var text = CoqCertificate.Write([
            .. Certified.Blocks,
            Certified.Everything,
            .. Certified.ByShift,
        ]);
        var theorems = Regex.Count(text, "^Theorem certificate_", RegexOptions.Multiline);
        Assert.That(theorems, Is.EqualTo(Certified.Blocks.Count + 1 + Certified.ByShift.Count));
        var (code, output) = Coq(text);
        Assert.That(code, Is.Zero, output);
        Assert.That(Regex.Count(output, Closed), Is.EqualTo(theorems + 1), output);
        Assert.That(output, Does.Not.Contain("Axioms:"));
    }

    [Test]
    public void Coq_accepts_theorems_under_conditions_and_none_of_them_without()
    {
        CertifiedFormula[] formulas = [.. Conditional.Formulas.Where(one => !IsRefused(one))];
        var text = CoqCertificate.Write(formulas.ToEqArray());
        foreach (var condition in new[] { "AbelianPointGroup", "StableWindow", "Isotropic" })
            Assert.That(text, Does.Contain($"[{condition}").Or.Contain($"; {condition}"));
        var without = formulas.SelectMany(
            (certified, i) =>
            {
                var (shapes, conditions) = (
                    CoqSyntax.Shapes(certified.Vocabulary),
                    certified.Assumptions
                );
                return conditions.Select(condition =>
                {
                    var fewer = conditions.Where(other => other != condition).ToEqArray();
                    return $"Goal equivariant_under {shapes} {CoqSyntax.Of(fewer, certified.Vocabulary)} formula_{i + 1}. Proof. unfold formula_{i + 1}. Fail prove_under. Abort.\n";
                });
            }
        );
        var (code, output) = Coq(text + string.Concat(without));
        Assert.That(code, Is.Zero, output);
        Assert.That(Regex.Count(output, Closed), Is.EqualTo(formulas.Length + 1), output);
    }

    [Test]
    public void A_theorem_that_the_library_cannot_state_is_refused_with_the_reason()
    {
        Assert.That(Conditional.Formulas.Count(IsRefused), Is.EqualTo(1));
        foreach (var certified in Conditional.Refused)
            Assert.That(IsRefused(certified), certified.Name);
        foreach (var formula in ConditionalDesigns.Reindexed)
        {
            var report = DesignVerifier.Verify(ConditionalDesigns.Parse("param V[2, H]", formula));
            Assert.That(
                () => CoqCertificate.Write([CertifiedFormula.Of(report)]),
                Throws
                    .TypeOf<CertificateException>()
                    .With.Property(nameof(CertificateException.Reason))
                    .Contains("bijection")
            );
        }
    }

    [Test]
    public void A_rule_that_the_library_does_not_state_is_named() =>
        Assert.That(
            () => CoqCertificate.Write(Formulas.Reindexed, Formulas.Vocabulary),
            Throws
                .TypeOf<CertificateException>()
                .With.Property(nameof(CertificateException.Reason))
                .Contains("'change of variable'")
        );

    [Test]
    public void A_proof_by_the_elements_of_a_group_has_no_certificate()
    {
        var one = FiniteGroupDesigns.Proved.First(one => one.Rule == Rules.CasesOverH);
        var report = DesignVerifier.Verify(one.Design);
        Assert.That(report.Theorem.IsProved);
        Assert.That(
            () => CertifiedFormula.Of(report),
            Throws
                .TypeOf<CertificateException>()
                .With.Property(nameof(CertificateException.Reason))
                .Contains("distinguishes the elements")
        );
    }

    [Test]
    public void Coq_accepts_theorems_by_laws_of_a_ring_and_none_of_them_without()
    {
        var formulas = RingFormulas
            .Select(formula =>
                CertifiedFormula.Of(
                    DesignVerifier.Verify(
                        ConditionalDesigns.Parse("window S 3", "param V[2, H]", formula)
                    )
                )
            )
            .ToEqArray();
        var text = CoqCertificate.Write(formulas);
        Assert.That(
            Regex.Count(text, "^Theorem certificate_.*equivariant_by_ring", RegexOptions.Multiline),
            Is.EqualTo(formulas.Count)
        );
        var without = formulas.Select(
            (_, i) =>
                $"Goal equivariant_over_semidirect formula_{i + 1}. Proof. unfold formula_{i + 1}. Fail prove_by_shift. Abort.\n"
        );
        var (code, output) = Coq(text + string.Concat(without));
        Assert.That(code, Is.Zero, output);
        Assert.That(Regex.Count(output, Closed), Is.EqualTo(formulas.Count + 1), output);
        Assert.That(output, Does.Not.Contain("Axioms:"));
    }

    [Test]
    public void Coq_proves_no_broken_formula_by_laws_of_a_ring()
    {
        var broken = CertifiedFormula.Of(
            DesignVerifier.Verify(ConditionalDesigns.Parse("param V[2, H]", RingFormulas[0]))
        );
        var text = CoqCertificate.Write([broken]);
        const string negative = "(TNumber (-1)%Z 1%positive (0)%Z)";
        Assert.That(text, Does.Contain(negative));
        var damaged = text[..text.IndexOf("Theorem certificate_1", StringComparison.Ordinal)]
            .Replace(negative, "(TNumber (-2)%Z 1%positive (0)%Z)", StringComparison.Ordinal)
            .Replace(
                "prove_by_ring M V. Qed.",
                "Fail (prove_by_ring M V). Abort.",
                StringComparison.Ordinal
            );
        Assert.That(damaged, Does.Contain("Fail (prove_by_ring"));
        damaged = Regex.Replace(
            damaged,
            "^Example shown_1.*?Qed\\.",
            "",
            RegexOptions.Multiline | RegexOptions.Singleline
        );
        var (code, output) = Coq(damaged);
        Assert.That(code, Is.Zero, output);
    }

    [Test]
    public void A_proof_by_laws_of_functions_is_refused_by_the_name_of_the_design_and_of_the_laws()
    {
        var report = DesignVerifier.Verify(
            ConditionalDesigns.Parse(
                "param V[2, H]",
                "λ(g; o). f[o](g) + sigmoid(V(Abs(g); o)) + sigmoid(-1 * V(Abs(g); o))"
            )
        );
        Assert.That(report.Theorem.IsProved);
        Assert.That(
            () => CoqCertificate.Write([CertifiedFormula.Of(report)]),
            Throws
                .TypeOf<CertificateException>()
                .With.Property(nameof(CertificateException.Part))
                .EqualTo(report.Design.Name)
                .And.Property(nameof(CertificateException.Reason))
                .Contains("'sigmoid complement'")
        );
    }

    private static readonly string[] RingFormulas =
    [
        "λ(g; o). f[o](g) + V(Abs(g); o) - V(Abs(g); o)",
        "λ(g; o). mean[v in Site] (f[o](v) + V(Abs(g); o)) - (max[k in H] V(Abs(g); o))",
        "λ(g; o). sum[c in Ch(2)] relu(f[c](g) * (V(Abs(g); o) - V(Abs(g); o) + 1))",
        "λ(g; o). (sum[c in Ch(3)] V(Abs(g); o)) - 3*V(Abs(g); o) + (sum[n in Win(S)] f[o](g*n) * V(Abs(g); o)) - V(Abs(g); o) * (sum[n in Win(S)] f[o](g*n))",
    ];

    private static bool IsRefused(CertifiedFormula certified)
    {
        try
        {
            CoqCertificate.Write([certified]);
            return false;
        }
        catch (CertificateException)
        {
            return true;
        }
    }

    [Test]
    public void Coq_rejects_a_certificate_whose_term_reads_an_absolute_position()
    {
        var block = Certified.Blocks.First(block => block.Name == "relu");
        var text = CoqCertificate.Write([block]);
        const string here = "(SVariable \"g\")";
        var damaged = text.Replace(
            $"(TSignal (CVariable \"o\") {here})",
            $"(TSignal (CVariable \"o\") (SMoved {here} (RAbsolute {here})))",
            StringComparison.Ordinal
        );
        Assert.That(damaged, Is.Not.EqualTo(text));
        var (code, output) = Coq(damaged);
        Assert.That(code, Is.Not.Zero);
        Assert.That(output, Does.Contain("Unable to unify"));
    }

    [Test]
    public void Coq_computes_that_no_broken_formula_is_well_scoped_and_no_shift_proves_one()
    {
        // An index below zero and a formula without its output index cannot be written down.
        var illScoped = Formulas
            .IllScoped.Where(entry =>
                entry.Key is not ("a negative index" or "another number of outputs")
            )
            .Select(entry => entry.Value);
        var formulas = Formulas
            .Broken.Values.Select(formula => (formula, IsBroken: true))
            .Concat(illScoped.Select(formula => (formula, IsBroken: false)));
        var checks = formulas.Select(
            (entry, i) =>
                $"""
                Definition formula_{i} : formula := {CoqSyntax.Of(entry.formula, Formulas.Vocabulary)}.
                Goal well_scoped ({CoqSyntax.Of(
                    Formulas.Vocabulary
                )}) formula_{i} = false. Proof. vm_compute. reflexivity. Qed.
                {(entry.IsBroken ? $"Goal equivariant_over_semidirect formula_{i}. Proof. unfold formula_{i}. Fail prove_by_shift. Abort." : "")}
                """
        );
        var (code, output) = Coq(CoqCertificate.Write([]) + string.Join('\n', checks));
        Assert.That(code, Is.Zero, output);
    }

    [TestCaseSource(nameof(Broken))]
    public void A_formula_that_is_not_proved_is_refused_by_its_part(string name)
    {
        var formula = Formulas.Broken[name];
        Assert.That(
            () => CoqCertificate.Write(formula, Formulas.Vocabulary),
            Throws
                .TypeOf<CertificateException>()
                .With.Property(nameof(CertificateException.Reason))
                .Contains("ḡ is left over")
        );
    }

    [Test]
    public void An_ill_scoped_formula_is_refused() =>
        Assert.That(
            () =>
                CoqCertificate.Write(Formulas.Layer(Formulas.At(Formulas.V)), Formulas.Vocabulary),
            Throws.TypeOf<ScopeException>()
        );

    [Test]
    public void The_library_is_the_file_beside_the_code() =>
        Assert.That(
            CoqCertificate.Library,
            Is.EqualTo(
                File.ReadAllText(
                    Path.Combine(Repository.Root, "Verification", "Certificates", "FreeTheorem.v")
                )
            )
        );

    [Test]
    public void A_network_has_one_theorem_per_distinct_formula()
    {
        var layer = Blocks.Typed("p4m", "relu");
        var network = new TypedOp.Sequence(
            "",
            layer.Input,
            layer.Output,
            [layer, Blocks.Typed("p4m", "dropout"), layer]
        );
        var distinct = CertifiedFormula.DistinctOf(network);
        Assert.That(
            distinct.Select(certified => certified.Formula),
            Is.EqualTo(network.Leaves().Take(2).Select(leaf => leaf.Meaning.Formula))
        );
        Assert.That(
            Regex.Count(CoqCertificate.Write(network), "\nTheorem certificate_"),
            Is.EqualTo(distinct.Count)
        );
    }

    private static (int ExitCode, string Output) Coq(string text) =>
        ExternalTool.Check("coqc", "certificate.v", text);
}
