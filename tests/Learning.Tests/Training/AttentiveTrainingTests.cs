using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Building;
using AgeFormal.Operators;
using AgeFormal.Verification;

namespace AgeFormal.Learning.Tests.Training;

// Training draws from the one generator of the process.
[NonParallelizable]
public sealed class AttentiveTrainingTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void Ten_lines_train_a_network_that_stays_equivariant(bool full)
    {
        var maps = full ? AttentionDesign.Alpha : AttentionDesign.OnInput;
        var network = Equivariant
            .On(PointGroups.P4)
            .Input(channels: 1, size: 28)
            .Lift(4, 5, c => c.Attend(maps, a => a.Channel(1).Spatial(3)))
            .BatchNorm()
            .Relu()
            .MaxPool(4)
            .Convolve(4, 3, c => c.Attend(maps, a => a.Channel(2).Spatial(3)))
            .BatchNorm()
            .Relu()
            .Convolve(10, 4)
            .PoolOverGroup()
            .Classes(10)
            .Build("mine");
        var run = network.Train(
            DigitSample.Embedded().Slice(0, 64),
            o => o with { Epochs = 4, BatchSize = 16 }
        );
        Assert.That(run.History[^1].TrainingLoss, Is.LessThan(run.History[0].TrainingLoss));
        ExpectEquivariant(run);
    }

    [TestCase("alphaf-p4-cnn", RotatedMnist.TrainingCount)]
    [TestCase("alpha-p4-cnn", 2_000)]
    [Category("Long")]
    public void An_epoch_lowers_the_loss_on_other_digits_and_keeps_equivariance(
        string name,
        int digits
    )
    {
        var network = Catalogue.Parse(name);
        var (training, validation) = RotatedMnist.LoadTraining(SharedFiles.Mnist(), seed: 0);
        var others = validation.Slice(0, 100);
        var before = Evaluation.Run(TrainedNetwork.Initial(network), others).Loss;
        var run = network.Train(
            training.Slice(0, digits),
            o => o with { Epochs = 1, BatchSize = 32 },
            others
        );
        TestContext.Out.WriteLine($"{name}: {run.History[0]}");
        Assert.That(run.History[0].TrainingLoss, Is.LessThan(before));
        Assert.That(run.History[0].ValidationLoss, Is.LessThan(before));
        ExpectEquivariant(run);
    }

    private static void ExpectEquivariant(TrainingRun run)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            using var compiled = run.Trained.Compile(precision);
            var sample = DigitSample.Embedded().Slice(64, 2).ToSignal(compiled.Input);
            var tolerance = RoundingTolerance.Of(run.Trained.Op, precision);
            var residual = Residual.Measure(compiled, sample, tolerance);
            Assert.That(
                residual.IsWithinTolerance,
                $"{precision}: {residual.Largest} > {tolerance}"
            );
        }
    }
}
