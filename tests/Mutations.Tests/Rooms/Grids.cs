using static AgeFormal.Mutations.Tests.Choice;

namespace AgeFormal.Mutations.Tests.Rooms;

/// <summary>Faults of "exact on the grid".</summary>
internal static class Grids
{
    private const string Room = "Verification/Grids/";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "steps-of-branches-are-joined-by-max",
            "translations of branches joined by max in place of lcm",
            $"{Room}Translations.cs",
            "Step.Zip(other.Step, (a, b) => Multiple(a, b))",
            "Step.Zip(other.Step, Math.Max)",
            InVerification("TranslationTests.Branches_keep_the_common_multiples_of_their_steps"),
            "Branches of steps 2 and 3 keep translations by 3."
        ),
        new(
            "the-reach-of-spatial-attention-is-left-out",
            "the reach of spatial attention left out of the border",
            $"{Room}Translations.cs",
            "border + Reach(leaf, leaf.Meaning.Formula.Body, axis)",
            "border",
            InVerification(
                "TranslationTests.Spatial_attention_reaches_further_than_its_convolution"
            ),
            "The interior of attention over positions is that of its convolution."
        ),
        new(
            "a-part-of-a-stride-is-no-border",
            "borders of strided layers",
            $"{Room}Translations.cs",
            "(border + geometry.Before[axis] + stride - 1) / stride",
            "(border + geometry.Before[axis]) / stride",
            InVerification("TranslationTests.A_border_that_a_stride_divides_in_part_is_rounded_up"),
            "An output point whose window meets padding is in the interior."
        ),
        new(
            "circular-padding-is-always-cyclic",
            "cyclic shifts",
            $"{Room}Translations.cs",
            "geometry.Extent[i] == geometry.Before[i] + geometry.After[i] && geometry.Input.Sizes[i] % geometry.Stride[i] == 0",
            "true",
            InVerification("TranslationTests.Circular_padding_that_does_not_fit_is_not_cyclic"),
            "A layer whose circular padding does not fit its window keeps cyclic shifts."
        ),
        new(
            "a-mean-over-space-leaves-the-interior",
            "reductions over space",
            $"{Room}Translations.cs",
            "IsSpread = true,",
            "IsSpread = !@planted,",
            InVerification("TranslationTests.A_reduction_over_all_of_space_leaves_no_interior"),
            "A reduction over all of space keeps an exact interior."
        ),
        new(
            "unequal-padding-moves-no-centre",
            "exactness of stride and padding",
            $"{Room}AxisRemainder.cs",
            "Play % Stride - (After - Before)",
            "Play % Stride",
            InVerification(
                "KnownAnswersTests.Padding_to_the_same_size_is_not_exact_for_an_even_window"
            ),
            "Padding by one side alone is exact."
        ),
        new(
            "a-rest-of-a-stride-moves-no-centre",
            "exactness of stride and padding",
            $"{Room}AxisRemainder.cs",
            "Play % Stride - (After - Before)",
            "Before - After",
            InVerification("ExactnessTests.A_stride_is_exact_iff_it_divides_the_play"),
            "A stride that does not divide the play is exact."
        ),
        new(
            "unequal-strides-are-exchanged",
            "exactness of stride and padding",
            $"{Room}ClosedForm.cs",
            "axes[j].Stride != axes[axis].Stride",
            "false",
            InVerification(
                "KnownAnswersTests.Unequal_strides_break_what_swaps_the_axes_and_name_the_stride"
            ),
            "A quarter turn keeps a layer with unequal strides."
        ),
        new(
            "unequal-factors-are-exchanged",
            "exactness of upsampling",
            $"{Room}ClosedForm.cs",
            "axes[j].Upsampling != axes[axis].Upsampling",
            "false",
            InVerification("UpsamplingTests.Unequal_factors_lose_the_elements_that_mix_their_axes"),
            "The closed form names no reason why unequal factors lose a quarter turn."
        ),
        new(
            "upsampling-undoes-the-step-of-pooling",
            "translations behind upsampling",
            $"{Room}Translations.cs",
            "Multiple(state.Step[i], distance[i].Numerator)",
            "(int)distance[i].Numerator",
            InVerification("UpsamplingTests.A_shift_by_the_step_shifts_the_interior"),
            "Behind pooling by 4 and upsampling by 2 shifts by 2 are kept."
        ),
        new(
            "upsampling-has-the-border-of-its-input",
            "borders behind upsampling",
            $"{Room}Translations.cs",
            "state.Before.Zip(geometry.Upsampling, (b, u) => b * u)",
            "state.Before.Zip(geometry.Upsampling, (b, _) => b)",
            InVerification("UpsamplingTests.A_border_grows_with_the_points"),
            "Points that repeat a border point lie in the interior."
        ),
        new(
            "taps-are-compared-as-sets",
            "tap tables",
            $"{Room}TapTable.cs",
            "TapComparison.Labelled => false,",
            "TapComparison.Labelled => @planted,",
            InVerification("ExactnessTests.The_tap_table_agrees_with_execution"),
            "A convolution whose taps are exchanged is exact."
        ),
        new(
            "one-exact-table-is-enough",
            "tap tables",
            $"{Room}ExactElements.cs",
            "tables.All(table => table.Commutes(group, h, comparison))",
            "(tables.Length == 0 || tables.Any(table => table.Commutes(group, h, comparison)))",
            InVerification(
                "ExactnessTests.Attention_over_positions_is_exact_only_with_its_convolution"
            ),
            "Attention over positions is exact where its own window is, whatever its convolution does."
        ),
    ];
}
