using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Weights;
using TorchSharp;

namespace AgeFormal.Learning.Tests.Training;

// Training draws from the one generator of the process.
[NonParallelizable]
public sealed class TrainingLoopTests
{
    private static readonly Network Network = Catalogue.Parse("p4-cnn");
    private static readonly ImageSet Examples = DigitSample.Embedded().Slice(0, 256);
    private static readonly TrainingRecipe Short = new() { Epochs = 2, BatchSize = 32 };

    [Test]
    public void Outputs_that_no_class_of_the_data_has_keep_their_numbers()
    {
        var images = DigitSample.Embedded().Slice(0, 8);
        string[] names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
        var result = TrainingLoop.Run(
            SmallNetworks.Digits,
            images.WithLabels(new int[8], [.. names]),
            null,
            new TrainingRecipe { Epochs = 1, BatchSize = 4 }
        );
        var trained = TrainedNetwork.Of(SmallNetworks.Digits, result.Parameters);
        Assert.That(trained.Classes, Is.EqualTo(names.Append("9")));
    }

    [Test]
    public void Two_epochs_lower_the_loss_and_a_seed_repeats_them_bit_for_bit()
    {
        TrainingResult first = Train(Short);
        TrainingResult second = Train(Short);
        TrainingResult other = Train(Short with { Seed = 1 });
        Assert.That(first.History[1].TrainingLoss, Is.LessThan(first.History[0].TrainingLoss));
        Assert.That(second.Parameters, Is.EqualTo(first.Parameters));
        Assert.That(Losses(second), Is.EqualTo(Losses(first)));
        Assert.That(Losses(other), Is.Not.EqualTo(Losses(first)));
        Assert.That(other.Parameters, Is.Not.EqualTo(first.Parameters));

        static double[] Losses(TrainingResult result) =>
            [.. result.History.Select(report => report.TrainingLoss)];
    }

    [Test]
    public void The_last_report_is_that_of_the_returned_parameters()
    {
        ImageSet held = DigitSample.Embedded().Slice(256, 44);
        var progress = new Collector<EpochReport>();
        TrainingResult result = TrainingLoop.Run(Network, Examples, held, Short, progress);
        Assert.That(progress.Reports, Is.EqualTo(result.History));
        EvaluationResult evaluation = Evaluation.Run(
            TrainedNetwork.Of(Network, result.Parameters),
            held
        );
        Assert.That(result.History[^1].ValidationErrorPercent, Is.EqualTo(evaluation.ErrorPercent));
        Assert.That(result.History[^1].ValidationLoss, Is.EqualTo(evaluation.Loss));
    }

    [Test]
    public void Validation_does_not_change_the_training() =>
        Assert.That(
            TrainingLoop.Run(Network, Examples, Examples.Slice(0, 10), Short).Parameters.Tensors,
            Is.EqualTo(Train(Short).Parameters.Tensors)
        );

    [TestCase("z2-cnn")]
    [TestCase("p4m-cnn")]
    public void A_network_without_a_group_and_one_with_mirrors_train(string name)
    {
        TrainingResult result = TrainingLoop.Run(
            Catalogue.Parse(name),
            Examples.Slice(0, 64),
            null,
            Short with
            {
                Epochs = 4,
            }
        );
        Assert.That(result.History[^1].TrainingLoss, Is.LessThan(result.History[0].TrainingLoss));
        Assert.That(result.Parameters.Metadata[ParameterFile.NetworkKey], Is.EqualTo(name));
    }

    [Test]
    public void The_recipe_is_in_the_metadata()
    {
        var metadata = Train(
            Short with
            {
                Epochs = 1,
                Schedule = new RateSchedule.Steps { After = [1] },
                Seed = 4,
            }
        ).Parameters.Metadata;
        Assert.That(
            metadata["recipe"],
            Is.EqualTo(
                "Adam, rate 0.001, times 0.1 after epochs 1, weight decay 0.0001, batch 32, 1 epochs"
            )
        );
        Assert.That(metadata["seed"], Is.EqualTo("4"));
        Assert.That(metadata["training"], Is.EqualTo("256 images of 28×28"));
        Assert.That(metadata["library"], Does.StartWith("AgeFormal 0."));
    }

    [Test]
    public void A_cancelled_training_stops_at_the_next_step()
    {
        using var source = new CancellationTokenSource();
        var progress = new Collector<EpochReport>(_ => source.Cancel());
        Assert.That(
            () => TrainingLoop.Run(Network, Examples, null, Short, progress, source.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(progress.Reports, Has.Count.EqualTo(1));
    }

    [Test]
    public void Steps_leave_no_tensor_behind()
    {
        const int steps = 8;
        const int epochs = 4;
        var options = Short with { Epochs = 1, BatchSize = 64 / steps };
        ImageSet few = Examples.Slice(0, 64);
        long once = Growth(() => TrainingLoop.Run(Network, few, few, options));
        long often = Growth(() =>
            TrainingLoop.Run(Network, few, few, options with { Epochs = epochs })
        );
        // What a compiled network itself holds counts once; a tensor left by a step would count each time.
        Assert.That(often - once, Is.LessThan(steps * (epochs - 1)));

        static long Growth(Action run)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            long before = torch.Tensor.TotalCount;
            run();
            return torch.Tensor.TotalCount - before;
        }
    }

    [Test]
    public void The_rate_falls_after_each_step()
    {
        var recipe = new TrainingRecipe
        {
            LearningRate = 1,
            Schedule = new RateSchedule.Steps { Factor = 0.5, After = [1, 3] },
        };
        Assert.That(
            Enumerable.Range(1, 5).Select(epoch => recipe.RateAt(new(epoch, 5, 0, 1, []))),
            Is.EqualTo(new[] { 1, 0.5, 0.5, 0.25, 0.25 })
        );
    }

    [Test]
    public void Options_outside_their_range_are_refused()
    {
        Assert.That(() => Short with { Epochs = 0 }, Out("Epochs"));
        Assert.That(() => Short with { BatchSize = 0 }, Out("BatchSize"));
        Assert.That(() => Short with { LearningRate = 0 }, Out("LearningRate"));
        Assert.That(() => Short with { LearningRate = double.NaN }, Out("LearningRate"));
        Assert.That(() => Short with { WeightDecay = -1 }, Out("WeightDecay"));
        Assert.That(
            () => new RateSchedule.Steps { Factor = double.PositiveInfinity },
            Out("Factor")
        );

        static NUnit.Framework.Constraints.Constraint Out(string name) =>
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(name);
    }

    [Test]
    public void Sets_that_do_not_fit_are_refused_by_name() =>
        Assert.That(
            () => TrainingLoop.Run(Network, Examples, ImageSet.Of(2, 2, new float[4], [0]), Short),
            Throws.ArgumentException.With.Message.Contains("The validation set has 1 images of 2×2")
        );

    private static TrainingResult Train(TrainingRecipe options) =>
        TrainingLoop.Run(Network, Examples, null, options);
}
