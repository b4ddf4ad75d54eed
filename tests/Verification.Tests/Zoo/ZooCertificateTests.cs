using System.Text.RegularExpressions;
using AgeFormal.Algebra;
using AgeFormal.Verification.Certificates;
using AgeFormal.Verification.Tests.Certificates;

namespace AgeFormal.Verification.Tests.Zoo;

/// <summary>Certificates of the proved designs: coqc accepts each theorem, z3 and cvc5 answer unsat to each equation.</summary>
public sealed class ZooCertificateTests
{
    private const int FilesAtOnce = 16;
    private const string Closed = "Closed under the global context";

    // A proved design without a certificate of a kind, and why.
    private static readonly Dictionary<string, string> WithoutCoq = new()
    {
        ["isotropic-blur-by-positions"] = "g·n·g⁻¹ = h·n·h⁻¹ because N is abelian",
    };
    private static readonly Dictionary<string, string> WithoutSmt = new()
    {
        ["isotropic-blur-by-positions"] = "g·n·g⁻¹ = h·n·h⁻¹ because N is abelian",
    };

    private static readonly string[] Sample =
    [
        "attentive-group-residual",
        "group-self-attention",
        "kernel-argument-inverted",
        "relative-encoding-through-positions",
        "roll-on-the-right",
    ];

    [Test]
    public void Coq_accepts_a_sample() => Coq(Proved.Where(of => Sample.Contains(of.Name)));

    [Test, Category("Long")]
    public void Coq_accepts_every_proved_design() => Coq(Proved);

    [TestCase("z3")]
    [TestCase("cvc5", "--strict-parsing")]
    public void A_solver_confirms_a_sample(string solver, params string[] options) =>
        Smt(Proved.Where(of => Sample.Contains(of.Name)), solver, options);

    [Category("Long")]
    [TestCase("z3")]
    [TestCase("cvc5", "--strict-parsing")]
    public void A_solver_confirms_every_proved_design(string solver, params string[] options) =>
        Smt(Proved, solver, options);

    [Test]
    public void The_sample_is_proved() =>
        Assert.That(Proved.Select(of => of.Name), Is.SupersetOf(Sample));

    private static IEnumerable<CertifiedFormula> Proved =>
        Findings
            .All.Where(finding => finding.Report.Theorem.IsProved)
            .Select(finding => CertifiedFormula.Of(finding.Report));

    private static void Coq(IEnumerable<CertifiedFormula> designs)
    {
        var (certified, refused) = Split(designs, one => CoqCertificate.Write([one]));
        foreach (var chunk in certified.Chunk(FilesAtOnce))
        {
            var (code, output) = ExternalTool.Check(
                "coqc",
                "certificate.v",
                CoqCertificate.Write(chunk.ToEqArray())
            );
            var names = string.Join(", ", chunk.Select(one => one.Name));
            Assert.That(code, Is.Zero, $"{names}: {output}");
            Assert.That(Regex.Count(output, Closed), Is.EqualTo(chunk.Length + 1), names);
            Assert.That(output, Does.Not.Contain("Axioms:"), names);
        }
        Report("coqc accepts", certified.Count, refused, WithoutCoq);
        Assert.That(refused, Is.EquivalentTo(Expected(designs, WithoutCoq)));
    }

    private static void Smt(
        IEnumerable<CertifiedFormula> designs,
        string solver,
        params string[] options
    )
    {
        var (certified, refused) = Split(designs, one => SmtCertificate.Write([one]));
        var equations = 0;
        foreach (var chunk in certified.Chunk(FilesAtOnce))
        {
            var script = SmtCertificate.Write(chunk.ToEqArray());
            var (code, output) = ExternalTool.Check(solver, "obligations.smt2", script, options);
            var names = string.Join(", ", chunk.Select(one => one.Name));
            Assert.That(code, Is.Zero, $"{names}: {output}");
            var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(answers, Has.Length.EqualTo(Regex.Count(script, @"\(check-sat\)")), names);
            Assert.That(answers, Has.All.EqualTo("unsat"), names);
            equations += answers.Length;
        }
        Report(
            $"{solver} answers unsat to {equations} equations of",
            certified.Count,
            refused,
            WithoutSmt
        );
        Assert.That(equations, Is.GreaterThanOrEqualTo(certified.Count / 2));
        Assert.That(refused, Is.EquivalentTo(Expected(designs, WithoutSmt)));
    }

    private static (EqArray<CertifiedFormula> Certified, EqArray<string> Refused) Split(
        IEnumerable<CertifiedFormula> designs,
        Func<CertifiedFormula, string> write
    )
    {
        var certified = new List<CertifiedFormula>();
        var refused = new List<string>();
        foreach (var design in designs)
            try
            {
                write(design);
                certified.Add(design);
            }
            catch (CertificateException refusal)
            {
                TestContext.Out.WriteLine($"{design.Name}: {refusal.Message}");
                refused.Add(design.Name);
            }
        return (certified.ToEqArray(), refused.ToEqArray());
    }

    // An exception that is none any more is to be removed.
    private static IEnumerable<string> Expected(
        IEnumerable<CertifiedFormula> designs,
        Dictionary<string, string> exceptions
    ) => designs.Select(design => design.Name).Where(exceptions.ContainsKey);

    private static void Report(
        string what,
        int count,
        EqArray<string> refused,
        Dictionary<string, string> reasons
    )
    {
        var exceptions = refused.Select(name =>
            $"{name} ({reasons.GetValueOrDefault(name, "no reason is known")})"
        );
        TestContext.Out.WriteLine(
            $"{what} {count} designs; exceptions: {(refused.Count == 0 ? "none" : string.Join(", ", exceptions))}"
        );
    }
}
