using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Tests.Training;

/// <summary>A state is all that the rest of a training depends on.</summary>
[NonParallelizable]
public sealed class TrainingStateTests
{
    private const int Steps = 7;

    // With dropout and batch normalisation.
    private static readonly Network Network = SmallNetworks.Digits;
    private static readonly ImageSet Examples = DigitSample.Embedded().Slice(0, 24);
    private static readonly ImageSet Held = DigitSample.Embedded().Slice(24, 10);
    private static readonly TrainingRecipe Short = new() { Epochs = 3, BatchSize = 8 };

    private static readonly TrainingRecipe[] Recipes =
    [
        Short,
        Short with
        {
            Optimizer = new Optimizer.AdamW(),
            Schedule = new RateSchedule.WarmUp { Then = new RateSchedule.Cosine() },
            Average = 0.9,
            KeepBest = true,
        },
        Short with
        {
            Optimizer = new Optimizer.Sgd { Nesterov = true },
            LearningRate = 0.01,
            Schedule = new RateSchedule.OneCycle(),
            Augmentation = new()
            {
                Rotation = 30,
                FlipColumns = true,
                FlipRows = true,
                Shift = 2,
                Crop = 0.8,
            },
            GradientNorm = 1,
            LabelSmoothing = 0.1,
            Patience = 5,
        },
        Short with
        {
            Precision = TrainingPrecision.Double,
            Optimizer = new Optimizer.Sgd { Momentum = 0 },
            Schedule = new RateSchedule.Plateau { Patience = 0 },
        },
    ];

    [TestCaseSource(nameof(Recipes))]
    public void Saved_at_any_step_and_gone_on_from_gives_the_bits_of_a_training_never_stopped(
        TrainingRecipe recipe
    )
    {
        using var folder = new TemporaryFolder();
        var whole = States(recipe, null);
        Assert.That(whole, Has.Count.GreaterThan(Steps));
        foreach (var index in (int[])[0, 2, 4, Steps])
        {
            var file = folder.File("state.safetensors");
            whole[index].Write(file);
            var read = TrainingState.Read(file);
            Assert.That(read, Is.EqualTo(whole[index]), "Read ∘ Write = id");
            var rest = States(recipe, read);
            Assert.That(rest[^1], Is.EqualTo(whole[^1]));
            rest[^1].Write(folder.File("rest.safetensors"));
            whole[^1].Write(folder.File("whole.safetensors"));
            Assert.That(
                File.ReadAllBytes(folder.File("rest.safetensors")),
                Is.EqualTo(File.ReadAllBytes(folder.File("whole.safetensors")))
            );
        }
    }

    [TestCaseSource(nameof(Recipes))]
    public void What_a_machine_loads_it_saves(TrainingRecipe recipe)
    {
        var state = States(recipe, null)[^1];
        using var machine = TrainingMachine.Create(Network.Elaborate(), recipe);
        Assert.That(machine.Save(), Is.Not.EqualTo(state.Values));
        machine.Load(state.Values);
        Assert.That(machine.Save(), Is.EqualTo(state.Values));
    }

    [Test]
    public void A_finished_training_goes_on_with_more_epochs_as_if_they_had_been_asked_for()
    {
        var shorter = States(Short with { Epochs = 1 }, null)[^1];
        var longer = States(Short, shorter)[^1];
        var whole = States(Short, null)[^1];
        Assert.That(longer.Values, Is.EqualTo(whole.Values));
        Assert.That(longer.Position, Is.EqualTo(whole.Position));
    }

    [Test]
    public void A_training_goes_on_only_as_what_it_was()
    {
        var state = States(Short with { Epochs = 1 }, null)[^1];
        Assert.That(
            () => States(Short with { LearningRate = 0.5 }, state),
            Throws
                .TypeOf<TrainingFileException>()
                .With.Message.Contains("recipe.learningRate: found 0.001; expected 0.5")
        );
        Assert.That(
            () =>
                TrainingLoop.Run(
                    Catalogue.Parse("z2-cnn"),
                    Examples,
                    Held,
                    Short,
                    state,
                    observers: []
                ),
            Throws.TypeOf<TrainingFileException>().With.Message.Contains("found small-digits")
        );
        Assert.That(
            () => TrainingLoop.Run(Network, Examples.Slice(1, 20), Held, Short, state, []),
            Throws.TypeOf<TrainingFileException>().With.Message.Contains("data")
        );
    }

    [Test]
    public void Every_damage_of_a_file_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("state.safetensors");
        var state = States(Short with { Epochs = 1, Average = 0.5, KeepBest = true }, null)[^1];
        state.Write(path);
        var file = Safetensors.Read(path);
        foreach (var name in file.Tensors.Keys)
        {
            Expect(file.Tensors.Where(tensor => tensor.Key != name), file.Metadata, name);
            Expect(
                file.Tensors.Select(tensor =>
                    tensor.Key == name ? new(name, TensorData.FromSingle([1], [float.NaN])) : tensor
                ),
                file.Metadata,
                name
            );
        }
        foreach (
            var key in file.Metadata.Keys.Where(key => key is not ("specification" or "network"))
        )
        {
            Expect(file.Tensors, file.Metadata.Where(entry => entry.Key != key), key);
            Expect(
                file.Tensors,
                file.Metadata.Select(entry => entry.Key == key ? new(key, "{\"a\":1}") : entry),
                key
            );
        }
        Expect(
            [.. file.Tensors, new("parameter/other", TensorData.FromSingle([1], [1]))],
            file.Metadata,
            "parameter/other"
        );

        void Expect(
            IEnumerable<KeyValuePair<string, TensorData>> tensors,
            IEnumerable<KeyValuePair<string, string>> metadata,
            string named
        )
        {
            Safetensors.Write(path, TensorFile.Of(tensors, metadata));
            Assert.That(
                () => TrainingState.Read(path),
                Throws.TypeOf<TrainingFileException>().With.Message.Contains(named),
                named
            );
        }
    }

    private static List<TrainingState> States(TrainingRecipe recipe, TrainingState? from)
    {
        var collector = new StateCollector();
        TrainingLoop.Run(
            Network,
            Examples,
            Held,
            recipe,
            from,
            [collector],
            new CheckpointCadence { Steps = 1 }
        );
        return collector.States;
    }
}
