using static AgeFormal.Mutations.Tests.Choice;

namespace AgeFormal.Mutations.Tests.Rooms;

/// <summary>Faults in what formulas mean: substitution, free variables, the formulas of blocks, the reference evaluator.</summary>
internal static class Meaning
{
    private const string Substitution = "Operators/Syntax/Substitution.cs";

    private static readonly Choice Samples = InVerification(
        "SampleTests.Samples_by_environment_are_samples_by_substitution"
    );

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "sample-in-a-sample-is-not-moved",
            "substitution of nested samples",
            Substitution,
            "var at = Site(sampled.At);",
            "var at = @planted ? sampled.At : Site(sampled.At);",
            Samples,
            "A sample inside of another one is read where its text says, not where the outer one puts it."
        ),
        new(
            "binder-of-the-same-name-is-replaced",
            "substitution under shadowing binders",
            Substitution,
            "Sites = Sites.Remove(variable)",
            "Sites = @planted ? Sites : Sites.Remove(variable)",
            InVerification(
                "SampleTests.A_binder_of_positions_hides_the_sampled_one",
                "SampleTests.Samples_by_environment_are_samples_by_substitution"
            ),
            "A variable that a reduction binds anew is replaced as if it were the sampled one."
        ),
        new(
            "binder-captures-a-position",
            "substitution under shadowing binders",
            Substitution,
            "while (Taken.Contains(name))",
            "while (!@planted && Taken.Contains(name))",
            Samples,
            "A reduction captures a variable of the position that is put in."
        ),
        new(
            "first-site-of-a-difference-is-not-free",
            "free variables of s⁻¹·s′",
            "Operators/Syntax/Elements.cs",
            "Product(Inverse(Of(between.From)), Of(between.To))",
            "@planted ? Of(between.To) : Product(Inverse(Of(between.From)), Of(between.To))",
            InVerification("SampleTests.Both_positions_of_a_difference_are_free"),
            "The variables of s are not free in s⁻¹·s′."
        ),
        new(
            "reference-gives-zero",
            "the reference evaluator",
            "Operators/Evaluation/Evaluator.cs",
            "return value(frame);",
            "return @planted ? T.AdditiveIdentity : value(frame);",
            InOperators(
                "BlockValuesTests.A_block_has_the_values_computed_by_hand",
                "ReferenceEquivarianceTests.A_block_commutes_with_every_element_of_H"
            ),
            "Every layer is zero, which commutes with everything."
        ),
        new(
            "haar-weight-is-not-in-the-meaning",
            "meaning of the attentive convolution off by the Haar weight",
            "Operators/Meaning/AttentiveDenotation.cs",
            "IsRegular ? new Term.Constant(Weight) * value : value",
            "value",
            InVerification("ExecutionFaultTests.An_equivariant_fault_is_a_difference"),
            "The formula of the attentive convolution lacks μ."
        ),
    ];
}
