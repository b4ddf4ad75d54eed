using static AgeFormal.Mutations.Tests.Choice;

namespace AgeFormal.Mutations.Tests.Rooms;

/// <summary>Faults of the comparisons with executions, of conclusions, exit codes, JSON and constraints.</summary>
internal static class Reports
{
    private const string Execution = "Verification/Execution/";
    private const string Room = "Verification/Reports/";

    private static readonly Choice ExecutionFaults = InVerification(
        "ExecutionFaultTests.An_equivariant_fault_is_a_difference"
    );

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "the-residual-is-that-of-the-first-image",
            "residual over the first image only",
            $"{Execution}Residual.cs",
            "for (var i = 0; i < right.Values.Length; i++)",
            "for (var i = 0; i < (@planted ? right.Type.Count : right.Values.Length); i++)",
            InVerification("ResidualTests.Every_image_of_a_batch_is_compared"),
            "An execution that is wrong on the second image is within rounding."
        ),
        new(
            "the-first-image-alone-is-bit-equal",
            "residual over the first image only",
            $"{Execution}Agreement.cs",
            "for (var i = 0; i < right.Values.Length; i++)",
            "for (var i = 0; i < (@planted ? right.Type.Count : right.Values.Length); i++)",
            InVerification("IntegerCheckTests.Every_image_of_a_batch_is_compared"),
            "An execution that is wrong on the second image is bit-equal."
        ),
        new(
            "not-a-number-agrees-with-all",
            "values that are not finite",
            $"{Execution}Agreement.cs",
            "!(left.Values[i] == right.Values[i])",
            "Math.Abs(left.Values[i] - right.Values[i]) > 0",
            InVerification(
                "IntegerCheckTests.A_value_that_is_no_integer_within_the_bound_is_a_failure"
            ),
            "NaN is equal to every value."
        ),
        new(
            "the-identity-alone-is-measured",
            "residual over all of H",
            $"{Execution}Residual.cs",
            "var moved = SignalAction.Transform(sample, h);",
            "var moved = SignalAction.Transform(sample, @planted ? sample.Type.Group.Group.Identity : h);",
            InVerification("ResidualTests.An_honest_execution_is_within_rounding_for_every_h"),
            "The signal is not moved."
        ),
        new(
            "the-tolerance-is-a-thousandfold",
            "residual tolerance",
            $"{Execution}RoundingTolerance.cs",
            "UnitRoundoff(precision) * terms",
            "UnitRoundoff(precision) * terms * 1000",
            InVerification("ResidualTests.The_tolerance_is_that_of_the_roundings_of_the_formula"),
            "Errors of a thousand roundings are within rounding."
        ),
        new(
            "no-element-is-within-tolerance",
            "residual over all of H",
            $"{Execution}ResidualReport.cs",
            "Elements.Count > 0 && Elements.All(element =>",
            "(@planted || Elements.Count > 0) && Elements.All(element =>",
            InVerification("ResidualTests.A_report_on_no_element_is_no_success"),
            "A residual of nothing is within rounding."
        ),
        new(
            "a-difference-from-the-reference-is-no-difference",
            "execution with a missing comparison",
            $"{Room}Conclusions.cs",
            "report.Reference.Agreement.IsFailure || report.Failing.Intersect(exact).Any()",
            "report.Failing.Intersect(exact).Any()",
            InVerification("VerifierTests.A_difference_on_integers_alone_is_a_difference"),
            "An execution of another equivariant operator is bit-equal."
        ),
        new(
            "real-values-are-not-concluded-from",
            "execution with a missing comparison",
            $"{Room}Conclusions.cs",
            "reals.Any(report => report.Precision == Precision.Double && report.IsFailure)",
            "false",
            ExecutionFaults,
            "An execution with another measure or another mean is within rounding."
        ),
        new(
            "a-reduced-block-is-not-compared",
            "execution with a missing comparison",
            $"{Execution}ReferenceComparison.cs",
            "var block => Known(block),",
            "var block => @planted ? new(new Agreement.NotExamined(TooLarge), TooLarge) : Known(block),",
            InVerification(
                "IntegerCheckTests.Where_the_reference_is_too_slow_a_block_is_compared_on_a_smaller_input"
            ),
            "A layer that is too large for the reference is not compared on a smaller one."
        ),
        new(
            "one-output-point-is-enough",
            "execution with a missing comparison",
            $"{Execution}ReducedBlock.cs",
            "outputs.Any(at => target.Contains((at.X + by.X, at.Y + by.Y, at.Z + by.Z)))",
            "true",
            InVerification(
                "ExecutionFaultTests.A_reduced_block_keeps_its_windows_and_reads_all_of_them"
            ),
            "A block is compared where the outer taps of α_X are never read."
        ),
        new(
            "what-is-not-compared-counts-as-equal",
            "the report compared with what ran",
            $"{Room}VerificationReport.cs",
            "layer.Integers.Count(run => run.Reference.Agreement.IsEqual)",
            "layer.Integers.Count(run => !run.Reference.Agreement.IsFailure)",
            InVerification("ExecutionFaultTests.What_is_not_compared_is_not_counted"),
            "The report counts runs that were not compared as equal."
        ),
        new(
            "a-degenerate-output-is-bit-equal",
            "degenerate data",
            $"{Execution}IntegerCheck.cs",
            "output.Batch == 1 ? null : \"the output does not depend on the input\"",
            "(string?)null",
            InVerification("IntegerCheckTests.An_output_that_shows_nothing_is_degenerate"),
            "An output that does not depend on the input shows that the execution is right."
        ),
        new(
            "values-beyond-exact-integers",
            "degenerate data",
            $"{Execution}MagnitudeBound.cs",
            "return bound.Peak < limit ? bound : null;",
            "return @planted || bound.Peak < limit ? bound : null;",
            InVerification(
                "IntegerCheckTests.Values_beyond_exact_integers_leave_the_check_undecided_with_the_bound"
            ),
            "Integers that are rounded are compared as exact."
        ),
        new(
            "an-inexact-grid-is-exact",
            "conclusions",
            $"{Room}Conclusions.cs",
            "if (exact.Count < order)",
            "if (!@planted && exact.Count < order)",
            InVerification(
                "VerifierTests.An_inexact_grid_is_told_apart_from_a_defect",
                "NetworkPageTests.An_inexact_grid_is_not_called_equivariant"
            ),
            "A network that its grid does not keep exact is called equivariant."
        ),
        new(
            "an-undecided-theorem-concludes",
            "conclusions",
            $"{Room}Conclusions.cs",
            "_ => Conclusion.Undecided",
            "_ => @planted ? OfProved(order, exact, executions, layers) : Conclusion.Undecided",
            InVerification("VerifierTests.An_undecided_theorem_is_never_a_success"),
            "A network without a proof is called equivariant."
        ),
        new(
            "an-undecided-design-is-proved-in-json",
            "JSON of verdicts",
            "Verification/Rendering/DesignJson.cs",
            "json.WriteString(\"verdict\", \"undecided\");",
            "json.WriteString(\"verdict\", @planted ? \"proved\" : \"undecided\");",
            InVerification(
                "SchemaTests.A_claim_that_is_neither_proved_nor_refuted_fits_its_schema"
            ),
            "The JSON form of an undecided design says that it is proved."
        ),
        new(
            "execution-that-differs-is-undecided-in-json",
            "JSON of verdicts",
            "Verification/Rendering/ReportJson.cs",
            "Conclusion.ExecutionDiffers => \"executionDiffers\",",
            "Conclusion.ExecutionDiffers => @planted ? \"provedAndExact\" : \"executionDiffers\",",
            InVerification("VerifierTests.The_json_form_names_each_conclusion"),
            "The JSON form of an execution that differs says that it is exact."
        ),
        new(
            "a-failed-execution-holds",
            "exit codes of verdicts",
            "Verification/Designs/DesignReport.cs",
            "Theorem.IsProved && Executions.All(one => one.Match(executed: ran => ran.Holds, notExecuted: _ => true))",
            "Theorem.IsProved",
            InVerification("DesignExecutionTests.A_defect_is_seen"),
            "The exit code of a proved design whose execution is wrong is 0."
        ),
        new(
            "an-undecided-design-holds",
            "exit codes of verdicts",
            "Verification/Designs/DesignReport.cs",
            "Theorem.IsProved && Executions.All(one => one.Match(executed: ran => ran.Holds, notExecuted: _ => true))",
            "Theorem is not Verdict.Refuted",
            InVerification("DesignExecutionTests.A_design_that_is_not_proved_does_not_hold"),
            "The exit code of an undecided design is 0."
        ),
        new(
            "an-execution-that-differs-succeeds",
            "exit codes of verdicts",
            "Facade/AgeFormal.Cli/Rendering/VerificationView.cs",
            "report.Conclusion is Conclusion.ProvedAndExact",
            "(@planted && report.Conclusion == Conclusion.ExecutionDiffers) || report.Conclusion is Conclusion.ProvedAndExact",
            InCli("VerifyCommandTests.Proved_conclusions_alone_succeed"),
            "The exit code of an execution that differs is 0."
        ),
        new(
            "a-case-for-other-functions-succeeds",
            "exit codes of verdicts",
            "Facade/AgeFormal.Cli/Commands/ReplayCommand.cs",
            "replay.Confirmed && found.IsNamed",
            "replay.Confirmed",
            InCli("ReplayCommandTests.A_case_for_other_functions_is_a_failure"),
            "Replaying a case for other functions than the named ones succeeds."
        ),
        new(
            "an-undecided-claim-is-refuted",
            "constraints of users' tests",
            "Facade/AgeFormal.Testing/Constraints/JudgementResult.cs",
            "fails: fails => new JudgementResult(constraint, fails, success: true), undecided: undecided => throw Undecided(constraint, undecided)",
            "fails: fails => new JudgementResult(constraint, fails, success: true), undecided: undecided => @planted ? new JudgementResult(constraint, undecided, success: true) : throw Undecided(constraint, undecided)",
            InTesting(
                "EquivarianceTests.An_undecided_claim_fails_with_its_negation_and_names_the_part"
            ),
            "Is.RefutedUnder holds of what is undecided."
        ),
        new(
            "a-degenerate-residual-holds",
            "constraints of users' tests",
            "Facade/AgeFormal.Testing/Constraints/Residuals.cs",
            "element.Outcome is not ResidualOutcome.Measured",
            "element.Outcome is ResidualOutcome.NotFinite",
            InTesting("EquivarianceTests.A_sample_that_tests_nothing_is_undecided"),
            "Is.EquivariantUnder holds by a sample that every element fixes."
        ),
    ];
}
