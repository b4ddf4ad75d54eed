using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

/// <summary>Networks for colour images learn on real pictures, emoji in nine classes, at reduced width.</summary>
[NonParallelizable]
public sealed class EmojiTests
{
    // Whoever says the most frequent class of the test set always errs on this part.
    private const double Chance = 83;

    [TestCase("p4-allcnn-w8")]
    [TestCase("alphaf-p4-allcnn-w8")]
    [Category("Long")]
    public async Task A_narrow_network_learns_emoji_far_below_chance_however_they_are_turned(
        string network
    )
    {
        using var folder = new TemporaryFolder();
        var run = folder.File("run");
        var trained = await Session.RunAsync([
            "train",
            network,
            "--data",
            SharedFiles.Emoji(),
            "--digits",
            "3000",
            "--validation",
            "200",
            "--epochs",
            "4",
            "--batch",
            "32",
            "--rate",
            "0.003",
            "--schedule",
            "one-cycle",
            "--out",
            run,
        ]);
        Assert.That(trained.ExitCode, Is.Zero, trained.Error);
        var judged = await Session.RunAsync(
            "evaluate",
            Path.Combine(run, "weights.safetensors"),
            "--data",
            SharedFiles.Emoji(),
            "--confusion",
            "--angles",
            "4",
            "--json"
        );
        Assert.That(judged.ExitCode, Is.Zero, judged.Error);
        TestContext.Out.WriteLine(judged.Output);
        var found = judged.Json();
        Assert.That(found.GetProperty("examples").GetInt32(), Is.EqualTo(1524));
        Assert.That(found.GetProperty("errorPercent").GetDouble(), Is.LessThan(Chance - 15));
        foreach (var angle in found.GetProperty("angles").EnumerateArray())
            Assert.That(angle.GetProperty("errorPercent").GetDouble(), Is.LessThan(Chance - 15));
    }
}
