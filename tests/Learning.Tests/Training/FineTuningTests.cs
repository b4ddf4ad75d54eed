using AgeFormal.Facade.Building;
using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Tests.Training;

/// <summary>Networks are trained further: with frozen layers, with a new head, from published weights.</summary>
[NonParallelizable]
public sealed class FineTuningTests
{
    private static readonly Network Network = Catalogue.Parse("p4-cnn-w3");
    private static readonly ImageSet Examples = DigitSample.Embedded().Slice(0, 24);
    private static readonly ImageSet Held = DigitSample.Embedded().Slice(24, 10);

    private static readonly TrainingRecipe Frozen = new()
    {
        Epochs = 2,
        BatchSize = 8,
        WeightDecay = 0.01,
        Average = 0.9,
        FreezeUntil = "c6",
    };

    private static readonly string[] Trained =
    [
        "c6.weight",
        "bn6.weight",
        "bn6.bias",
        "bn6.running_mean",
        "bn6.running_var",
        "c7.weight",
    ];

    [TestCase(TrainingPrecision.Single)]
    [TestCase(TrainingPrecision.Double)]
    public void Frozen_layers_stay_bit_for_bit_and_the_others_move(TrainingPrecision precision)
    {
        foreach (
            var recipe in (TrainingRecipe[])
                [
                    Frozen,
                    Frozen with
                    {
                        Average = null,
                        Optimizer = new Optimizer.Sgd(),
                        GradientNorm = 1,
                        KeepBest = true,
                    },
                ]
        )
        {
            var start = TrainedNetwork.Initial(Network, seed: 3);
            var before = ParameterFile.Write(Network, start.Parameters);
            var after = Run(recipe with { Precision = precision }, start, null).Result.Parameters;
            foreach (var (name, tensor) in before.Tensors)
                Assert.That(
                    after[name],
                    Trained.Contains(name) ? Is.Not.EqualTo(tensor) : Is.EqualTo(tensor),
                    name
                );
            Assert.That(Trained, Is.SubsetOf(before.Tensors.Keys));
        }
    }

    [Test]
    public void A_training_with_frozen_layers_goes_on_from_any_state_bit_for_bit()
    {
        var start = TrainedNetwork.Initial(Network, seed: 3);
        var (whole, states) = Run(Frozen, start, null);
        Assert.That(states, Has.Count.EqualTo(7), "three steps an epoch, and the end");
        using var folder = new TemporaryFolder();
        foreach (var (index, state) in states.SkipLast(2).Index())
        {
            var file = folder.File($"{index}.safetensors");
            state.Write(file);
            // What it began with no longer matters.
            Assert.That(
                Run(Frozen, null, TrainingState.Read(file)).Result.Parameters,
                Is.EqualTo(whole.Parameters)
            );
        }
    }

    [Test]
    public void A_state_of_other_frozen_layers_is_refused()
    {
        var state = Run(Frozen, null, null).States[0];
        var fault = Assert.Throws<TrainingFileException>(() =>
            Run(Frozen with { FreezeUntil = "c5" }, null, state)
        );
        Assert.That(fault!.Message, Does.Contain("recipe.freezeUntil").And.Contains("c6"));
    }

    [Test]
    public void The_two_parts_are_the_network()
    {
        var op = Network.Elaborate();
        foreach (var layer in (string[])["c2", "bn3", "c6", "c7"])
        {
            var (front, rest) = FrozenFront.Split(op, layer)!.Value;
            Assert.That(
                front.Parameters().Concat(rest.Parameters()).Select(one => one.Name),
                Is.EqualTo(op.Parameters().Select(one => one.Name))
            );
            Assert.That(rest.Input, Is.EqualTo(front.Output));
            Assert.That(rest.Output, Is.EqualTo(op.Output));
            Assert.That(rest.Leaves().First().Path, Is.EqualTo(layer));
        }
        Assert.That(FrozenFront.Split(op, "c1"), Is.Null, "nothing is before it");
    }

    // Nothing of the front is normalised by the batch, or dropped.
    [Test]
    public void The_loss_of_a_step_is_that_of_evaluated_features()
    {
        var start = TrainedNetwork.Initial(Network, seed: 3);
        var op = Network.Elaborate();
        var recipe = new TrainingRecipe { FreezeUntil = "c7" };
        using var machine = TrainingMachine.Create(op, recipe, start.Parameters);
        using var examples = ImageExamples.Of(Examples, op, "examples");
        var batch = examples.At([.. Enumerable.Range(0, 24)]);
        Assert.That(
            machine.Step(batch, 1e-3, key: 1, update: 1),
            Is.EqualTo(Evaluation.Run(start, Examples).Loss).Within(1e-5)
        );
    }

    [TestCase("c9", "expected one of the layers c1, bn1, c2, bn2")]
    [TestCase("", "expected one of the layers c1")]
    public void A_layer_that_is_not_there_is_refused_with_those_that_are(string layer, string words)
    {
        var fault = Assert.Throws<ArgumentException>(() =>
            TrainingLoop.Run(Network, Examples, Held, Frozen with { FreezeUntil = layer })
        );
        Assert.That(fault!.Message, Does.Contain(words));
    }

    [TestCase("alpha-p4-cnn-w2")]
    [TestCase("alphaf-p4-cnn-w2")]
    [TestCase("p4-allcnn-w2")]
    [TestCase("alphaf-p4m-resnet44-w1")]
    [TestCase("p4-densenet-w2")]
    [TestCase("alphaf-p4-unet-w2")]
    [TestCase("alpha-O-volume-w2")]
    public void A_new_head_has_the_classes_wanted_and_the_rest_is_as_it_was(string name)
    {
        var network = Catalogue.Parse(name);
        var trained = TrainedNetwork.Initial(network, seed: 1);
        var headed = trained.WithHead(7, seed: 2);
        Assert.That(headed.Op.Output.Channels, Is.EqualTo(7));
        Assert.That(headed.Network, Is.EqualTo(Catalogue.Parse($"{name}-c7")));
        Assert.That(headed.Network.WithClasses(5).Name, Is.EqualTo($"{name}-c5"));
        var same = headed.Parameters.Values.Where(entry =>
            trained.Parameters.Values.TryGetValue(entry.Key, out var values)
            && values.AsSpan().SequenceEqual(entry.Value.AsSpan())
        );
        var head = headed.Parameters.Values.Keys.Except(same.Select(entry => entry.Key)).ToArray();
        Assert.That(head, Is.Not.Empty.And.Length.LessThanOrEqualTo(6), string.Join(", ", head));
        var fresh = TrainedNetwork.Initial(headed.Network, seed: 2).Parameters;
        foreach (var parameter in head)
            Assert.That(headed.Parameters[parameter], Is.EqualTo(fresh[parameter]), parameter);
    }

    [Test]
    public void A_file_with_another_head_is_begun_from_and_one_with_more_differences_is_refused()
    {
        var trained = TrainedNetwork.Initial(Network, seed: 1);
        var file = ParameterFile.Write(Network, trained.Parameters);
        var start = FineTuning.Start(Network.WithClasses(4), file, seed: 5);
        Assert.That(start.Parameters["c6.weight"], Is.EqualTo(trained.Parameters["c6.weight"]));
        Assert.That(start.Op.Output.Channels, Is.EqualTo(4));
        Assert.That(
            ParameterFile.Write(Network, FineTuning.Start(Network, file).Parameters),
            Is.EqualTo(file)
        );
        Assert.That(
            FineTuning.Start(Network, file, newHead: true, seed: 5).Parameters["c7.weight"],
            Is.Not.EqualTo(trained.Parameters["c7.weight"])
        );
        Assert.Throws<WeightsMismatchException>(() =>
            FineTuning.Start(Catalogue.Parse("p4-cnn-w4"), file)
        );
        Assert.Throws<WeightsMismatchException>(() =>
            FineTuning.Start(Catalogue.Parse("p4m-cnn-w3"), file, newHead: true)
        );
    }

    [Test]
    public void Embedded_weights_with_a_new_head_learn_faster_than_a_network_from_nothing()
    {
        // Even or odd, by 40 digits.
        ImageSet Parity(ImageSet digits) =>
            digits.WithLabels([.. digits.Labels.ToArray().Select(label => label % 2)]);
        var (training, held) = (
            Parity(DigitSample.Embedded().Slice(0, 40)),
            Parity(DigitSample.Embedded().Slice(40, 100))
        );
        TrainingRecipe Short(TrainingRecipe recipe) =>
            recipe with
            {
                Epochs = 12,
                BatchSize = 10,
                LearningRate = 0.01,
            };
        var start = Facade.Demonstration.Embedded().Trained.WithHead(2);
        var tuned = start.Train(
            training,
            recipe => Short(recipe) with { FreezeUntil = "c7" },
            held
        );
        var alone = start.Network.Train(training, recipe => Short(recipe), held);
        TestContext.Out.WriteLine(
            $"tuned {tuned.History[^1].ValidationErrorPercent} %, alone {alone.History[^1].ValidationErrorPercent} %"
        );
        Assert.That(tuned.History[^1].ValidationErrorPercent, Is.LessThan(15));
        Assert.That(
            tuned.History[^1].ValidationErrorPercent,
            Is.LessThan(alone.History[^1].ValidationErrorPercent!.Value)
        );
    }

    private static (TrainingResult Result, List<TrainingState> States) Run(
        TrainingRecipe recipe,
        TrainedNetwork? start,
        TrainingState? from
    )
    {
        var collector = new StateCollector();
        var result = TrainingLoop.Run(
            Network,
            Examples,
            Held,
            recipe,
            from,
            [collector],
            new CheckpointCadence { Steps = 1 },
            start: start
        );
        return (result, collector.States);
    }
}
