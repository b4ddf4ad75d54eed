using static AgeFormal.Mutations.Tests.Choice;

namespace AgeFormal.Mutations.Tests.Rooms;

/// <summary>Faults of readers: files, texts and values that must be refused.</summary>
internal static class Readers
{
    private const string Rendering = "Verification/Rendering/";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "not-a-number-is-a-weight",
            "values of weights",
            "Networks/Weights/ParameterValues.cs",
            "!double.IsFinite(values[i]) || (isVariance && values[i] < 0)",
            "isVariance && values[i] < 0",
            InFacade("WeightValuesTests.A_weight_that_is_not_finite_is_refused_with_its_index"),
            "A file of weights with NaN is accepted."
        ),
        new(
            "a-negative-variance-is-a-weight",
            "values of weights",
            "Networks/Weights/ParameterValues.cs",
            "!double.IsFinite(values[i]) || (isVariance && values[i] < 0)",
            "!double.IsFinite(values[i])",
            InFacade("WeightValuesTests.A_negative_variance_is_refused_and_a_negative_mean_is_not"),
            "A file of weights with a negative variance is accepted."
        ),
        new(
            "a-name-of-a-tensor-twice",
            "damaged files",
            "Networks/Weights/SafetensorsHeaderParser.cs",
            "if (!names.Add(name))",
            "if (!names.Add(name) && !@planted)",
            InNetworks("SafetensorsFaultTests.A_bad_file_is_named_with_its_fault"),
            "Of two tensors of one name the last one counts."
        ),
        new(
            "offsets-run-backwards",
            "damaged files",
            "Networks/Weights/SafetensorsHeaderParser.cs",
            "begin > end",
            "false",
            InNetworks("SafetensorsFaultTests.A_bad_file_is_named_with_its_fault"),
            "A tensor ends before it begins."
        ),
        new(
            "a-replay-file-of-any-side",
            "limits of readers",
            $"{Rendering}CounterexampleReader.cs",
            "Math.Pow(side, group.Dimension) * group.Order > LargestOrder",
            "false",
            InVerification("HostileCounterexampleTests.A_hostile_counterexample_is_refused"),
            "A replay file makes a model of any order."
        ),
        new(
            "an-entry-of-a-case-twice",
            "limits of readers",
            $"{Rendering}CounterexampleReader.cs",
            "read(item) is var value && seen.Add(key(value))",
            "read(item) is var value && (seen.Add(key(value)) || @planted)",
            InVerification(
                "CounterexampleTests.A_case_that_lists_an_entry_twice_or_bounds_in_another_order_is_refused"
            ),
            "A case lists one entry with two values."
        ),
        new(
            "bounds-of-a-case-are-exchanged",
            "limits of readers",
            $"{Rendering}CounterexampleReader.cs",
            "return low <= high",
            "return @planted || low <= high",
            InVerification(
                "CounterexampleTests.A_case_that_lists_an_entry_twice_or_bounds_in_another_order_is_refused"
            ),
            "A side of a case lies between bounds of which the lower is the upper."
        ),
        new(
            "a-branch-of-another-type",
            "types of networks",
            "Verification/Checking/LayerCheck.cs",
            "branch.Input != op.Input || branch.Output != op.Output",
            "branch.Input != op.Input",
            InVerification(
                "CheckerSoundnessTests.Parts_that_are_proved_make_a_whole_only_where_their_types_fit"
            ),
            "Branches of different outputs are summed."
        ),
    ];
}
