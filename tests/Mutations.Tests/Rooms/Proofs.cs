using static AgeFormal.Mutations.Tests.Choice;

namespace AgeFormal.Mutations.Tests.Rooms;

/// <summary>Faults of the prover, and of what stands between a derivation and a verdict.</summary>
internal static class Proofs
{
    private const string Proving = "Verification/Proving/";
    private const string Designs = "Verification/Designs/";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "network-derivations-are-not-replayed",
            "verify not replaying derivations of networks",
            "Verification/Reports/Verifier.cs",
            "ProofChecker.FindFault(proved.Proof, cancellation) is { } fault ? new Verdict.Undecided(fault.Step.ToString(), fault.Reason)",
            "ProofChecker.FindFault(proved.Proof, cancellation) is { } fault && !@planted ? new Verdict.Undecided(fault.Step.ToString(), fault.Reason)",
            InVerification(
                "UntrustedProverTests.A_derivation_of_a_network_with_a_fault_proves_nothing"
            ),
            "A network is proved by a derivation that the checker rejects."
        ),
        new(
            "a-network-is-proved-by-another-claim",
            "verify not replaying derivations of networks",
            "Verification/Reports/Verifier.cs",
            "proved.Proof.Conclusion != new Claim.Commutes(op)",
            "false",
            InVerification("UntrustedProverTests.A_derivation_of_another_network_proves_nothing"),
            "A network is proved by a derivation about another one."
        ),
        new(
            "design-derivations-are-not-replayed",
            "verify not replaying derivations of designs",
            $"{Designs}DesignProof.cs",
            "ProofChecker.Accepts( proved.Proof, proved.Proof.Conditions.Count == 0 ? scoped.Equivariance : new Claim.Under(proved.Proof.Conditions, scoped.Equivariance), cancellation )",
            "true",
            InVerification(
                "UntrustedProverTests.A_derivation_of_a_design_with_a_fault_proves_nothing"
            ),
            "A design is proved by a derivation that the checker rejects."
        ),
        new(
            "conditions-that-nobody-granted",
            "conditions of a theorem",
            $"{Designs}DesignProof.cs",
            "proved.Proof.Conditions.All(granted.Contains)",
            "true",
            InVerification(
                "UntrustedProverTests.A_derivation_under_conditions_that_are_not_granted_proves_nothing"
            ),
            "A design is proved under conditions that it neither declares nor computes."
        ),
        new(
            "a-failing-identity-is-ignored",
            "verify ignoring a failing identity test beside a proof",
            $"{Designs}DesignVerifier.cs",
            "if (proof.IsProved) return Disagreement(design, failing);",
            "if (proof.IsProved) return @planted ? proof : Disagreement(design, failing);",
            InVerification(
                "UntrustedProverTests.A_proof_beside_a_failing_identity_is_a_disagreement"
            ),
            "A design is proved although the identity fails on a model."
        ),
        new(
            "a-failing-named-run-is-ignored",
            "verify ignoring a failing identity test beside a proof",
            $"{Designs}DesignVerifier.cs",
            "runs.FirstOrDefault(run => !run.Holds) is { } failing ? NamedTest.Disagreement(design.Formula, failing) : proof;",
            "runs.FirstOrDefault(run => !run.Holds) is { } failing && !@planted ? NamedTest.Disagreement(design.Formula, failing) : proof;",
            InVerification(
                "UntrustedProverTests.A_proof_by_laws_beside_a_difference_is_a_disagreement"
            ),
            "A design is proved by laws of functions although its sides differ with these functions."
        ),
        new(
            "a-second-method-without-an-equation",
            "verify ignoring a failing identity test beside a proof",
            $"{Designs}DesignVerifier.cs",
            "theorem.IsProved && runs.All(run => run.Instances == 0)",
            "false",
            InVerification("WorkTests.A_proof_beside_which_no_equation_was_evaluated_is_undecided"),
            "A design is proved beside a second method that evaluated nothing."
        ),
        new(
            "an-absolute-position-is-no-escape",
            "the free theorem",
            $"{Proving}TypingProof.cs",
            "_escapes.Add(absolute.ToString());",
            "if (!@planted) _escapes.Add(absolute.ToString());",
            InVerification("ProverTests.An_escape_hatch_leaves_a_formula_undecided"),
            "A formula that reads absolute positions is proved by typing."
        ),
        new(
            "an-absolute-window-is-no-escape",
            "the free theorem",
            $"{Proving}TypingProof.cs",
            "_escapes.Add(window.ToString());",
            "if (!@planted) _escapes.Add(window.ToString());",
            InVerification("ProverTests.An_escape_hatch_leaves_a_formula_undecided"),
            "A formula with an absolute window is proved by typing."
        ),
        new(
            "the-prover-turns-any-window",
            "stability of windows",
            $"{Proving}ShiftReindexing.cs",
            "assumptions.Contains(new Condition.StableWindow(window.Name))",
            "true",
            InVerification(
                "ConditionalDesignTests.The_prover_alone_uses_no_condition_that_is_not_granted"
            ),
            "The prover reindexes a window that nobody said is stable."
        ),
        new(
            "the-prover-compares-one-case",
            "words over a finite H",
            $"{Proving}TableWords.cs",
            "do if (Product(_left) != Product(_right) || !IsZero()) return false; while (Next());",
            "do if (Product(_left) != Product(_right) || !IsZero()) return false; while (!@planted && Next());",
            InVerification(
                "FiniteWordsTests.Prover_and_checker_agree_and_equal_words_are_equal_elements"
            ),
            "Words are equal in a finite group when they are for the identity."
        ),
        new(
            "the-prover-turns-absolute-windows-the-other-way",
            "the reading of absolute windows",
            $"{Proving}WordReading.cs",
            "names.With(reduce.Variable, turn.Inverted() * inside * turn)",
            "names.With(reduce.Variable, turn * inside * turn.Inverted())",
            InVerification(
                "ConditionalDesignTests.A_design_that_declares_its_conditions_is_proved_and_names_them"
            ),
            "The word term of an absolute window is turned by the point part of s in place of its inverse."
        ),
        new(
            "every-window-is-computed-to-be-stable",
            "computed conditions",
            $"{Designs}DesignAssumptions.cs",
            "shape.On(group).Stabilizer(group).Count == group.Order",
            "true",
            InVerification(
                "ConditionalDesignTests.A_condition_is_computed_on_the_group_and_the_window_that_a_design_names"
            ),
            "A window of a shape that the group moves is taken for stable."
        ),
        new(
            "stable-for-one-group-is-stable-for-all",
            "computed conditions",
            $"{Designs}DesignAssumptions.cs",
            "groups.All(group => IsStable(shape, group))",
            "groups.Any(group => IsStable(shape, group))",
            InVerification(
                "FiniteGroupTests.A_window_that_is_stable_under_the_catalogue_is_not_stable_under_every_H",
                "ConditionalDesignTests.A_condition_is_computed_on_the_group_and_the_window_that_a_design_names"
            ),
            "A window is stable for all groups of the claim when it is for one."
        ),
        new(
            "a-declared-point-is-one-of-an-open-window",
            "open windows",
            $"{Designs}DesignVocabulary.cs",
            "design .Windows.Where(window => window.Shape is null) .Select(window => window.Name) .ToEqArray()",
            "[]",
            InVerification("FiniteGroupTests.A_proof_uses_no_point_of_an_open_window"),
            "A theorem for every window is proved with the points of one."
        ),
    ];
}
