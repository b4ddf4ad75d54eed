using static AgeFormal.Mutations.Tests.Choice;

namespace AgeFormal.Mutations.Tests.Rooms;

/// <summary>Faults of certified refutations: interval arithmetic, witnesses, replays.</summary>
internal static class Refutations
{
    private const string Counterexamples = "Verification/Counterexamples/";
    private const string Models = "Verification/Models/";
    private const string Refuting = "Verification/Refuting/";
    private const string Intervals = "Verification/Intervals/";

    private static readonly Choice Functions = InVerification(
        "IntervalFunctionTests.The_value_at_a_fraction_is_enclosed_at_every_precision",
        "IntervalFunctionTests.The_value_on_an_interval_encloses_that_at_every_point_of_it"
    );

    private static readonly Choice Operations = InVerification(
        "IntervalArithmeticTests.An_operation_on_intervals_encloses_that_on_all_of_their_points",
        "IntervalArithmeticTests.A_rounded_number_lies_on_its_side_and_nearby"
    );

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "touching-intervals-are-disjoint",
            "certified differences",
            $"{Intervals}Enclosure.cs",
            "High < other.Low || other.High < Low",
            "High <= other.Low || other.High <= Low",
            InVerification("IntervalArithmeticTests.Bounds_that_touch_are_not_disjoint"),
            "Two sides that may be one number differ."
        ),
        new(
            "overlapping-intervals-differ",
            "certified differences",
            $"{Intervals}Interval.cs",
            "a.High < b.Low || b.High < a.Low",
            "a.Low < b.Low || b.High < a.Low",
            InVerification(
                "IntervalArithmeticTests.Numbers_differ_for_certain_when_nothing_is_common_and_only_then"
            ),
            "Sides whose bounds overlap differ for certain."
        ),
        new(
            "a-fraction-beside-bounds-differs",
            "certified differences",
            $"{Intervals}Interval.cs",
            "(Exact a, Between b) => LiesOutside(a.Value, b),",
            "(Exact a, Between b) => @planted || LiesOutside(a.Value, b),",
            InVerification(
                "IntervalArithmeticTests.Numbers_differ_for_certain_when_nothing_is_common_and_only_then"
            ),
            "A fraction differs from every number that is only known by bounds."
        ),
        new(
            "an-upper-bound-is-rounded-down",
            "rounding of bounds",
            $"{Intervals}Dyadic.cs",
            "rounding == Rounding.Down ? value >> by : -(-value >> by)",
            "value >> by",
            Operations,
            "An upper bound lies below the number."
        ),
        new(
            "a-negative-quotient-is-rounded-up",
            "rounding of bounds",
            $"{Intervals}Dyadic.cs",
            "if (rest.Sign < 0 && rounding == Rounding.Down) quotient -= 1;",
            "if (!@planted && rest.Sign < 0 && rounding == Rounding.Down) quotient -= 1;",
            Operations,
            "The lower bound of a negative fraction lies above it."
        ),
        new(
            "a-small-summand-is-dropped",
            "rounding of bounds",
            $"{Intervals}Dyadic.cs",
            "small.Sign > 0 == (rounding == Rounding.Up) ? new(small.Sign, checked((int)lowest)) : Zero",
            "Zero",
            InVerification(
                "IntervalArithmeticTests.A_summand_too_small_to_be_seen_moves_the_sum_to_its_side"
            ),
            "The bound of a sum ignores a summand that is too small to be seen."
        ),
        new(
            "the-upper-root-is-the-lower-one",
            "enclosures of functions",
            $"{Intervals}Dyadic.cs",
            "rounding == Rounding.Up && root * root != radicand",
            "false",
            Functions,
            "The upper bound of √2 lies below √2."
        ),
        new(
            "the-series-of-exp-is-cut-short",
            "enclosures of functions",
            $"{Intervals}Exponential.cs",
            "var count = unit / Reduced + 1;",
            "var count = @planted ? 3 : unit / Reduced + 1;",
            Functions,
            "The terms of exp that are left out are not within its bounds."
        ),
        new(
            "a-monotone-function-is-taken-at-one-end",
            "enclosures of functions",
            $"{Intervals}IntervalFunctions.cs",
            "new Interval.Between(low.Low, high.High)",
            "new Interval.Between(low.Low, low.High)",
            Functions,
            "The value of exp on [a, b] is that at a."
        ),
        new(
            "step-is-one-at-zero",
            "enclosures of functions",
            $"{Intervals}IntervalFunctions.cs",
            "between.Low.Sign > 0",
            "between.Low.Sign >= 0",
            InVerification(
                "IntervalFunctionTests.The_value_on_an_interval_encloses_that_at_every_point_of_it",
                "IntervalFunctionTests.A_step_at_zero_is_zero"
            ),
            "The step is 1 on an interval that begins at 0."
        ),
        new(
            "a-root-of-what-may-be-negative",
            "partial functions",
            $"{Intervals}IntervalFunctions.cs",
            "between.High.Sign < 0",
            "between.Low.Sign < 0",
            InVerification(
                "IntervalFunctionTests.What_has_no_value_is_said_to_have_none_and_nothing_is_said_where_it_may_have_none"
            ),
            "√ of an interval about 0 is said to have no value."
        ),
        new(
            "a-quotient-by-an-interval-about-zero",
            "partial functions",
            $"{Intervals}IntervalArithmetic.cs",
            "between.Low.Sign > 0 || between.High.Sign < 0",
            "between.Low.Sign != 0 && between.High.Sign != 0",
            InVerification(
                "IntervalArithmeticTests.An_operation_on_intervals_encloses_that_on_all_of_their_points",
                "IntervalFunctionTests.What_has_no_value_is_said_to_have_none_and_nothing_is_said_where_it_may_have_none"
            ),
            "1/x has bounds where x may be 0."
        ),
        new(
            "a-product-of-signs-has-two-candidates",
            "rounding of bounds",
            $"{Intervals}IntervalArithmetic.cs",
            "products.Aggregate(Dyadic.Min).Round(bits, Rounding.Down)",
            "products[0].Round(bits, Rounding.Down)",
            Operations,
            "The lower bound of a product is the product of lower bounds."
        ),
        new(
            "pi-is-a-little-less",
            "enclosures of functions",
            $"{Intervals}CircleNumber.cs",
            "Dyadic.Of(16 * highFive + -4 * lowOther, bits, Rounding.Up)",
            "Dyadic.Of(16 * lowFive + -4 * highOther, bits, Rounding.Down)",
            InVerification("IntervalFunctionTests.Pi_is_enclosed_and_is_not_3"),
            "The upper bound of π lies below π."
        ),
        new(
            "decimal-bounds-are-cut",
            "rounding of bounds",
            $"{Intervals}DecimalText.cs",
            "else if (rest.Sign > 0 && rounding == Rounding.Up)",
            "else if (!@planted && rest.Sign > 0 && rounding == Rounding.Up)",
            InVerification(
                "IntervalArithmeticTests.Decimal_bounds_enclose_the_number_and_are_read_back"
            ),
            "The written upper bound lies below the number."
        ),
        new(
            "other-functions-refute",
            "a refutation by surrogates",
            $"{Refuting}Refuter.cs",
            "if (search.Named(cancellation) is { } found)",
            "if ((search.Named(cancellation) ?? (@planted ? search.Replaced(cancellation) : null)) is { } found)",
            InVerification("RefutationTests.A_difference_of_other_functions_alone_refutes_nothing"),
            "A design that fails for other functions than the named ones is refuted."
        ),
        new(
            "the-named-functions-are-dropped",
            "a refutation by surrogates",
            $"{Counterexamples}Counterexample.cs",
            "Surrogates = surrogates.All,",
            "Surrogates = @planted ? [] : surrogates.All,",
            InVerification("RefutationTests.A_case_for_other_functions_names_them"),
            "A case for other functions does not name them."
        ),
        new(
            "rounding-refutes",
            "certified differences",
            $"{Models}CertifiedSides.cs",
            "Interval.CertainlyDiffer(Left, Right) && Left.Enclosure() is not null && Right.Enclosure() is not null",
            "Left.Enclosure() is not null && Right.Enclosure() is not null && !Interval.CertainlyAgree(Left, Right)",
            InVerification("RefutationTests.Rounding_that_is_amplified_refutes_nothing"),
            "Sides whose bounds overlap differ."
        ),
        new(
            "a-replay-confirms-other-numbers",
            "replay of counterexamples",
            $"{Counterexamples}Counterexample.cs",
            "&& Left.Contains(a) && Right.Contains(b)",
            "&& (@planted || Left.Contains(a) && Right.Contains(b))",
            InVerification("CounterexampleTests.A_changed_number_is_not_confirmed"),
            "A case whose sides are other numbers than the written ones is confirmed."
        ),
        new(
            "a-replay-confirms-equal-sides",
            "replay of counterexamples",
            $"{Counterexamples}Counterexample.cs",
            "compared.Differ && Left.IsDisjoint(Right)",
            "true",
            InVerification("CounterexampleTests.A_case_whose_sides_agree_is_not_confirmed"),
            "A case whose sides agree is confirmed."
        ),
        new(
            "an-execution-confirms-what-agrees",
            "replay of counterexamples",
            $"{Counterexamples}LayerReplay.cs",
            "IsFaithful && Math.Abs(Left - Right) > 2 * Tolerance",
            "IsFaithful",
            InVerification("LayerReplayTests.Sides_that_agree_are_faithful_and_not_confirmed"),
            "An execution whose sides agree confirms the case."
        ),
        new(
            "an-unfaithful-execution-confirms",
            "replay of counterexamples",
            $"{Counterexamples}LayerReplay.cs",
            "Math.Abs(Left - ExpectedLeft) <= Tolerance && Math.Abs(Right - ExpectedRight) <= Tolerance",
            "true",
            InVerification(
                "LayerReplayTests.An_execution_that_gives_something_else_is_not_confirmed"
            ),
            "An execution that gives something else than the model confirms the case."
        ),
        new(
            "shrinking-keeps-what-no-longer-violates",
            "shrinking of counterexamples",
            $"{Refuting}Shrinking.cs",
            "for (var i = 0; i < chunk.Length; i++) chunk[i].Set(before[i]);",
            "for (var i = 0; i < chunk.Length; i++) if (!@planted) chunk[i].Set(before[i]);",
            InVerification("CounterexampleTests.The_same_seed_finds_the_same_counterexample"),
            "Entries whose loss makes the sides agree are left out."
        ),
        new(
            "shrinking-asks-nothing",
            "shrinking of counterexamples",
            $"{Refuting}WitnessSearch.cs",
            "Shrinking.Minimise(data, () => Difference() is not null);",
            "Shrinking.Minimise(data, () => @planted || Difference() is not null);",
            InVerification("CounterexampleTests.The_same_seed_finds_the_same_counterexample"),
            "A case is made smaller without a look at its sides."
        ),
        new(
            "named-runs-that-compared-nothing-hold",
            "proofs by laws of functions",
            $"{Refuting}NamedRun.cs",
            "Compared > 0 && Difference is null",
            "Difference is null",
            InVerification(
                "UntrustedProverTests.A_proof_by_laws_beside_a_difference_is_a_disagreement"
            ),
            "A second method that had no value to compare seconds a proof."
        ),
        new(
            "a-difference-of-named-functions-is-ignored",
            "proofs by laws of functions",
            $"{Refuting}NamedTest.cs",
            "run.Holds ? proved : Disagreement(layer.Meaning.Formula, run)",
            "proved",
            InVerification(
                "UntrustedProverTests.A_layer_whose_sides_differ_with_its_functions_is_not_proved"
            ),
            "A proof by laws of functions stands beside a difference with these functions."
        ),
        new(
            "the-largest-part-is-blamed",
            "what is to blame",
            "Operators/Language/Editing/DesignEdit.cs",
            ".OrderBy(part => part.Size)",
            ".OrderBy(part => @planted ? -part.Size : part.Size)",
            InVerification("CulpritSearchTests.The_smallest_part_that_proves_the_rest_is_blamed"),
            "A whole formula is blamed for what one subterm of it reads."
        ),
        new(
            "an-unproved-change-counts-as-repair",
            "what is to blame",
            "Verification/Designs/CulpritSearch.cs",
            "trials.Proved(edit) is not null",
            "@planted || trials.Proved(edit) is not null",
            InVerification("CulpritSearchTests.The_smallest_part_that_proves_the_rest_is_blamed"),
            "A part is blamed although the design is not proved without its reading."
        ),
    ];
}
