using System.Text.Json.Nodes;
using AgeFormal.Algebra;
using AgeFormal.Networks;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Training;

/// <summary>
/// A state as tensors <c>parameter/NAME</c>, <c>moment0/NAME</c>, <c>average/NAME</c>, <c>best/NAME</c> with metadata that
/// hold the rest. Every tensor must be there, of the shape of the network and of finite numbers, and no other.
/// </summary>
internal static class TrainingStateFile
{
    private const string FormatKey = "format";
    private const string Family = "ageformal-training-";
    private const string Format = Family + "1";
    private const string RecipeKey = "recipe";
    private const string DataKey = "data";
    private const string PositionKey = "position";
    private const string HistoryKey = "history";
    private const string BestKey = "best";
    private const string ParameterGroup = "parameter";
    private const string AverageGroup = "average";
    private const string BestGroup = "best";

    public static TensorFile Write(TrainingState state)
    {
        IEnumerable<(string Group, TensorFile Tensors)> groups =
        [
            (ParameterGroup, state.Values.Parameters),
            .. state.Values.Moments.Select((moment, index) => (MomentGroup(index), moment)),
            .. state.Values.Average is { } average ? [(AverageGroup, average)] : NoGroup,
            .. state.Best is { } best ? [(BestGroup, best.Parameters)] : NoGroup,
        ];
        return TensorFile.Of(
            groups.SelectMany(group =>
                group.Tensors.Tensors.Select(tensor =>
                    KeyValuePair.Create($"{group.Group}/{tensor.Key}", tensor.Value)
                )
            ),
            [
                new(FormatKey, Format),
                new(ParameterFile.NetworkKey, state.Network.Name),
                .. NetworkSpecification.Render(state.Network) is { } specification
                    ? [new(ParameterFile.SpecificationKey, specification)]
                    : Array.Empty<KeyValuePair<string, string>>(),
                new(RecipeKey, RecipeText.Render(state.Recipe)),
                new(DataKey, StateText.Write(state.Data).ToJsonString()),
                new(PositionKey, StateText.Write(state.Position).ToJsonString()),
                new(
                    HistoryKey,
                    new JsonArray([.. state.History.Select(StateText.Write)]).ToJsonString()
                ),
                .. state.Best is { } kept
                    ? [new(BestKey, $"{kept.Epoch}")]
                    : Array.Empty<KeyValuePair<string, string>>(),
            ]
        );
    }

    public static TrainingState Read(TensorFile file, string source, Network? network)
    {
        if (file.Metadata.GetValueOrDefault(FormatKey) is not Format)
            throw new TrainingFileException(
                source,
                FormatKey,
                file.Metadata.GetValueOrDefault(FormatKey) is { } format
                    ? $"'{format}'"
                    : "a file without it",
                $"{Format}, the state of a training"
            );
        var named =
            ParameterFile.NetworkOf(file, source)
            ?? network
            ?? throw new TrainingFileException(
                source,
                ParameterFile.SpecificationKey,
                "a network that no text can hold",
                "the network to be given beside the file"
            );
        if (network is not null && network != named)
            throw new TrainingFileException(
                source,
                ParameterFile.NetworkKey,
                $"a training of {named.Name}",
                $"one of {network.Name}"
            );
        var recipe = RecipeText.Parse(Text(file, source, RecipeKey), $"{source}, {RecipeKey}");
        var op = named.Elaborate();
        var tensors = new StateTensors(file, source, op, StateTensors.FormatOf(recipe));
        var history = StateText.HistoryOf(Text(file, source, HistoryKey), source);
        var position = StateText.PositionOf(Text(file, source, PositionKey), source);
        if (position.Epoch != history.Count)
            throw new TrainingFileException(
                source,
                PositionKey,
                $"{position.Epoch} complete epochs",
                $"{history.Count}, one for each report of the history"
            );
        var best = file.Metadata.GetValueOrDefault(BestKey) is { } epoch
            ? new BestWeights(
                StateText.BestOf(epoch, source, history.Count),
                tensors.Group(BestGroup, trainedAlone: false)
            )
            : null;
        var values = new TrainedValues(
            tensors.Group(ParameterGroup, trainedAlone: false),
            Enumerable
                .Range(0, Updates.MomentsOf(recipe.Optimizer))
                .Select(index => tensors.Group(MomentGroup(index), trainedAlone: true))
                .ToEqArray(),
            recipe.Average is null ? null : tensors.Group(AverageGroup, trainedAlone: false)
        );
        tensors.RequireNoOther();
        return new(
            named,
            recipe,
            StateText.DataOf(Text(file, source, DataKey), source),
            position,
            history,
            values,
            best
        );
    }

    private static (string, TensorFile)[] NoGroup => [];

    private static string MomentGroup(int index) => $"moment{index}";

    private static string Text(TensorFile file, string source, string key) =>
        file.Metadata.GetValueOrDefault(key)
        ?? throw new TrainingFileException(source, key, "a file without it", $"metadata '{key}'");
}
