namespace AgeFormal.Learning.Training;

/// <summary>The fields of a recipe, each once; whoever reads, writes or compares recipes goes through them.</summary>
internal static class RecipeFields
{
    public static IReadOnlyList<RecipeField> All { get; } =
    [
        new(
            "optimizer",
            recipe => RecipeUnions.Write(recipe.Optimizer),
            (recipe, json) => recipe with { Optimizer = RecipeUnions.OptimizerOf(json) }
        ),
        new(
            "learningRate",
            recipe => recipe.LearningRate,
            (recipe, json) => recipe with { LearningRate = json.Number() }
        ),
        new(
            "schedule",
            recipe => RecipeUnions.Write(recipe.Schedule),
            (recipe, json) => recipe with { Schedule = RecipeUnions.ScheduleOf(json) }
        ),
        new(
            "weightDecay",
            recipe => recipe.WeightDecay,
            (recipe, json) => recipe with { WeightDecay = json.Number() }
        ),
        new(
            "labelSmoothing",
            recipe => recipe.LabelSmoothing,
            (recipe, json) => recipe with { LabelSmoothing = json.Number() }
        ),
        new(
            "gradientNorm",
            recipe => recipe.GradientNorm,
            (recipe, json) => recipe with { GradientNorm = json.IsNull ? null : json.Number() }
        ),
        new(
            "average",
            recipe => recipe.Average,
            (recipe, json) => recipe with { Average = json.IsNull ? null : json.Number() }
        ),
        new(
            "augmentation",
            recipe => RecipeUnions.Write(recipe.Augmentation),
            (recipe, json) => recipe with { Augmentation = RecipeUnions.AugmentationOf(json) }
        ),
        new(
            "freezeUntil",
            recipe => recipe.FreezeUntil,
            (recipe, json) => recipe with { FreezeUntil = json.IsNull ? null : json.Text() }
        ),
        new(
            "epochs",
            recipe => recipe.Epochs,
            (recipe, json) => recipe with { Epochs = json.Integer() }
        )
        {
            Stops = true,
        },
        new(
            "minutes",
            recipe => recipe.Minutes,
            (recipe, json) => recipe with { Minutes = json.IsNull ? null : json.Number() }
        )
        {
            Stops = true,
        },
        new(
            "patience",
            recipe => recipe.Patience,
            (recipe, json) => recipe with { Patience = json.IsNull ? null : json.Integer() }
        )
        {
            Stops = true,
        },
        new(
            "keepBest",
            recipe => recipe.KeepBest,
            (recipe, json) => recipe with { KeepBest = json.Flag() }
        ),
        new(
            "batchSize",
            recipe => recipe.BatchSize,
            (recipe, json) => recipe with { BatchSize = json.Integer() }
        ),
        new(
            "device",
            recipe => recipe.Device,
            (recipe, json) => recipe with { Device = json.Text() }
        ),
        new(
            "precision",
            recipe => recipe.Precision.ToString().ToLowerInvariant(),
            (recipe, json) =>
                recipe with
                {
                    Precision = json.OneOf(
                        Enum.GetValues<TrainingPrecision>(),
                        value => value.ToString().ToLowerInvariant()
                    ),
                }
        ),
        new(
            "recompute",
            recipe => recipe.Recompute,
            (recipe, json) => recipe with { Recompute = json.Flag() }
        ),
        new("seed", recipe => recipe.Seed, (recipe, json) => recipe with { Seed = json.Integer() }),
        new(
            "allowUnproved",
            recipe => recipe.AllowUnproved,
            (recipe, json) => recipe with { AllowUnproved = json.Flag() }
        ),
    ];
}
