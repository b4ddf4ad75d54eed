using System.Globalization;
using AgeFormal.Learning.Training;

namespace AgeFormal.Cli.Commands;

/// <summary>What a training of the command came to.</summary>
/// <param name="Network">The name of the network.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Training">The size of the training set.</param>
/// <param name="Validation">The size of the validation set.</param>
/// <param name="Weights">The file of the weights.</param>
/// <param name="State">The last state.</param>
internal sealed record TrainingOutcome(
    string Network,
    TrainingRecipe Recipe,
    int Training,
    int Validation,
    string Weights,
    TrainingState State
)
{
    /// <summary>The report of the weights that are written.</summary>
    public EpochReport Report =>
        State.Best is { } best ? State.History[best.Epoch - 1] : State.History[^1];

    public string Text =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Network}{(Recipe.Seed == 0 ? "" : $", seed {Recipe.Seed}")}: {(Report.ValidationErrorPercent is { } error ? $"validation error {error.ToString("F2", CultureInfo.InvariantCulture)} %" : $"training loss {Report.TrainingLoss.ToString("F4", CultureInfo.InvariantCulture)}")} after {Report.Epoch} epochs; weights in {Weights}"
        );

    public object Json =>
        new
        {
            Network,
            Recipe.Epochs,
            Recipe.BatchSize,
            Recipe.Seed,
            Recipe = $"{Recipe}",
            TrainingExamples = Training,
            ValidationExamples = Validation,
            Report.ValidationErrorPercent,
            Epoch = Report.Epoch,
            Weights,
            State.History,
        };
}
