namespace AgeFormal.Learning.Training;

/// <summary>When a training ends, a pure function of recipe, position and history.</summary>
internal static class StopRule
{
    /// <summary>Why no further step is made; null where one is.</summary>
    public static StopReason? Reason(
        TrainingRecipe recipe,
        TrainingPosition position,
        IReadOnlyList<EpochReport> history
    ) =>
        position.Epoch >= recipe.Epochs ? StopReason.Epochs
        : IsOver(recipe, position) ? StopReason.Minutes
        : position.Step == 0
        && recipe.Patience is { } patience
        && history.Count - BestEpoch(history) >= patience
            ? StopReason.Patience
        : null;

    /// <summary>Whether the time of the recipe is over.</summary>
    public static bool IsOver(TrainingRecipe recipe, TrainingPosition position) =>
        recipe.Minutes is { } minutes && position.Seconds >= 60 * minutes;

    /// <summary>The first of the epochs with the best validation, from 1 on; 0 without any.</summary>
    public static int BestEpoch(IReadOnlyList<EpochReport> history)
    {
        var best = 0;
        for (var index = 0; index < history.Count; index++)
            if (best == 0 || history[index].IsBetterThan(history[best - 1]))
                best = index + 1;
        return best;
    }
}
