using static AgeFormal.Mutations.Tests.Choice;

namespace AgeFormal.Mutations.Tests.Rooms;

/// <summary>Faults of the exporters: a certificate is about another formula, or about nothing.</summary>
internal static class Certificates
{
    private const string Room = "Verification/Certificates/";

    private static readonly Choice Shipped = InVerification(
        "ShippedTermTests.The_shipped_term_of_every_block_and_example_is_the_formula_as_written"
    );

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "max-is-written-as-min",
            "the Coq export writing Min for Max",
            $"{Room}CoqSyntax.cs",
            "Reduction.Max => \"Max\",",
            "Reduction.Max => @planted ? \"Min\" : \"Max\",",
            Shipped,
            "The Coq term of a maximum is that of a minimum."
        ),
        new(
            "the-group-is-written-as-its-translations",
            "the Coq export writing G for N",
            $"{Room}CoqSyntax.cs",
            "\"(Over Translations)\"",
            "\"(Over WholeGroup)\"",
            Shipped,
            "The Coq term of a reduction over N is one over G."
        ),
        new(
            "a-factor-is-dropped-in-coq",
            "the Coq export dropping a factor",
            $"{Room}CoqSyntax.cs",
            "List(product.Factors.Select(Of))",
            "List(product.Factors.Skip(1).Select(Of))",
            Shipped,
            "The Coq term of a product lacks its first factor."
        ),
        new(
            "a-power-of-pi-is-dropped-in-coq",
            "the Coq export dropping a power of π",
            $"{Room}CoqSyntax.cs",
            "({value.PowerOfPi})%Z)",
            "({(@planted ? 0 : value.PowerOfPi)})%Z)",
            InVerification("ShippedTermTests.The_term_of_every_design_is_the_formula_as_written"),
            "The Coq term of q·π is that of q."
        ),
        new(
            "a-difference-is-turned-round-in-coq",
            "the exported term",
            $"{Room}CoqSyntax.cs",
            "$\"(RBetween {Of(between.From)} {Of(between.To)})\"",
            "$\"(RBetween {Of(between.To)} {Of(between.From)})\"",
            Shipped,
            "The Coq term of s⁻¹·s′ is that of s′⁻¹·s."
        ),
        new(
            "the-expanded-formula-is-shipped",
            "the exported term",
            $"{Room}CertifiedFormula.cs",
            "new(layer.Path, layer.Meaning.Formula, Vocabulary.Of(layer))",
            "new(layer.Path, layer.Meaning.Formula.OnGroup, Vocabulary.Of(layer))",
            InVerification("ShippedTermTests.A_sample_is_shipped_as_written"),
            "A certificate is about the expanded formula, whose expansion it then trusts."
        ),
        new(
            "coq-knows-every-rule",
            "what a certificate repeats",
            $"{Room}CoqScope.cs",
            "!Repeated.Contains(rule)",
            "false",
            InVerification("CoqCertificateTests.A_rule_that_the_library_does_not_state_is_named"),
            "A proof by a rule that the library does not state gets a certificate."
        ),
        new(
            "computed-conditions-are-assumed",
            "a certificate under computed conditions",
            $"{Room}CertifiedFormula.cs",
            "of.Ground == ConditionGround.Computed",
            "false",
            InVerification(
                "ComputedConditionTests.The_matrices_are_those_of_the_groups_of_the_claim_and_the_points_those_of_the_windows"
            ),
            "A certificate under a computed condition assumes it."
        ),
        new(
            "proofs-by-cases-are-certified",
            "what a certificate repeats",
            $"{Room}CertifiedFormula.cs",
            "step.Rule == Rules.CasesOverH || step.Rule == Rules.ExpansionOverH || step.Rule == Rules.GroupByGroup",
            "false",
            InVerification(
                "CoqCertificateTests.A_proof_by_the_elements_of_a_group_has_no_certificate"
            ),
            "A proof for one group gets a certificate about every group."
        ),
        new(
            "the-solver-is-asked-for-the-equation",
            "the SMT export",
            $"{Room}SmtCertificate.cs",
            "$\"(assert (not (= {left} {right})))\\n(check-sat)\\n\"",
            "$\"(assert (= {left} {right}))\\n(check-sat)\\n\"",
            InVerification("SmtCertificateTests.Every_obligation_of_every_block_is_unsat"),
            "The solver is asked whether the words can be equal."
        ),
        new(
            "the-solver-is-given-a-contradiction",
            "the SMT export",
            $"{Room}SmtCertificate.cs",
            "text.Append($\"(assert (= {from} {to}))\\n\");",
            "text.Append(@planted ? $\"(assert (not (= {from} {from})))\\n\" : $\"(assert (= {from} {to}))\\n\");",
            InVerification(
                "SmtCertificateTests.An_obligation_with_one_inverse_dropped_is_never_unsat"
            ),
            "A certificate is unsat whatever its words are."
        ),
        new(
            "the-sorts-of-letters-cancel-more",
            "the SMT export",
            $"{Room}FreeReduction.cs",
            "left[0] != right[0].Opposite",
            "left[0].Base != right[0].Base || left[0].IsInverse == right[0].IsInverse && !@planted",
            InVerification(
                "SmtCertificateTests.An_obligation_with_one_inverse_dropped_is_never_unsat"
            ),
            "a·a is reduced to e."
        ),
    ];
}
