using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Certificates;
using AgeFormal.Verification.Counterexamples;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Tests.Certificates;

namespace AgeFormal.Verification.Tests;

/// <summary>Designs with log and powers: proved for every φ, refuted by a certified case, read from JSON and by Coq.</summary>
public sealed class LogarithmAndPowerTests
{
    private const string Head = "design d\ninput f[2] on group\noutput 2\nparam gain[H]\nλ(g; o). ";

    private static readonly string[] Relative =
    [
        "log(1 + Σ[k ∈ H] square(f[o](g·k)))",
        "Σ[k ∈ H] pow(f[o](g·k), 3) · gain(k)",
        "pow(1 + Σ[c ∈ Ch(2)] pow(f[c](g), 2), −1/2) · f[o](g)",
    ];

    [TestCaseSource(nameof(Relative))]
    public void A_relative_design_is_proved_without_a_law_of_a_function(string formula)
    {
        var report = DesignVerifier.Verify(DesignParser.Parse(Head + formula, "d"));
        Assert.That(report.Theorem.IsProved, report.Summary);
        Assert.That(((Verdict.Proved)report.Theorem).Proof.FunctionLaws, Is.Empty);
    }

    [TestCase("log(2 + square(f[o](g)) + square(gain(Abs(g))))")]
    [TestCase("pow(f[o](g) + gain(Abs(g)), 3)")]
    [TestCase("pow(2 + square(f[o](g)) + square(gain(Abs(g))), −1/3)")]
    [TestCase("pow(f[o](g), −2) + gain(Abs(g)) · f[o](g)")]
    public void An_absolute_design_is_refuted_by_a_case_that_is_read_back(string formula)
    {
        var report = DesignVerifier.Verify(DesignParser.Parse(Head + formula, "d"));
        Assert.That(report.Theorem, Is.TypeOf<Verdict.Refuted>(), report.Summary);
        var found = ((Verdict.Refuted)report.Theorem).Witness.Counterexample!;
        var read = Counterexample.FromJson(found.ToJson());
        Assert.That(read.Formula, Is.EqualTo(found.Formula));
        Assert.That(read.Replay().Confirmed);
    }

    /// <summary>A logarithm has no value everywhere: what is only equal where it has one is not said to be equal.</summary>
    [Test]
    public void The_checker_does_not_take_a_logarithm_as_total() =>
        Assert.That(
            Checking.FunctionFacts.IsTotal(
                new WordTerm.Pointwise(PointwiseFunction.Log, new WordTerm.Number(2))
            ),
            Is.False
        );

    [Test]
    public void Coq_accepts_their_certificates()
    {
        var text = CoqCertificate.Write(
            Relative
                .Select(formula =>
                    CertifiedFormula.Of(
                        DesignVerifier.Verify(DesignParser.Parse(Head + formula, "d"))
                    )
                )
                .ToEqArray()
        );
        Assert.That(text, Does.Contain("\"pow 3\"").And.Contain("\"log\""));
        var (code, output) = ExternalTool.Check("coqc", "certificate.v", text);
        Assert.That(code, Is.Zero, output);
    }

    [TestCase("pow 3")]
    [TestCase("pow -1/2")]
    [TestCase("log")]
    public void A_function_is_found_by_its_name(string name) =>
        Assert.That(PointwiseFunction.Find(name)?.Name, Is.EqualTo(name));

    [TestCase("pow 0")]
    [TestCase("pow 2/4")]
    [TestCase("pow 1/0")]
    [TestCase("pow 301")]
    [TestCase("pow +3")]
    [TestCase("pow 3/1")]
    [TestCase("pow")]
    [TestCase("pow x")]
    public void Another_spelling_is_no_function(string name) =>
        Assert.That(PointwiseFunction.Find(name), Is.Null);
}
