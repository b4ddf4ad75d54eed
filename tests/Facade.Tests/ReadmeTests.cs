using System.Text.RegularExpressions;
using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Networks.Building;
using AgeFormal.Verification;

namespace AgeFormal.Facade.Tests;

/// <summary>The example of README.md is the code below, and it runs.</summary>
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
    public void The_example_is_the_one_of_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var source = File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "Facade.Tests", "ReadmeTests.cs")
        );
        var shown = page.Split("```csharp")[1].Split("```")[0];
        var run = source.Split("// <readme>")[1].Split("// </readme>")[0];
        Assert.That(Plain(shown), Is.EqualTo(Plain(run)));
    }

    // Line breaks are the formatter's business.
    private static string Plain(string code) => Space().Replace(code, "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
