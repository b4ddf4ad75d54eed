using System.Text.RegularExpressions;
using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Building;
using AgeFormal.Verification;

namespace AgeFormal.Facade.Tests;

/// <summary>The examples of README.md are the code below, and they run.</summary>
// Training draws from the one generator of the process.
[NonParallelizable]
public sealed partial class ReadmeTests
{
    [Test]
    public void The_example_builds_verifies_and_trains_a_network()
    {
        var digits = DigitSample.Embedded().Slice(0, 64);
        // <readme>
        var network = Equivariant
            .On(PointGroups.P4)
            .Input(channels: 1, size: 28)
            .Then(b => b.Lift(4, 5).BatchNorm().Relu().MaxPool(4))
            .Convolve(4, 3, c => c.Attend(a => a.Channel(ratio: 2).Spatial(3)))
            .Then(b => b.BatchNorm().Relu().Convolve(10, 4))
            .PoolOverGroup()
            .Classes(10)
            .Build("mine");
        Console.WriteLine($"{network.Summary()}\n{network.Verify().Summary}");
        var run = network.Train(digits, o => o with { Epochs = 5 });
        // </readme>
        Assert.That(run.History[^1].TrainingLoss, Is.LessThan(run.History[0].TrainingLoss));
        var report = run.Trained.Verify(
            digits.Slice(0, 1),
            new VerificationOptions { ExecutesLayers = false }
        );
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ProvedAndExact), report.Summary);
    }

    [Test]
    public void The_example_of_learning_trains_goes_on_predicts_and_saves()
    {
        var mnist = SharedFiles.Mnist();
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder.File("mnist"), mnist);
        PictureFile.Write(
            folder.File("digit.png"),
            ImageSet.Of(MnistFiles.Load(mnist, MnistSplit.Test), 0, 1)
        );
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder.Path;
        try
        {
            Learn();
            var once = File.ReadAllBytes("mine.safetensors");
            Learn();
            Assert.That(File.ReadAllBytes("mine.safetensors"), Is.EqualTo(once));
            Assert.That(
                TrainedNetwork.Read("mine.safetensors").Predict("digit.png").Probability,
                Is.InRange(0.1, 1)
            );
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }

        static void Learn()
        {
            // <learning>
            var network = Catalogue.Parse("p4-cnn");
            var (all, held) = TrainingData.Load(
                DataFolder.Recognise("mnist"),
                network.Input,
                seed: 0
            );
            var recipe = new TrainingRecipe { Epochs = 2, Schedule = new RateSchedule.Cosine() };
            var state = File.Exists("run.safetensors")
                ? TrainingState.Read("run.safetensors")
                : null;
            ITrainingObserver[] observers = [new CheckpointWriter("run.safetensors")];
            var result = TrainingLoop.Run(
                network,
                all.Slice(0, 256),
                held.Slice(0, 64),
                recipe,
                state,
                observers
            );
            var trained = TrainedNetwork.Of(result.Parameters);
            trained.Save("mine.safetensors");
            Console.WriteLine(trained.Predict("digit.png").Name);
            // </learning>
        }
    }

    [TestCase(1, "readme")]
    [TestCase(2, "learning")]
    public void The_example_is_the_one_of_the_page(int place, string mark)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var source = File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "Facade.Tests", "ReadmeTests.cs")
        );
        var shown = page.Split("```csharp")[place].Split("```")[0];
        var run = source.Split($"// <{mark}>")[1].Split($"// </{mark}>")[0];
        Assert.That(Plain(shown), Is.EqualTo(Plain(run)));
    }

    // Line breaks are the formatter's business.
    private static string Plain(string code) => Space().Replace(code, "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
