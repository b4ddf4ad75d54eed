using System.Text.RegularExpressions;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Certificates;
using AgeFormal.Verification.Tests.Mutations;

namespace AgeFormal.Verification.Tests.Certificates;

/// <summary>What a certificate is about: its term is read back, and Coq prints it as the formula is written.</summary>
public sealed class ShippedTermTests
{
    private static IEnumerable<ExportFault> AllFaults =>
        ExportFaults.OfTerms.Concat(ExportFaults.OfSizes);

    private static EqArray<CertifiedFormula> Everything { get; } =
    [
        .. ShippedTerms.Blocks,
        .. ShippedTerms.Examples,
        .. ShippedTerms.Zoo,
        .. ShippedTerms.Random(40),
    ];

    [Test]
    public void The_shipped_term_of_every_block_and_example_is_the_formula_as_written() =>
        Compare(
            ShippedTerms
                .Blocks.Concat(ShippedTerms.Examples)
                .Where(one => Prover.ProveByTyping(one.Formula, one.Vocabulary).IsProved)
                .ToEqArray()
        );

    [Test]
    public void The_term_of_every_design_is_the_formula_as_written()
    {
        foreach (var certified in Everything)
        {
            var (formula, counts) = CoqReader.ReadFormula(
                CoqSyntax.Of(certified.Formula, certified.Vocabulary)
            );
            Assert.That(formula, Is.EqualTo(certified.Formula), certified.Name);
            Assert.That(counts, Is.EqualTo(certified.Vocabulary.OutputChannels), certified.Name);
        }
        Assert.That(
            Everything.Any(one => one.Formula.OnGroup != one.Formula),
            "no formula samples an intermediate"
        );
    }

    [Test]
    public void Coq_prints_the_term_of_every_block_and_example_as_the_formula() =>
        Print([.. ShippedTerms.Blocks, .. ShippedTerms.Examples, .. ShippedTerms.Random(10)]);

    [Test, Category("Long")]
    public void Coq_prints_the_term_of_every_design_as_the_formula() =>
        Print([.. Everything, .. ShippedTerms.Random(200)]);

    [Test]
    public void A_sample_is_shipped_as_written()
    {
        var group = PointGroups.P2;
        var layer = (TypedOp.Elementary)
            Typing.Elaborate(
                new Op.AttentiveConvolution(1, Region.On(group, 3))
                {
                    Channel = new ChannelAttention(1),
                },
                new FieldType(group, Fibre.Regular, 1, Region.On(group, 5))
            );
        var shipped = CertifiedFormula.Of(layer).Formula;
        Assert.That(Substitution.IsExpanded(shipped.Body), Is.False);
        Assert.That(shipped, Is.EqualTo(layer.Meaning.Formula));
        Assert.That(CoqCertificate.Write([CertifiedFormula.Of(layer)]), Does.Contain("(TSampled "));
    }

    [TestCaseSource(nameof(AllFaults))]
    public void A_fault_of_the_exporter_makes_the_term_another(ExportFault fault)
    {
        var damaged = Everything
            .Select(one => (one, Right: Statement(one), Wrong: fault.Damage(Statement(one))))
            .Where(pair => pair.Wrong != pair.Right)
            .ToArray();
        Assert.That(damaged, Is.Not.Empty);
        foreach (var (one, _, wrong) in damaged)
            Assert.That(IsOf(one, wrong), Is.False, one.Name);
    }

    [Test]
    public void Coq_prints_the_term_of_every_faulty_exporter_as_another_formula()
    {
        var goals = ExportFaults.OfTerms.Select(fault =>
        {
            var (one, wrong) = Everything
                .Select(one =>
                    (one, Wrong: fault.Damage(CoqSyntax.Of(one.Formula, one.Vocabulary)))
                )
                .First(pair => pair.Wrong != CoqSyntax.Of(pair.one.Formula, pair.one.Vocabulary));
            return $"(* {fault.Name} *) Goal show ({wrong}) <> {CoqSyntax.Text(TermText.RenderInFull(one.Formula))}. Proof. vm_compute. discriminate. Qed.\n";
        });
        var (code, output) = ExternalTool.Check(
            "coqc",
            "faults.v",
            CoqCertificate.Library + CoqCertificate.Heading + string.Concat(goals)
        );
        Assert.That(code, Is.Zero, output);
    }

    private static string Statement(CertifiedFormula one) =>
        $"Definition formula_1 := {CoqSyntax.Of(one.Formula, one.Vocabulary)}.\nDefinition vocabulary_1 := {CoqSyntax.Of(one.Vocabulary)}.\n";

    private static bool IsOf(CertifiedFormula one, string text)
    {
        var at = text.IndexOf("Definition vocabulary_1", StringComparison.Ordinal);
        try
        {
            var shipped = CoqReader
                .Read(
                    $"{CoqCertificate.Heading}{text[..at]}Example shown_1 : show formula_1 = \"\".\n{text[at..].Replace("vocabulary_1 :=", "vocabulary_1 : vocabulary :=", StringComparison.Ordinal)}Theorem certificate_1"
                )
                .Single();
            return IsOf(one, shipped);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsOf(CertifiedFormula one, Shipped shipped) =>
        shipped.Formula == one.Formula
        && shipped.OutputChannels == one.Vocabulary.OutputChannels
        && shipped.InputChannels == one.Vocabulary.InputChannels
        && shipped.Parameters == Declared(one.Vocabulary)
        && shipped.Windows == one.Vocabulary.Windows.Select(window => window.Name).ToEqArray();

    private static void Compare(EqArray<CertifiedFormula> formulas)
    {
        var shipped = CoqReader.Read(CoqCertificate.Write(formulas));
        Assert.That(shipped, Has.Count.EqualTo(formulas.Count));
        foreach (var (one, read) in formulas.Zip(shipped))
        {
            Assert.That(IsOf(one, read), one.Name);
            Assert.That(read.Shown, Is.EqualTo(TermText.RenderInFull(one.Formula)), one.Name);
        }
    }

    private static void Print(EqArray<CertifiedFormula> formulas)
    {
        var text = string.Concat(formulas.Select((one, i) => CoqCertificate.Statement(one, i + 1)));
        var (code, output) = ExternalTool.Check(
            "coqc",
            "shown.v",
            CoqCertificate.Library + CoqCertificate.Heading + text
        );
        Assert.That(code, Is.Zero, output);
        Assert.That(
            Regex.Count(text, "^Example shown_", RegexOptions.Multiline),
            Is.EqualTo(formulas.Count)
        );
    }

    private static EqArray<ShippedParameter> Declared(Vocabulary vocabulary) =>
        vocabulary
            .Parameters.Select(parameter => new ShippedParameter(
                parameter.Name,
                vocabulary.RelativeAxes(parameter.Name).Count,
                parameter
                    .Axes.SelectMany(axis =>
                        axis.Match<IEnumerable<int>>(
                            channels: channels => [channels.Count],
                            pointElements: _ => [],
                            window: _ => []
                        )
                    )
                    .ToEqArray()
            ))
            .ToEqArray();
}
