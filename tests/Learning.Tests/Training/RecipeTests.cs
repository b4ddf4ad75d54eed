using AgeFormal.Facade.Data;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Tests.Training;

/// <summary>A recipe is a value and a text, and each of its fields changes a training.</summary>
[NonParallelizable]
public sealed class RecipeTests
{
    private static readonly TrainingRecipe Short = new() { Epochs = 2, BatchSize = 8 };
    private static readonly ImageSet Examples = DigitSample.Embedded().Slice(0, 24);
    private static readonly ImageSet Held = DigitSample.Embedded().Slice(24, 10);

    // Each differs from Short in what a training gives; by the name of the field that says so.
    private static readonly (string Field, TrainingRecipe Recipe)[] Changes =
    [
        ("optimizer", Short with { Optimizer = new Optimizer.AdamW() }),
        ("optimizer", Short with { Optimizer = new Optimizer.Adam { Beta1 = 0.5 } }),
        ("optimizer", Short with { Optimizer = new Optimizer.Adam { Beta2 = 0.5 } }),
        ("optimizer", Short with { Optimizer = new Optimizer.Adam { Epsilon = 0.1 } }),
        ("optimizer", Short with { Optimizer = new Optimizer.AdamW { Beta1 = 0.5 } }),
        ("optimizer", Short with { Optimizer = new Optimizer.AdamW { Beta2 = 0.5 } }),
        ("optimizer", Short with { Optimizer = new Optimizer.AdamW { Epsilon = 0.1 } }),
        ("optimizer", Short with { Optimizer = new Optimizer.Sgd() }),
        ("optimizer", Short with { Optimizer = new Optimizer.Sgd { Momentum = 0.5 } }),
        ("optimizer", Short with { Optimizer = new Optimizer.Sgd { Nesterov = true } }),
        ("learningRate", Short with { LearningRate = 0.01 }),
        ("schedule", Short with { Schedule = new RateSchedule.Steps { After = [1] } }),
        (
            "schedule",
            Short with
            {
                Schedule = new RateSchedule.Steps { After = [1], Factor = 3 },
            }
        ),
        ("schedule", Short with { Schedule = new RateSchedule.Cosine() }),
        ("schedule", Short with { Schedule = new RateSchedule.Cosine { Floor = 0.5 } }),
        ("schedule", Short with { Schedule = new RateSchedule.OneCycle() }),
        ("schedule", Short with { Schedule = new RateSchedule.OneCycle { Rise = 0.9 } }),
        ("schedule", Short with { Schedule = new RateSchedule.OneCycle { Start = 0.9 } }),
        ("schedule", Short with { Schedule = new RateSchedule.OneCycle { End = 0.9 } }),
        ("schedule", Short with { Schedule = new RateSchedule.WarmUp() }),
        ("schedule", Short with { Schedule = new RateSchedule.WarmUp { Epochs = 2 } }),
        (
            "schedule",
            Short with
            {
                Schedule = new RateSchedule.WarmUp { Then = new RateSchedule.Cosine() },
            }
        ),
        ("weightDecay", Short with { WeightDecay = 0.1 }),
        ("labelSmoothing", Short with { LabelSmoothing = 0.2 }),
        ("gradientNorm", Short with { GradientNorm = 0.01, Optimizer = new Optimizer.Sgd() }),
        ("average", Short with { Average = 0.5 }),
        ("augmentation", Short with { Augmentation = new() { Rotation = 20 } }),
        ("augmentation", Short with { Augmentation = new() { FlipColumns = true } }),
        ("augmentation", Short with { Augmentation = new() { FlipRows = true } }),
        ("augmentation", Short with { Augmentation = new() { Shift = 3 } }),
        ("augmentation", Short with { Augmentation = new() { Crop = 0.5 } }),
        ("freezeUntil", Short with { FreezeUntil = "c2" }),
        ("epochs", Short with { Epochs = 1 }),
        ("minutes", Short with { Minutes = 1e-9 }),
        ("batchSize", Short with { BatchSize = 12 }),
        ("precision", Short with { Precision = TrainingPrecision.Double }),
        ("seed", Short with { Seed = 1 }),
    ];

    [Test]
    public void Every_change_of_a_recipe_changes_the_weights()
    {
        var all = Changes
            .Select(change => change.Recipe)
            .Prepend(Short)
            .Select(recipe => (recipe, Weights: Weights(recipe)))
            .ToArray();
        foreach (var (i, one) in all.Index())
        foreach (var other in all.Skip(i + 1))
            Assert.That(
                one.Weights.Tensors,
                Is.Not.EqualTo(other.Weights.Tensors),
                $"{one.recipe} and {other.recipe}"
            );
    }

    // What decides by validation or refuses is shown where it is due.
    [Test]
    public void Every_field_is_shown_to_do_something() =>
        Assert.That(
            RecipeFields.All.Select(field => field.Name),
            Is.EquivalentTo([
                .. Changes.Select(change => change.Field).Distinct(),
                .. (string[])["patience", "keepBest", "device", "allowUnproved", "recompute"],
            ])
        );

    [Test]
    public void Recomputation_gives_the_same_weights() =>
        Assert.That(
            Weights(Short with { Recompute = true }).Tensors,
            Is.EqualTo(Weights(Short).Tensors)
        );

    [Test]
    public void Patience_ends_a_training_that_learns_nothing_and_the_best_is_kept()
    {
        // The first steps of such a rate spoil the network for good.
        var wild = Short with
        {
            Epochs = 12,
            LearningRate = 30,
            Patience = 3,
        };
        var collector = new StateCollector();
        var result = TrainingLoop.Run(
            SmallNetworks.Digits,
            Examples,
            Held,
            wild with
            {
                KeepBest = true,
            },
            null,
            [collector]
        );
        var best = StopRule.BestEpoch([.. result.History]);
        Assert.That(result.History, Has.Count.EqualTo(best + 3).And.Count.LessThan(12));
        Assert.That(result.Parameters.Metadata["epoch"], Is.EqualTo($"{best}"));
        Assert.That(collector.States[^1].Best!.Epoch, Is.EqualTo(best));
        Assert.That(
            result.Parameters.Tensors,
            Is.EqualTo(collector.States[best - 1].Values.Parameters.Tensors)
        );
        Assert.That(
            TrainingLoop.Run(SmallNetworks.Digits, Examples, Held, wild).Parameters.Tensors,
            Is.Not.EqualTo(result.Parameters.Tensors)
        );
    }

    [Test]
    public void The_average_is_what_is_validated_and_returned()
    {
        var recipe = Short with { Average = 0.9 };
        var result = TrainingLoop.Run(SmallNetworks.Digits, Examples, Held, recipe);
        var evaluation = Evaluation.Run(
            TrainedNetwork.Of(SmallNetworks.Digits, result.Parameters),
            Held
        );
        Assert.That(result.History[^1].ValidationLoss, Is.EqualTo(evaluation.Loss));
        // The steps are those of a training without it.
        Assert.That(
            result.History.Select(report => report.TrainingLoss),
            Is.EqualTo(
                TrainingLoop
                    .Run(SmallNetworks.Digits, Examples, Held, Short)
                    .History.Select(report => report.TrainingLoss)
            )
        );
    }

    [Test]
    public void A_recipe_that_decides_by_validation_wants_a_set_for_it()
    {
        foreach (
            var recipe in (TrainingRecipe[])
                [
                    Short with
                    {
                        KeepBest = true,
                    },
                    Short with
                    {
                        Patience = 1,
                    },
                    Short with
                    {
                        Schedule = new RateSchedule.Plateau(),
                    },
                    Short with
                    {
                        Schedule = new RateSchedule.WarmUp { Then = new RateSchedule.Plateau() },
                    },
                ]
        )
            Assert.That(
                () => TrainingLoop.Run(SmallNetworks.Digits, Examples, null, recipe),
                Throws.ArgumentException.With.Message.Contains("validation set")
            );
    }

    [Test]
    public void A_device_that_is_not_there_is_refused() =>
        Assert.That(
            () =>
                TrainingLoop.Run(
                    SmallNetworks.Digits,
                    Examples,
                    null,
                    Short with
                    {
                        Device = "cuda:99",
                    }
                ),
            Throws.ArgumentException.With.Message.Contains("cuda:99")
        );

    [Test]
    public void Text_and_back_gives_the_recipe()
    {
        TrainingRecipe[] all =
        [
            .. Changes.Select(change => change.Recipe),
            .. PublishedRecipes.All.Select(one => one.Recipe),
            Short with
            {
                Patience = 4,
                KeepBest = true,
                Device = "cuda:1",
                AllowUnproved = true,
                Recompute = true,
                Minutes = 0.1,
                Schedule = new RateSchedule.WarmUp
                {
                    Epochs = 0.5,
                    Then = new RateSchedule.Plateau { Factor = 0.3, Patience = 2 },
                },
            },
        ];
        foreach (var recipe in all)
            Assert.That(RecipeText.Parse(RecipeText.Render(recipe)), Is.EqualTo(recipe));
        Assert.That(RecipeText.Parse("{}"), Is.EqualTo(new TrainingRecipe()));
        Assert.That(
            RecipeText.Parse("""{"optimizer": {"kind": "sgd"}, "epochs": 3}"""),
            Is.EqualTo(new TrainingRecipe { Optimizer = new Optimizer.Sgd(), Epochs = 3 })
        );
    }

    [TestCase("""{"momentum": 1}""", "recipe: found the unknown field 'momentum'")]
    [TestCase("""{"epochs": 0}""", "epochs: found 0; expected an integer of at least 1")]
    [TestCase("""{"epochs": 1.5}""", "epochs: found 1.5; expected an integer")]
    [TestCase("""{"epochs": 1, "epochs": 2}""", "recipe: found ")]
    [TestCase("""{"learningRate": "fast"}""", "learningRate: found \"fast\"; expected a number")]
    [TestCase("""{"learningRate": 1e400}""", "learningRate: found 1e400; expected a number")]
    [TestCase("""{"learningRate": -1}""", "learningRate: found -1; expected a positive number")]
    [TestCase("""{"optimizer": "adam"}""", "optimizer: found \"adam\"; expected an object")]
    [TestCase(
        """{"optimizer": {"kind": "adan"}}""",
        "optimizer.kind: found \"adan\"; expected one"
    )]
    [TestCase(
        """{"optimizer": {"kind": "adam", "momentum": 0.9}}""",
        "optimizer: found the unknown field 'momentum'"
    )]
    [TestCase(
        """{"optimizer": {"kind": "sgd", "momentum": 1}}""",
        "optimizer: found an object; expected a number from 0 to below 1"
    )]
    [TestCase("""{"schedule": {"kind": "steps", "after": [1, "2"]}}""", "schedule.after[1]")]
    [TestCase(
        """{"schedule": {"kind": "warm-up", "then": {"kind": "warm-up"}}}""",
        "schedule.then: found an object; expected a schedule other than a warm-up"
    )]
    [TestCase("""{"augmentation": {"rotation": 181}}""", "from 0 to 180")]
    [TestCase("""{"precision": "half"}""", "precision: found \"half\"; expected one of single")]
    [TestCase("""{"seed": 1""", "recipe: found ")]
    [TestCase("[]", "recipe: found an array; expected an object")]
    public void A_text_that_is_no_recipe_is_refused_by_field(string text, string message) =>
        Assert.That(
            () => RecipeText.Parse(text, "my.json"),
            Throws
                .TypeOf<TrainingFileException>()
                .With.Message.StartsWith("my.json, ")
                .And.Message.Contains(message)
        );

    private static TensorFile Weights(TrainingRecipe recipe)
    {
        var collector = new StateCollector();
        TrainingLoop.Run(SmallNetworks.Digits, Examples, Held, recipe, null, [collector]);
        return collector.States[^1].Weights;
    }
}
