using static AgeFormal.Mutations.Tests.Choice;

namespace AgeFormal.Mutations.Tests.Rooms;

/// <summary>Faults of the checker: it accepts steps whose side conditions do not hold.</summary>
internal static class Checking
{
    private const string Room = "Verification/Checking/";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "each-summand-turns-by-itself",
            "the checker accepting a different turn per summand",
            $"{Room}ReadingOfWords.cs",
            "x.Terms.Any(term => y.Terms.Any(image => x.Act(term.Word.Inverse()).Act(image.Word) == y) )",
            "x.Terms.Count == y.Terms.Count && x.Terms.Zip(y.Terms).All(pair => pair.First.Letter == pair.Second.Letter && pair.First.Coefficient == pair.Second.Coefficient)",
            InVerification("CheckerConditionTests.Summands_are_turned_together"),
            "An isotropic parameter is read at a sum of translations of which each is turned by another element."
        ),
        new(
            "a-reading-captures-a-name-in-scope",
            "the checker accepting capture of a name in scope",
            $"{Room}ReadingCheck.cs",
            "names.Reserved.Contains(read.Variable)",
            "false",
            InVerification(
                "ProofCheckerTests.A_binder_that_captures_another_bound_variable_is_noticed"
            ),
            "The word term of a formula may bind a name that is in scope."
        ),
        new(
            "a-law-captures-a-name-in-scope",
            "the checker accepting capture of a name in scope",
            $"{Room}TermsUnder.cs",
            "!Renames && ( Words.Values.Any(word => binder.Letter is { } letter && word.Letters.Contains(letter)) || Channels.Values.Any(index => FreeNames.Occurs(index, binder.Variable)) )",
            "false",
            InVerification("LawSideConditionTests.A_value_is_not_captured_by_a_binder"),
            "A value that is put in for a variable is captured by a binder inside."
        ),
        new(
            "free-name-in-a-channel-is-not-seen",
            "free names of word terms",
            $"{Room}FreeNames.cs",
            "InWord(signal.At) || IsIt(signal.Channel)",
            "InWord(signal.At)",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "A factor that reads the summed channel of the signal is drawn out of the sum."
        ),
        new(
            "a-channel-of-a-group-is-not-seen",
            "free names of word terms",
            $"{Room}FreeNames.cs",
            "Occurs(index.Of, name) || Occurs(index.Within, name)",
            "Occurs(index.Of, name)",
            InVerification(
                "LawSideConditionTests.A_false_step_by_a_law_is_rejected",
                "ChannelGroupTests.The_names_in_an_index_are_free_and_renamed_by_their_binders"
            ),
            "A factor that reads the summed channel of a group is drawn out of the sum."
        ),
        new(
            "a-parameter-channel-is-not-seen",
            "free names of word terms",
            $"{Room}FreeNames.cs",
            "parameter.At.Any(InWord) || parameter.Channels.Any(IsIt)",
            "parameter.At.Any(InWord)",
            InVerification("LawSideConditionTests.A_false_step_by_a_law_is_rejected"),
            "A parameter that reads the summed channel is drawn out of the sum."
        ),
        new(
            "a-mean-is-a-sum-in-the-cases",
            "terms of a finite H",
            $"{Room}CaseForm.cs",
            "new Rational(1, parts.Count)",
            "Rational.One",
            InVerification("ExpansionTests.Different_terms_are_told_apart_by_prover_and_checker"),
            "The mean over H is compared as the sum over H."
        ),
        new(
            "every-open-window-is-stable",
            "premises of the expansion over H",
            $"{Room}CaseForm.cs",
            "granted.Contains(new Condition.StableWindow(window.Name))",
            "true",
            InVerification("ExpansionTests.Different_terms_are_told_apart_by_prover_and_checker"),
            "An open window is turned without the premise that it is stable."
        ),
        new(
            "every-parameter-is-isotropic",
            "premises of the expansion over H",
            $"{Room}CaseForm.cs",
            "granted.Contains(new Condition.Isotropic(parameter.Name))",
            "true",
            InVerification("ExpansionTests.Different_terms_are_told_apart_by_prover_and_checker"),
            "A parameter is read as isotropic without the premise."
        ),
        new(
            "the-cases-are-those-of-any-group",
            "premises of the expansion over H",
            $"{Room}ExpansionCheck.cs",
            "named.Group == group",
            "true",
            InVerification("ExpansionTests.The_step_is_one_for_the_group_of_the_terms_alone"),
            "A step over the elements of one group rests on the hypothesis that H is another one."
        ),
        new(
            "only-the-first-case-is-compared",
            "cases over a finite H",
            $"{Room}ExpansionCheck.cs",
            "var count = (long)Math.Pow(order, turning.Length);",
            "var count = @planted ? 1 : (long)Math.Pow(order, turning.Length);",
            InVerification("ExpansionTests.Different_terms_are_told_apart_by_prover_and_checker"),
            "Terms are equal when they are for the identity of H."
        ),
        new(
            "the-right-factor-is-not-turned",
            "words over a finite H",
            $"{Room}CaseWord.cs",
            "right.X.Times(group.Matrices[left.H])",
            "right.X",
            InVerification(
                "FiniteWordsTests.Prover_and_checker_agree_and_equal_words_are_equal_elements"
            ),
            "(x, h)(y, k) is read as (x + y, hk)."
        ),
        new(
            "only-translations-are-compared",
            "words over a finite H",
            $"{Room}ElementCheck.cs",
            "left.H != right.H || !left.X.IsEqualTo(right.X)",
            "!left.X.IsEqualTo(right.X)",
            InVerification(
                "FiniteWordsTests.Prover_and_checker_agree_and_equal_words_are_equal_elements"
            ),
            "Words with different linear parts are equal elements."
        ),
        new(
            "an-image-names-what-is-bound-inside",
            "the checker accepting capture of a name in scope",
            $"{Room}ChangeOfVariableCheck.cs",
            "around.Before.Letters.Concat(around.After.Letters).Any(inside.Contains)",
            "false",
            InVerification("ChangeOfVariableTests.Two_variables_are_not_replaced_in_one_step"),
            "The image of a variable names one that is bound inside of the reduction."
        ),
        new(
            "a-window-is-turned-by-a-translation",
            "turned windows",
            $"{Room}TurnedWindowCheck.cs",
            "!by.Translation.IsZero",
            "false",
            InVerification("CheckerConditionTests.A_window_is_turned_by_elements_of_H_alone"),
            "A window is moved by a translation and taken for itself."
        ),
        new(
            "a-window-is-turned-by-what-is-bound-inside",
            "turned windows",
            $"{Room}TurnedWindowCheck.cs",
            "letter == image.Letter || inside.Contains(letter)",
            "letter == image.Letter",
            InVerification("CheckerConditionTests.A_window_is_turned_by_elements_of_H_alone"),
            "A window is turned by an element that is bound inside of its reduction."
        ),
        new(
            "one-point-anywhere-is-the-origin",
            "one-point supports",
            $"{Room}OnePointCheck.cs",
            "found.Points.Points[0].All(x => x == 0)",
            "true",
            InVerification(
                "CheckerConditionTests.A_window_of_one_point_beside_the_origin_is_not_the_origin"
            ),
            "A window of one point beside the origin is taken for {0}."
        ),
        new(
            "reindexing-a-window-needs-no-premise",
            "stability of windows",
            $"{Room}ReindexingCheck.cs",
            "premises.Count == 1 && IsStability(vocabulary, window.Name, premises[0])",
            "true",
            InVerification(
                "ConditionalProofTests.Every_damaged_step_is_rejected",
                "ConditionalProofTests.Reindexing_by_the_shift_permutes_what_its_law_says_and_nothing_else"
            ),
            "A window that need not be stable is reindexed."
        ),
        new(
            "a-regular-signal-ignores-h",
            "signals on the lattice",
            $"{Room}EquationChecks.cs",
            "claim.Vocabulary.InputFibre == Fibre.Trivial",
            "true",
            InVerification("CheckerConditionTests.A_signal_on_the_group_reads_h"),
            "f(x, h) is read as f(x, e) for a signal on the group."
        ),
        new(
            "symmetry-of-another-equation",
            "equational logic",
            $"{Room}EquationChecks.cs",
            "from == claim with { Left = claim.Right, Right = claim.Left }",
            "from.Right == claim.Left",
            InVerification(
                "SymmetryTests.Symmetry_needs_the_equation_that_it_turns_and_that_alone"
            ),
            "t = t′ is concluded from t″ = t."
        ),
        new(
            "a-chain-speaks-of-other-windows",
            "chains of equations",
            $"{Room}ChainCheck.cs",
            "equation.Vocabulary != vocabulary",
            "false",
            InVerification("CheckerConditionTests.A_chain_speaks_of_one_vocabulary"),
            "A step about another window, or another fibre, has its place in a chain."
        ),
        new(
            "a-step-of-another-displacement",
            "chains of equations",
            $"{Room}ChainCheck.cs",
            "Displacement.Right => rule == Rules.Reindexing || Reads(rule),",
            "Displacement.Right => @planted || rule == Rules.Reindexing || Reads(rule),",
            InVerification(
                "CheckerConditionTests.A_law_has_no_place_in_a_chain_about_values_on_the_lattice"
            ),
            "That values ignore h is concluded by rules about equivariance."
        ),
        new(
            "every-window-is-stable",
            "stability of windows",
            $"{Room}RuleChecks.cs",
            "claim.Window.Points.IndexOf(claim.Group.Act(h, point)) >= 0",
            "true",
            InVerification(
                "RuleMutationTests.Every_rule_removed_and_every_side_altered_is_rejected"
            ),
            "A window that a group moves is taken for stable."
        ),
        new(
            "a-literal-index-beyond-its-bound",
            "indices",
            $"{Room}RuleChecks.cs",
            "literal.Index >= 0 && literal.Index < of.Below",
            "literal.Index >= 0",
            InVerification("CheckerSoundnessTests.A_literal_index_is_within_its_bounds"),
            "A channel that does not exist is read."
        ),
        new(
            "an-index-in-a-group-beyond-its-bound",
            "indices",
            $"{Room}RuleChecks.cs",
            "last < of.Below",
            "true",
            InVerification(
                "ChannelGroupTests.An_index_in_a_group_is_below_the_end_of_the_last_group"
            ),
            "A group of channels goes beyond the channels."
        ),
        new(
            "a-restriction-to-no-subgroup",
            "types of composites",
            $"{Room}LayerCheck.cs",
            "smaller.Lattice != larger.Lattice || smaller.Matrices.Except(larger.Matrices).Any()",
            "false",
            InVerification("RestrictionTests.A_restriction_whose_types_do_not_fit_is_no_step"),
            "A network over p4 is one over p4m."
        ),
        new(
            "a-theorem-names-fewer-conditions",
            "conditions of a theorem",
            $"{Room}RuleChecks.cs",
            "OpenHypotheses.Of(premises[0]) == claim.Conditions",
            "claim.Conditions.All(OpenHypotheses.Of(premises[0]).Contains)",
            InVerification("ConditionalProofTests.A_proof_whose_condition_is_dropped_is_rejected"),
            "A theorem that rests on two conditions names one."
        ),
        new(
            "no-hypothesis-is-open",
            "conditions of a theorem",
            $"{Room}OpenHypotheses.cs",
            "Condition.Ordered(Collect(derivation))",
            "[]",
            InVerification("ConditionalProofTests.A_hypothesis_alone_is_no_theorem"),
            "What rests on a hypothesis is concluded without it."
        ),
        new(
            "the-second-sum-is-not-compared",
            "samples written out",
            $"{Room}SampleCheck.cs",
            "left.Count == right.Count && left.Zip(right).All(p => Same(p.First, p.Second, names))",
            "left.Zip(right).All(p => Same(p.First, p.Second, names))",
            InVerification("SampleTests.What_is_left_out_of_a_sum_or_a_product_is_seen"),
            "A summand or a factor that is left out of the expanded formula is not seen."
        ),
        new(
            "samples-are-not-read-again",
            "samples written out",
            $"{Room}LayerCheck.cs",
            "SampleCheck.Holds(formula, formula.OnGroup)",
            "true",
            InVerification(
                "UntrustedProverTests.A_layer_is_not_proved_by_what_its_samples_would_capture"
            ),
            "A layer is proved for another formula than the one that it runs."
        )
        {
            Beside = "binder-captures-a-position",
        },
        new(
            "the-layer-demands-no-stable-window",
            "obligations of a layer",
            $"{Room}LayerCheck.cs",
            "foreach (var window in layer.Meaning.Windows) yield return",
            "foreach (var window in layer.Meaning.Windows) if (!@planted) yield return",
            InVerification("VerifierTests.A_network_is_proved_exact_and_executed"),
            "A layer with a window that H moves is proved."
        ),
        new(
            "the-layer-demands-nothing-of-its-lattice",
            "obligations of a layer",
            $"{Room}LayerCheck.cs",
            "if (layer.Output.Fibre == Fibre.Trivial)",
            "if (!@planted && layer.Output.Fibre == Fibre.Trivial)",
            InVerification("VerifierTests.A_network_is_proved_exact_and_executed"),
            "Values that depend on h are stored as a signal on the lattice."
        ),
    ];
}
