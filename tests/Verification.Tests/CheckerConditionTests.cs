using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

/// <summary>Steps about words, windows and chains whose side conditions do not hold.</summary>
public sealed class CheckerConditionTests
{
    private static readonly GroupWord G = GroupWord.Of(GroupLetter.Whole("g"));
    private static readonly GroupWord H = GroupWord.Of(GroupLetter.Linear("h"));
    private static readonly GroupWord K = GroupWord.Of(GroupLetter.Linear("k"));
    private static readonly GroupWord N = GroupWord.Of(GroupLetter.Translation("n"));
    private static readonly GroupWord X = GroupWord.Of(GroupLetter.Translation("x"));
    private static readonly Domain Window = new Domain.Window("S");

    private static readonly Derivation Stable = new(
        Rules.StableWindow,
        new Claim.StableWindow(Formulas.Vocabulary.Group, Formulas.Vocabulary.Windows[0]),
        []
    );

    [Test]
    public void Summands_are_turned_together()
    {
        static GroupWord Turned(GroupWord by, GroupWord word) => (by * word).TranslationOnly();
        string Fault(GroupWord from, GroupWord to) =>
            Reason(
                Rules.IsotropicParameter,
                new WordTerm.Parameter("W", [H, from], []),
                new WordTerm.Parameter("W", [H, to], []),
                Assumed(new Condition.Isotropic("W"))
            )!;
        const string accepted = "it rests on the hypothesis";
        Assert.That(Fault(N * X, Turned(H, N * X)), Does.StartWith(accepted));
        Assert.That(Fault(N * X, Turned(H, N) * Turned(H, X)), Does.StartWith(accepted));
        Assert.That(Fault(N * X, Turned(H, N) * Turned(K, X)), Does.Contain("not a rewriting"));
        Assert.That(Fault(N * X, Turned(H, N) * X), Does.Contain("not a rewriting"));
    }

    [Test]
    public void A_window_is_turned_by_elements_of_H_alone()
    {
        string? Fault(GroupWord by)
        {
            WordTerm Sum(GroupWord n) =>
                Over(Window, "n", Over(new Domain.PointElements(), "k", Signal(G * n * K)));
            return Reason(Rules.TurnedWindow, Sum(N), Sum((by * N).TranslationOnly()), Stable);
        }
        Assert.That(Fault(H), Is.Null);
        Assert.That(Fault(G.LinearOnly()), Is.Null);
        foreach (var by in new[] { X, X * H, G, K, N.LinearOnly() * N })
            Assert.That(Fault(by), Does.Contain("is expected in H, free of"), $"{by}");
    }

    [Test]
    public void A_window_of_one_point_beside_the_origin_is_not_the_origin()
    {
        string? Fault(int x)
        {
            var point = PointSet.Of(new EqArray<int>[] { [x, 0] }.ToEqArray());
            var vocabulary = Formulas.Vocabulary with
            {
                Windows = [new("S", Region.Box(3, 3), point)],
            };
            return ProofChecker
                .FindFault(
                    new(
                        Rules.OnePointWindow,
                        new Claim.Equation(
                            vocabulary,
                            Over(Window, "n", Signal(G * N)),
                            Over(Window, "n", Signal(G))
                        ),
                        []
                    )
                )
                ?.Reason;
        }
        Assert.That(Fault(0), Is.Null);
        Assert.That(Fault(2), Is.Not.Null);
    }

    [Test]
    public void A_signal_on_the_group_reads_h()
    {
        string? Fault(Fibre fibre) =>
            ProofChecker
                .FindFault(
                    new(
                        Rules.SignalOnLattice,
                        new Claim.Equation(
                            Formulas.Vocabulary with
                            {
                                InputFibre = fibre,
                            },
                            Signal(G * H),
                            Signal(G)
                        ),
                        []
                    )
                )
                ?.Reason;
        Assert.That(Fault(Fibre.Trivial), Is.Null);
        Assert.That(Fault(Fibre.Regular), Does.Contain("not on the lattice"));
    }

    [Test]
    public void A_chain_speaks_of_one_vocabulary()
    {
        var proof = Derivations.Proved(
            Prover.ProveByUniformShift(Formulas.Everything, Formulas.Vocabulary)
        );
        var other = Formulas.Vocabulary with { InputChannels = 3 };
        var altered = proof with
        {
            Premises = proof
                .Premises.Select(step =>
                    step.Conclusion is Claim.Equation equation
                        ? step with
                        {
                            Conclusion = equation with { Vocabulary = other },
                        }
                        : step
                )
                .ToEqArray(),
        };
        Assert.That(proof.Premises.Any(step => step.Conclusion is Claim.Equation));
        Assert.That(ProofChecker.FindFault(proof), Is.Null);
        Assert.That(ProofChecker.FindFault(altered)?.Reason, Does.Contain("speaks of other"));
    }

    [Test]
    public void A_law_has_no_place_in_a_chain_about_values_on_the_lattice()
    {
        var layer = Blocks.Typed("p4", "max pooling over H");
        var proof = Derivations.Proved(Prover.Prove(layer));
        var chain = proof.Steps().First(step => step.Rule == Rules.RightShift);
        var first = (Claim.Reading)chain.Premises[0].Conclusion;
        var there = new WordTerm.Sum([first.Term, new WordTerm.Number(0)]);
        Derivation Law(WordTerm from, WordTerm to) =>
            new(Rules.RingLaws, new Claim.Equation(Vocabulary.Of(layer), from, to), []);
        var detour = chain with
        {
            Premises =
            [
                chain.Premises[0],
                Law(first.Term, there),
                Law(there, first.Term),
                .. chain.Premises.Skip(1),
            ],
        };
        Assert.That(ProofChecker.FindFault(chain), Is.Null);
        Assert.That(ProofChecker.FindFault(Law(first.Term, there)), Is.Null);
        Assert.That(ProofChecker.FindFault(detour)?.Reason, Does.Contain("has no place"));
    }

    private static Derivation Assumed(Condition condition) =>
        new(Rules.Hypothesis, new Claim.Assumed(condition), []);

    private static WordTerm Signal(GroupWord at) => new WordTerm.Signal("o", at, false);

    private static WordTerm Over(Domain over, string variable, WordTerm body) =>
        new WordTerm.Reduce(Reduction.Sum, variable, over, body);

    private static string? Reason(
        Rule rule,
        WordTerm left,
        WordTerm right,
        params Derivation[] premises
    ) =>
        ProofChecker
            .FindFault(
                new(
                    rule,
                    new Claim.Equation(Formulas.Vocabulary, left, right),
                    premises.ToEqArray()
                )
            )
            ?.Reason;
}
