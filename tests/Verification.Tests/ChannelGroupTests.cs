using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;
using AgeFormal.Verification.Checking;
using AgeFormal.Verification.Designs;
using AgeFormal.Verification.Models;

namespace AgeFormal.Verification.Tests;

/// <summary>The index ⌊c/n⌋·n + j of a channel in a group of channels, by each method.</summary>
public sealed class ChannelGroupTests
{
    private const string Head = "design own\ninput f[4] on group\noutput 4\nparam b[4], W[4, H]\n";

    private static readonly Channel Group = new Channel.InGroup("c", 2, "j");

    [TestCase("Σ[j ∈ Ch(2)] f[⌊o/2⌋·2 + j](g)")]
    [TestCase("Σ[j ∈ Ch(2), k ∈ H] W(k; ⌊o/2⌋·2 + j) · f[⌊o/2⌋·2 + j](g·k)")]
    [TestCase("max[j ∈ Ch(2), r ∈ G] f[⌊o/2⌋·2 + j](g·r) · b(⌊o/3⌋·3 + 0)")]
    [TestCase("mean[j ∈ Ch(4)] f[⌊⌊o/2⌋·2 + 1/4⌋·4 + j](g)")]
    public void A_design_that_reads_no_position_itself_is_proved(string term)
    {
        var report = DesignVerifier.Verify(Parsed(term));
        Assert.That(report.Theorem.IsProved, report.Summary);
        Assert.That(report.Models, Is.Not.Empty);
        Assert.That(report.Models.All(run => run.Failure is null));
    }

    [TestCase("Σ[j ∈ Ch(2)] W(Abs(g); ⌊o/2⌋·2 + j) · f[⌊o/2⌋·2 + j](g)")]
    [TestCase("Σ[k ∈ H] W(Abs(g·k); ⌊o/2⌋·2 + 1) · f[⌊o/2⌋·2 + 1](g·k)")]
    public void A_design_that_reads_h_itself_is_refuted_by_a_case_that_replays(string term)
    {
        var report = DesignVerifier.Verify(Parsed(term));
        Assert.That(report.Theorem, Is.TypeOf<Verdict.Refuted>(), report.Summary);
        Assert.That(((Verdict.Refuted)report.Theorem).Witness.Counterexample!.Replay().Confirmed);
    }

    /// <summary>c takes p values and j takes q: the index is below the end of the last group of two that it reaches.</summary>
    [TestCase(4, 2, 2, 4, true)]
    [TestCase(3, 2, 2, 4, true)]
    [TestCase(4, 2, 2, 3, false)]
    [TestCase(4, 3, 2, 4, false)]
    [TestCase(5, 2, 2, 5, false)]
    [TestCase(5, 2, 2, 6, true)]
    [TestCase(4, 2, 0, 4, false)]
    [TestCase(4, 2, -1, 4, false)]
    public void An_index_in_a_group_is_below_the_end_of_the_last_group(
        int p,
        int q,
        int size,
        int below,
        bool accepted
    )
    {
        var claim = new Claim.Index(Bound(p, q), new Channel.InGroup("c", size, "j"), below);
        Assert.That(
            ProofChecker.FindFault(new(Rules.IndexInGroup, claim, Premises(claim.Scope, p, q))),
            accepted ? Is.Null : Is.Not.Null
        );
    }

    [Test]
    public void Premises_about_other_indices_prove_nothing_of_an_index_in_a_group()
    {
        var scope = Bound(4, 2);
        var claim = new Claim.Index(scope, Group, 4);
        var swapped = Premises(scope, 4, 2).Reverse().ToEqArray();
        var elsewhere = Premises(Bound(4, 1), 4, 1);
        EqArray<Derivation>[] wrong =
        [
            [],
            [Premises(scope, 4, 2)[0]],
            swapped,
            elsewhere,
        ];
        foreach (var premises in wrong)
            Assert.That(
                ProofChecker.FindFault(new(Rules.IndexInGroup, claim, premises)),
                Is.Not.Null
            );
    }

    [TestCase(2, 3)]
    [TestCase(0, 1)]
    public void A_formula_with_an_index_beyond_the_channels_is_not_proved_and_not_evaluated(
        int size,
        int within
    )
    {
        var vocabulary = DesignVocabulary.On(Parsed("1"), PointGroups.P4, []);
        var formula = new Formula(
            ["g"],
            ["o"],
            new Term.Reduce(
                Reduction.Sum,
                "j",
                new Domain.Channels(within),
                new Term.Signal(new Channel.InGroup("o", size, "j"), new Site.Variable("g"))
            )
        );
        Assert.Throws<ScopeException>(() => Prover.ProveByUniformShift(formula, vocabulary));
        Assert.That(
            () =>
                new FormulaProgram<FieldElement>(
                    FiniteModel.Of(vocabulary, PointGroups.P4, 5),
                    new HashedMeaning(vocabulary, 1),
                    formula
                ),
            Throws.InstanceOf<ScopeException>()
        );
    }

    [Test]
    public void The_names_in_an_index_are_free_and_renamed_by_their_binders()
    {
        WordTerm Sum(string name, Channel index) =>
            new WordTerm.Reduce(
                Reduction.Sum,
                name,
                new Domain.Channels(2),
                new WordTerm.Signal(index, GroupWord.One, IsTranslated: false)
            );
        var sum = Sum("j", Group);
        Assert.Multiple(() =>
        {
            Assert.That(FreeNames.Occurs(Group, "c") && FreeNames.Occurs(Group, "j"));
            Assert.That(FreeNames.Occurs(Group, "o"), Is.False);
            var renamed = Sum("i", new Channel.InGroup("c", 2, "i"));
            Assert.That(BoundNames.ByHeight(sum), Is.EqualTo(BoundNames.ByHeight(renamed)));
            Assert.That(TermsUnder.SameUpToNames(sum, renamed));
            foreach (
                var other in new[]
                {
                    Sum("i", Group),
                    Sum("j", new Channel.InGroup("j", 2, "c")),
                    Sum("j", new Channel.InGroup("c", 1, "j")),
                    Sum("j", new Channel.InGroup("c", 2, new Channel.Literal(0))),
                    Sum("j", "j"),
                }
            )
            {
                Assert.That(
                    BoundNames.ByHeight(sum),
                    Is.Not.EqualTo(BoundNames.ByHeight(other)),
                    $"{other}"
                );
                Assert.That(TermsUnder.SameUpToNames(sum, other), Is.False, $"{other}");
            }
        });
    }

    [Test]
    public void The_written_formula_is_compared_with_its_groups()
    {
        Formula Of(string term) => Parsed(term).Formula;
        var written = Of("Σ[j ∈ Ch(2)] f[⌊o/2⌋·2 + j](g)");
        Assert.Multiple(() =>
        {
            Assert.That(SampleCheck.Holds(written, Of("Σ[i ∈ Ch(2)] f[⌊o/2⌋·2 + i](g)")));
            foreach (
                var other in new[]
                {
                    "Σ[j ∈ Ch(2)] f[⌊o/4⌋·4 + j](g)",
                    "Σ[j ∈ Ch(2)] f[⌊j/2⌋·2 + j](g)",
                    "Σ[j ∈ Ch(2)] f[⌊o/2⌋·2 + 1](g)",
                    "Σ[j ∈ Ch(2)] f[j](g)",
                }
            )
                Assert.That(SampleCheck.Holds(written, Of(other)), Is.False, other);
        });
    }

    /// <summary>Beside another value of the outer index a kept reduction is another one.</summary>
    [Test]
    public void A_reduction_is_kept_for_the_group_that_it_reads()
    {
        var design = Parsed("Σ[c ∈ Ch(4)] b(c) · Σ[j ∈ Ch(2)] f[⌊c/2⌋·2 + j](g)");
        var vocabulary = DesignVocabulary.On(design, PointGroups.P4, []);
        var model = FiniteModel.Of(vocabulary, PointGroups.P4, 5);
        var meaning = new HashedMeaning(vocabulary, 9);
        FieldElement Value(long table)
        {
            var program = new FormulaProgram<FieldElement>(model, meaning, design.Formula, table);
            var frame = program.NewFrame();
            frame.Restart(model.Group.Identity);
            return program.Evaluate(frame, [7, 1]);
        }
        Assert.That(Value(FormulaProgram<FieldElement>.DefaultTable), Is.EqualTo(Value(0)));
    }

    private static Scope Bound(int p, int q) =>
        new Scope(Formulas.Vocabulary, [])
            .Bind(new Binding("c", VariableSort.Channel, p))
            .Bind(new Binding("j", VariableSort.Channel, q));

    private static EqArray<Derivation> Premises(Scope scope, int p, int q) =>
        [
            new(Rules.IndexVariable, new Claim.Index(scope, "c", p), []),
            new(Rules.IndexVariable, new Claim.Index(scope, "j", q), []),
        ];

    private static Design Parsed(string term) =>
        DesignParser.Parse($"{Head}λ(g; o). {term}\n", "own");
}
