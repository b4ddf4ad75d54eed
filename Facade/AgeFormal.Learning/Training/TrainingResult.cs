using AgeFormal.Algebra;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Training;

/// <summary>A completed training.</summary>
/// <param name="History">One report for each epoch.</param>
/// <param name="Parameters">
/// The parameters and running statistics that the recipe asks for (after the last epoch, their average, or those of the best
/// epoch), F32, under their full names. The metadata hold <c>network</c>, <c>recipe</c>, <c>seed</c>, <c>training</c>,
/// <c>validation</c>, <c>library</c> and, where the set knows them, <c>preprocessing</c> and <c>classes</c>.
/// </param>
public sealed record TrainingResult(EqArray<EpochReport> History, TensorFile Parameters)
{
    /// <summary>What a training that has come to a state returns.</summary>
    public static TrainingResult Of(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(
            state.History,
            ParameterFile.Write(
                state.Network,
                ParameterFile.Read(state.Weights, state.Network.Elaborate()),
                Metadata(state)
            )
        );
    }

    // One name for each output: one that the data have no class for keeps its number.
    private static EqArray<string> Named(TrainingState state)
    {
        var names = state.Data.Classes;
        int outputs = state.Network.Elaborate().Output.Channels;
        return names.Count is 0 || names.Count > outputs
            ? []
            :
            [
                .. names,
                .. Enumerable.Range(names.Count, outputs - names.Count).Select(at => $"{at}"),
            ];
    }

    private static IEnumerable<KeyValuePair<string, string>> Metadata(TrainingState state)
    {
        yield return new("recipe", $"{state.Recipe}");
        yield return new("seed", $"{state.Recipe.Seed}");
        if (state.Data.Preparation is { } preparation)
            yield return new(ParameterFile.PreprocessingKey, PreprocessingText.Render(preparation));
        if (Named(state) is { Count: > 0 } names)
            yield return new(ParameterFile.ClassesKey, ClassNames.Render(names));
        yield return new("training", state.Data.Training);
        yield return new("validation", state.Data.Validation ?? "none");
        if (state.Best is { } best)
            yield return new("epoch", $"{best.Epoch}");
        yield return new(
            "library",
            $"AgeFormal {typeof(TrainingLoop).Assembly.GetName().Version?.ToString(3)}"
        );
    }
}
