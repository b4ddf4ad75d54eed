using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests;

public sealed class ProofCheckerTests
{
    private static readonly Dictionary<string, Func<Derivation>> Proofs = new()
    {
        ["typing of a group convolution"] = () =>
            Derivations.Proved(Prover.Prove(Blocks.Typed("p4m", "group convolution"))),
        ["shift of a group convolution"] = () =>
            Derivations.Proved(
                Prover.Prove(Blocks.Typed("p4m", "group convolution"), ProofMethod.UniformShift)
            ),
        ["shift of a lifting convolution"] = () =>
            Derivations.Proved(
                Prover.Prove(Blocks.Typed("p6m", "lifting convolution"), ProofMethod.UniformShift)
            ),
        ["pooling on the lattice"] = () =>
            Derivations.Proved(Prover.Prove(Blocks.Typed("p4", "mean pooling on the lattice"))),
        ["pooling over H"] = () =>
            Derivations.Proved(Prover.Prove(Blocks.Typed("O", "max pooling over H"))),
        ["batch normalization"] = () =>
            Derivations.Proved(Prover.Prove(Blocks.Typed("p4", "batch normalization"))),
        ["shift of everything"] = () =>
            Derivations.Proved(
                Prover.ProveByUniformShift(Formulas.Everything, Formulas.Vocabulary)
            ),
        ["shift with changes of variables"] = () =>
            Derivations.Proved(Prover.Prove(Formulas.Reindexed, Formulas.Vocabulary)),
        ["typing of everything"] = () =>
            Derivations.Proved(Prover.ProveByTyping(Formulas.Everything, Formulas.Vocabulary)),
    };

    private static IEnumerable<string> Names => Proofs.Keys;

    [TestCaseSource(nameof(Names))]
    public void Every_damaged_step_is_rejected(string name)
    {
        var proof = Proofs[name]();
        Assert.That(ProofChecker.FindFault(proof), Is.Null);
        var damages = Derivations.Damage(proof).ToArray();
        Assert.That(damages, Has.Length.GreaterThan(40 * proof.StepCount));
        var accepted = damages
            .Where(damage => ProofChecker.Accepts(damage.Damaged, proof.Conclusion))
            .Select(damage => damage.What)
            .ToArray();
        Assert.That(accepted, Is.Empty);
    }

    [Test]
    public void Damage_to_a_network_is_rejected()
    {
        var network = Blocks.Network(PointGroups.P4);
        var proof = Derivations.Proved(Prover.Prove(network));
        for (var i = 0; i < proof.Premises.Count; i++)
            Assert.That(
                ProofChecker.FindFault(
                    proof with
                    {
                        Premises = new(proof.Premises.Items.RemoveAt(i)),
                    }
                ),
                Is.Not.Null
            );
        var sequence = (TypedOp.Sequence)network;
        var cut = sequence with { Layers = new(sequence.Layers.Items.RemoveAt(0)) };
        Assert.That(
            ProofChecker
                .FindFault(
                    new(
                        Rules.Composition,
                        new Claim.Commutes(cut),
                        new(proof.Premises.Items.RemoveAt(0))
                    )
                )!
                .Reason,
            Does.Contain("expected")
        );
    }

    [Test]
    public void A_proof_of_another_operator_is_not_accepted()
    {
        var proof = Derivations.Proved(Prover.Prove(Blocks.Typed("p4", "relu")));
        Assert.That(
            ProofChecker.Accepts(proof, new Claim.Commutes(Blocks.Typed("p4m", "relu"))),
            Is.False
        );
    }

    [Test]
    public void Nothing_is_concluded_from_an_absolute_position()
    {
        var scope = new Scope(Formulas.Vocabulary, [new("g", VariableSort.Position)]);
        var at = new Derivation(Rules.PositionVariable, new Claim.Position(scope, Formulas.G), []);
        Assert.That(ProofChecker.FindFault(at), Is.Null);
        var absolute = new Claim.Relative(scope, new Rel.Absolute(Formulas.G));
        foreach (var rule in Rules.All.Append(Rules.AbsolutePosition))
        foreach (var premises in new EqArray<Derivation>[] { [], [at] })
            Assert.That(
                ProofChecker.FindFault(new(rule, absolute, premises)),
                Is.Not.Null,
                rule.Name
            );
    }

    [Test]
    public void Unequal_words_are_not_equal()
    {
        var g = GroupWord.Of(GroupLetter.Whole("g"));
        var k = GroupWord.Of(GroupLetter.Linear("k"));
        var n = GroupWord.Of(GroupLetter.Translation("n"));
        foreach (
            var (left, right) in new[]
            {
                (g * k, k * g),
                (g * g.Inverted() * k, k.Inverted()),
                (n * k, k * n),
                (g.LinearOnly(), g),
                (g.TranslationOnly(), g),
                (g * n * k, g * k * n),
            }
        )
            Assert.That(
                ProofChecker.FindFault(
                    new(Rules.EqualNormalForms, new Claim.SameElement(left, right), [])
                ),
                Is.Not.Null,
                $"{left} = {right}"
            );
    }

    [Test]
    public void A_captured_variable_is_noticed()
    {
        var formula = Formulas.Layer(
            Formulas.Over(new Domain.Translations(), "n", Formulas.At(Formulas.G * Formulas.N))
        );
        var g = GroupWord.Of(GroupLetter.Whole("g"));
        var n = GroupWord.Of(GroupLetter.Translation("n"));
        WordTerm Sum(string variable, GroupWord at) =>
            new WordTerm.Reduce(
                Reduction.Sum,
                variable,
                new Domain.Translations(),
                new WordTerm.Signal("o", at, IsTranslated: false)
            );
        Derivation Reading(WordTerm term) =>
            new(Rules.Definition, new Claim.Reading(formula, Displacement.None, term), []);
        Assert.That(ProofChecker.FindFault(Reading(Sum("n", g * n))), Is.Null);
        Assert.That(ProofChecker.FindFault(Reading(Sum("m", g * n))), Is.Not.Null);
        Assert.That(ProofChecker.FindFault(Reading(Sum("g", g * g))), Is.Not.Null);
        Assert.That(ProofChecker.FindFault(Reading(Sum("n", g))), Is.Not.Null);
        Assert.That(
            ProofChecker.FindFault(Reading(Sum("n", g * GroupWord.Of(GroupLetter.Whole("n"))))),
            Is.Not.Null
        );
    }

    [Test]
    public void A_binder_that_captures_another_bound_variable_is_noticed()
    {
        Rel At(string name) => new Rel.Variable(name);
        var formula = Formulas.Layer(
            Formulas.Over(
                new Domain.PointElements(),
                "k",
                Formulas.Over(
                    new Domain.PointElements(),
                    "l",
                    Formulas.At(Formulas.G * At("k") * At("l"))
                )
            )
        );
        string? Fault(string outer, string inner)
        {
            WordTerm Over(string variable, WordTerm body) =>
                new WordTerm.Reduce(Reduction.Sum, variable, new Domain.PointElements(), body);
            GroupWord Letter(string name) => GroupWord.Of(GroupLetter.Linear(name));
            var word = GroupWord.Of(GroupLetter.Whole("g")) * Letter(outer) * Letter(inner);
            var read = Over(outer, Over(inner, new WordTerm.Signal("o", word, false)));
            return ProofChecker
                .FindFault(
                    new(Rules.Definition, new Claim.Reading(formula, Displacement.None, read), [])
                )
                ?.Reason;
        }
        Assert.That(Fault("k", "l"), Is.Null);
        Assert.That(Fault("a", "b"), Is.Null);
        // Σ_k Σ_k f(g·k·k) reads the inner k twice.
        Assert.That(Fault("k", "k"), Is.Not.Null);
        Assert.That(Fault("g", "l"), Is.Not.Null);
    }
}
