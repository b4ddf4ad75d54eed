using static AgeFormal.Mutations.Tests.Choice;

namespace AgeFormal.Mutations.Tests.Rooms;

/// <summary>Faults of the finite models: a false identity holds on all of them.</summary>
internal static class Models
{
    private const string Room = "Verification/Models/";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "absolute-windows-are-turned-the-other-way",
            "AbsWin turned the other way in the models",
            $"{Room}ModelElements.cs",
            "var back = model.Group.PointGroup.Group.Inverse(h);",
            "var back = @planted ? h : model.Group.PointGroup.Group.Inverse(h);",
            InVerification(
                "FormulaProgramTests.An_absolute_window_has_the_values_of_the_reference"
            ),
            "AbsWin(S)@s is turned by the point part of s in place of its inverse."
        ),
        new(
            "a-window-fills-its-torus",
            "models too small",
            $"{Room}ModelPlan.cs",
            "Fits(group, needed + Room)",
            "false",
            InVerification(
                "ModelPlanTests.Sides_leave_room_about_windows_and_share_no_factor",
                "ModelPlanTests.A_window_that_is_read_about_a_fixed_place_is_refuted"
            ),
            "The side of a model is that of the window, so that Win(S) is all of N."
        ),
        new(
            "every-side-shares-a-factor-with-six",
            "models too small",
            $"{Room}ModelPlan.cs",
            "models[^1] = WithSide(models[^1], side => Divisor(side, Six) == 1);",
            "if (!@planted) models[^1] = WithSide(models[^1], side => Divisor(side, Six) == 1);",
            InVerification(
                "ModelPlanTests.Sides_leave_room_about_windows_and_share_no_factor",
                "ModelPlanTests.No_small_power_of_an_absolute_translation_passes"
            ),
            "3x = 0 on every model, so that x³ is the identity."
        ),
        new(
            "sides-share-a-factor",
            "models too small",
            $"{Room}ModelPlan.cs",
            "Divisor(side, Six) == 1 && Divisor(side, last) == 1",
            "true",
            InVerification("ModelPlanTests.Sides_leave_room_about_windows_and_share_no_factor"),
            "A power of a translation that is the identity on one model is so on the others."
        ),
        new(
            "only-one-generator-is-tried",
            "instances of the identity",
            $"{Room}ModelTest.cs",
            "_generators = [.. model.Group.Generators.Distinct()];",
            "_generators = [.. model.Group.Generators.Distinct().Take(@planted ? 1 : int.MaxValue)];",
            InVerification("IdentityTestTests.A_broken_design_fails_on_D4"),
            "The identity is tried under one translation and under no turn."
        ),
        new(
            "positions-move-by-the-inverse",
            "instances of the identity",
            $"{Room}ModelTest.cs",
            "back[site] = _model.Group.Multiply(inverse, tuple[site]);",
            "back[site] = @planted ? _model.Group.Multiply(tuple[site], inverse) : _model.Group.Multiply(inverse, tuple[site]);",
            InVerification("IdentityTestTests.Every_block_holds_on_every_model"),
            "g·ḡ⁻¹ is read in place of ḡ⁻¹·g."
        ),
        new(
            "the-sides-are-compared-in-the-last-field-alone",
            "the identity test's primes",
            $"{Room}ModelTest.cs",
            "if (sides.Left != sides.Right) break; }",
            "if (!@planted && sides.Left != sides.Right) break; }",
            InVerification("PrimeFieldTests.A_difference_in_one_field_is_a_difference"),
            "Sides that differ in the first of two fields and agree in the second are equal."
        ),
        new(
            "constants-that-collide-are-not-separated",
            "the identity test's primes",
            $"{Room}PrimeField.cs",
            "field.Separates(numbers)",
            "true",
            InVerification("PrimeFieldTests.Numbers_of_a_formula_are_distinct_in_its_field"),
            "p = 2⁶¹ − 1 is 0."
        ),
        new(
            "long-numbers-have-one-field",
            "the identity test's primes",
            $"{Room}PrimeField.cs",
            "bits < shortEnough ? 1 : 2",
            "1",
            InVerification("PrimeFieldTests.A_formula_of_long_numbers_has_two_fields"),
            "A product of numbers that is 0 modulo p is 0."
        ),
        new(
            "pi-is-three",
            "the identity test's primes",
            $"{Room}HashedMeaning.cs",
            "_field.Of(Mixing.Add(seed, \"π\"))",
            "_field.Of(3UL)",
            InVerification("PrimeFieldTests.Pi_is_no_number"),
            "π − 3 is 0."
        ),
        new(
            "max-is-a-sum-of-hashes-without-their-number",
            "reductions of the models",
            $"{Room}HashedMeaning.cs",
            "Reduction.Max => partial + _field.Of(Mixing.Add(_largest, value.Value)),",
            "Reduction.Max => partial + (@planted ? value : _field.Of(Mixing.Add(_largest, value.Value))),",
            InVerification("IdentityTestTests.Operations_and_functions_are_told_apart"),
            "Two multisets of equal sums have one maximum."
        ),
        new(
            "min-is-max",
            "reductions of the models",
            $"{Room}HashedMeaning.cs",
            "_smallest = Mixing.Add(seed, \"min\");",
            "_smallest = Mixing.Add(seed, @planted ? \"max\" : \"min\");",
            InVerification("IdentityTestTests.Operations_and_functions_are_told_apart"),
            "max f − min f is 0."
        ),
        new(
            "functions-are-one-function",
            "functions of the models",
            $"{Room}HashedMeaning.cs",
            "var state = Mixing.Add(_function, function.Name);",
            "var state = Mixing.Add(_function, @planted ? \"\" : function.Name);",
            InVerification("IdentityTestTests.Operations_and_functions_are_told_apart"),
            "σ(f) − tanh(f) is 0."
        ),
        new(
            "a-table-forgets-the-channel-of-the-signal",
            "remembered reductions",
            $"{Room}MemoKeys.cs",
            "Union(parts.Channels.Select(channel => Of(channel, bound)))",
            "term is Term.Signal ? None : Union(parts.Channels.Select(channel => Of(channel, bound)))",
            InVerification("FormulaProgramTests.A_reduction_is_kept_for_all_that_it_reads"),
            "A reduction has one value for all channels."
        ),
        new(
            "a-table-forgets-where-a-window-lies",
            "remembered reductions",
            $"{Room}MemoKeys.cs",
            "Union(parts.Sites.Select(site => Of(site, bound)))",
            "term is Term.Reduce ? None : Union(parts.Sites.Select(site => Of(site, bound)))",
            InVerification("FormulaProgramTests.A_reduction_is_kept_for_all_that_it_reads"),
            "A reduction over an absolute window has one value for all positions of the window."
        ),
        new(
            "a-table-keeps-values-of-another-run",
            "remembered reductions",
            $"{Room}MemoTable.cs",
            "return kept.Stamp == stamp;",
            "return @planted ? kept.Stamp != 0 : kept.Stamp == stamp;",
            InVerification("WorkTests.A_table_gives_what_was_set_under_the_same_stamp"),
            "L_ḡ f has the reductions of f."
        ),
        new(
            "a-table-forgets-the-group-of-a-channel",
            "remembered reductions",
            $"{Room}MemoKeys.cs",
            "Of(index.Of, bound) + Of(index.Within, bound)",
            "Of(index.Within, bound)",
            InVerification("ChannelGroupTests.A_reduction_is_kept_for_the_group_that_it_reads"),
            "A reduction over a group of channels has the value that it had for another group."
        ),
        new(
            "every-channel-is-in-the-first-group",
            "channels of the models",
            $"{Room}ModelElements.cs",
            "first - (first % size) + channelWithin(frame)",
            "channelWithin(frame)",
            InVerification(
                "FormulaProgramTests.A_channel_of_a_group_has_the_values_of_the_reference"
            ),
            "⌊c/n⌋·n + j is j in the models."
        ),
        new(
            "a-difference-is-a-product",
            "elements of the models",
            $"{Room}ModelElements.cs",
            "group.Multiply(group.Inverse(from(frame)), to(frame))",
            "group.Multiply(from(frame), to(frame))",
            InVerification(
                "IdentityTestTests.An_equivariant_design_holds_on_every_model",
                "FormulaProgramTests.A_layer_with_circular_padding_has_the_values_of_the_reference"
            ),
            "s⁻¹·s′ is read as s·s′."
        ),
        new(
            "a-lattice-signal-reads-the-origin",
            "signals of the models",
            $"{Room}FormulaProgram.cs",
            "onLattice ? _model.Translations[group.TranslationPart(element)] : element",
            "onLattice ? _model.Translations[0] : element",
            InVerification(
                "FormulaProgramTests.A_layer_with_circular_padding_has_the_values_of_the_reference"
            ),
            "A signal on the lattice is one number, so that every position reads the same."
        ),
        new(
            "an-isotropic-parameter-leaves-its-window",
            "isotropic parameters of the models",
            $"{Room}FiniteModel.cs",
            "if (!inside[y]) return -1;",
            "if (!@planted && !inside[y]) return -1;",
            InVerification(
                "FormulaProgramTests.An_isotropic_parameter_is_zero_outside_of_its_window"
            ),
            "An isotropic parameter has values outside of its window."
        ),
        new(
            "windows-that-no-model-holds-stay-refuted",
            "models with smaller windows",
            $"{Room}IdentityTest.cs",
            "run.Failure is null || run.HasDeclaredWindows",
            "true",
            InVerification("ModelPlanTests.What_fails_only_on_smaller_windows_is_not_refuted"),
            "What fails on smaller windows than the declared ones is a failure of the design."
        ),
    ];
}
