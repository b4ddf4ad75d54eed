using AgeFormal.Algebra;

namespace AgeFormal.Verification.Tests.TermLaws;

/// <summary>An equation is read from right to left by symmetry, and by nothing else.</summary>
public sealed class SymmetryTests
{
    private static readonly GroupWord G = GroupWord.Of(GroupLetter.Whole("g"));

    private static readonly WordTerm Here = Signal(G);

    private static readonly WordTerm There = Signal(G * GroupWord.One);

    private static readonly Derivation Equal = new(
        Rules.GroupWords,
        Equation(There, Here),
        [new(Rules.EqualNormalForms, new Claim.SameElement(G * GroupWord.One, G), [])]
    );

    [Test]
    public void An_equation_holds_from_right_to_left()
    {
        Assert.That(ProofChecker.FindFault(Equal), Is.Null);
        Assert.That(
            ProofChecker.FindFault(new(Rules.Symmetry, Equation(Here, There), [Equal])),
            Is.Null
        );
    }

    [Test]
    public void Symmetry_needs_the_equation_that_it_turns_and_that_alone()
    {
        EqArray<EqArray<Derivation>> premises =
        [
            [],
            [Equal, Equal],
        ];
        foreach (var given in premises)
            Assert.That(
                ProofChecker.FindFault(new(Rules.Symmetry, Equation(Here, There), given)),
                Is.Not.Null
            );
        foreach (
            var wrong in new[]
            {
                Equation(There, Here),
                Equation(Here, Signal(G.Inverted())),
                Equation(Signal(G.Inverted()), There),
                Equation(Here, There) with
                {
                    Vocabulary = Formulas.Vocabulary with { InputChannels = 5 },
                },
            }
        )
            Assert.That(
                ProofChecker.FindFault(new(Rules.Symmetry, wrong, [Equal])),
                Is.Not.Null,
                $"{wrong}"
            );
    }

    [Test]
    public void A_proof_for_every_function_uses_no_law_of_one() =>
        Assert.That(
            ((Verdict.Proved)Prover.Prove(Formulas.Everything, Formulas.Vocabulary))
                .Proof
                .FunctionLaws,
            Is.Empty
        );

    private static WordTerm Signal(GroupWord at) =>
        new WordTerm.Signal("o", at, IsTranslated: false);

    private static Claim.Equation Equation(WordTerm left, WordTerm right) =>
        new(Formulas.Vocabulary, left, right);
}
