using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Mutations;

/// <summary>
/// Each mutant of a rule of inference is noticed: the checker rejects its steps, and an equation that it accepts all the
/// same is true on a finite model.
/// </summary>
public sealed class RuleMutationTests
{
    private static IEnumerable<(Derivation Proof, EqArray<string> Channels)> Samples =>
        [
            (Derivations.Proved(Prover.Prove(Blocks.Network(PointGroups.P4m))), ["o"]),
            (
                Derivations.Proved(Prover.Prove(Blocks.Typed("p4", "mean pooling on the lattice"))),
                ["o"]
            ),
            (Derivations.Proved(Prover.Prove(Blocks.Restricted)), ["o"]),
            (Typed(Formulas.Everything), ["o"]),
            (
                Derivations.Proved(
                    TermLaws.LawDesigns.Prove(TermLaws.LawDesigns.Equivariant["a bias less itself"])
                ),
                ["o"]
            ),
            .. Shifted.Select(formula =>
                (
                    Derivations.Proved(Prover.ProveByUniformShift(formula, Formulas.Vocabulary)),
                    formula.Channels
                )
            ),
            (Derivations.Proved(Prover.Prove(Formulas.Reindexed, Formulas.Vocabulary)), ["o"]),
            (
                Derivations.Proved(
                    Prover.Prove(
                        Formulas.Reindexed,
                        Formulas.Vocabulary with
                        {
                            InputFibre = Fibre.Trivial,
                        }
                    )
                ),
                ["o"]
            ),
            .. FiniteGroupDesigns.SmallProofs.Select(proof => (proof, (EqArray<string>)["o"])),
        ];

    private static IEnumerable<Formula> Shifted => [Formulas.Everything];

    [Test]
    public void Every_rule_removed_and_every_side_altered_is_rejected()
    {
        var mutants = Steps(
                Samples
                    .Select(sample => sample.Proof)
                    .Concat(ConditionalProofTests.Proofs)
                    .Concat(FiniteGroupDesigns.Proofs)
                    .Concat(
                        TermLaws.LawDesigns.Equivariant.Values.Select(design =>
                            Derivations.Proved(TermLaws.LawDesigns.Prove(design))
                        )
                    )
            )
            .SelectMany(RuleMutants.Of)
            .ToArray();
        var survivors = mutants
            .Where(mutant => ProofChecker.FindFault(mutant.Step) is null)
            .Select(mutant => $"{mutant.Rule}: {mutant.What}")
            .ToArray();
        TestContext.Out.WriteLine(
            $"killed {mutants.Length - survivors.Length} of {mutants.Length}"
        );
        Assert.That(survivors, Is.Empty);
        Assert.That(Rules.All.Except(mutants.Select(mutant => mutant.Rule)), Is.Empty);
    }

    [Test]
    public void An_altered_side_of_an_equation_is_rejected_or_true()
    {
        var killed = 0;
        var survivors = new List<string>();
        var equivalent = 0;
        foreach (var (proof, channels) in Samples)
        foreach (var mutant in Steps([proof]).SelectMany(RuleMutants.OfEquations))
            if (ProofChecker.FindFault(mutant.Step) is not null)
                killed++;
            else if (EquationModel.Holds((Claim.Equation)mutant.Step.Conclusion, channels))
                equivalent++;
            else
                survivors.Add($"{mutant.Rule}: {mutant.What}");
        TestContext.Out.WriteLine(
            $"killed {killed} of {killed + survivors.Count}, {equivalent} more are true equations"
        );
        Assert.That(survivors, Is.Empty);
        Assert.That(killed, Is.GreaterThan(equivalent));
    }

    [Test]
    public void Every_equation_of_a_proof_is_true_on_a_finite_model()
    {
        foreach (var (proof, channels) in Samples)
        foreach (var step in Steps([proof]))
            if (step.Conclusion is Claim.Equation equation)
                Assert.That(EquationModel.Holds(equation, channels), $"{step}");
    }

    private static Derivation Typed(Formula formula) =>
        Derivations.Proved(Prover.ProveByTyping(formula, Formulas.Vocabulary));

    private static IEnumerable<Derivation> Steps(IEnumerable<Derivation> proofs) =>
        proofs.SelectMany(proof => proof.Steps()).Distinct();
}
