using System.Diagnostics;
using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

/// <summary>A training that is interrupted or killed, or whose disk is full, loses nothing and goes on to the same bytes.</summary>
[NonParallelizable]
public sealed class TrainSurvivalTests
{
    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task A_training_is_interrupted_goes_on_and_ends_as_one_that_was_not()
    {
        var whole = await Train("whole", CancellationToken.None);
        Assert.That(whole.ExitCode, Is.Zero, whole.Error);
        using var source = new CancellationTokenSource();
        // The folder's first checkpoint asks for the end.
        Directory.CreateDirectory(_folder.File("part"));
        using var watcher = new FileSystemWatcher(_folder.File("part"));
        watcher.Renamed += (_, changed) =>
        {
            if (changed.Name == "checkpoint.safetensors")
                source.Cancel();
        };
        watcher.EnableRaisingEvents = true;
        var part = await Train("part", source.Token);
        if (part.ExitCode == ExitCodes.Interrupted)
            Assert.That(part.Error, Does.Contain("--resume").And.Contain("checkpoint.safetensors"));
        var rest = await Train("part", CancellationToken.None, "--resume");
        Assert.That(rest.ExitCode, Is.Zero, rest.Error);
        ExpectSameFiles("whole", "part");
        // A longer training goes on from a finished one.
        var longer = await Train("part", CancellationToken.None, "--resume", "--epochs", "3");
        Assert.That(
            longer.Error,
            Does.Contain("going on after epoch 2").And.Contain("epoch   3/3")
        );
        Assert.That(
            (await Train("part", CancellationToken.None, "--resume", "--rate", "0.5")).Error,
            Does.Contain("recipe.learningRate")
        );
    }

    [TestCase(2)]
    [TestCase(20, Category = "Long")]
    public void Killed_at_random_moments_and_gone_on_it_ends_with_the_same_bytes(int kills)
    {
        string[] Arguments(string name) =>
            [
                "train",
                "z2-cnn",
                "--data",
                SharedFiles.Mnist(),
                "--out",
                _folder.File(name),
                .. SmallTraining.Options,
                "--average",
                "0.9",
                "--rotate",
                "20",
                "--checkpoint-steps",
                "1",
                "--resume",
            ];
        var start = Stopwatch.GetTimestamp();
        var whole = AgeFormalProcess.Run(Arguments("whole"));
        var duration = Stopwatch.GetElapsedTime(start);
        Assert.That(whole.ExitCode, Is.Zero, whole.Error);
        var random = new Random(7);
        var (killed, rounds) = (0, 0);
        // A training that ends before it is killed is compared, and another one begun.
        for (; killed < kills && rounds < 5 * kills; rounds++)
        {
            var part = $"part-{rounds}";
            while (
                killed < kills
                && AgeFormalProcess.Kill(
                    Arguments(part),
                    (int)(duration.TotalMilliseconds * (0.1 + 0.8 * random.NextDouble()))
                )
            )
                killed++;
            var rest = AgeFormalProcess.Run(Arguments(part));
            Assert.That(rest.ExitCode, Is.Zero, rest.Error);
            ExpectSameFiles("whole", part);
        }
        TestContext.Out.WriteLine($"{killed} kills in {rounds} trainings");
        Assert.That(killed, Is.EqualTo(kills));
    }

    [Test]
    public void A_full_disk_is_an_error_and_leaves_the_checkpoint_before()
    {
        var shell = InstalledProgram.Find("bash");
        string[] arguments =
        [
            "train",
            "z2-cnn",
            "--data",
            SharedFiles.Mnist(),
            "--out",
            _folder.File("run"),
            .. SmallTraining.Options[..^2],
            "--resume",
        ];
        var first = AgeFormalProcess.Run([.. arguments, "--epochs", "1"]);
        Assert.That(first.ExitCode, Is.Zero, first.Error);
        var checkpoint = Path.Combine(_folder.File("run"), "checkpoint.safetensors");
        var before = File.ReadAllBytes(checkpoint);
        // No file may grow beyond some blocks, and a write that would is refused.
        var full = AgeFormalProcess.Run(
            [.. arguments, "--epochs", "2"],
            shell,
            "trap '' XFSZ; ulimit -f 64; DOTNET_EnableWriteXorExecute=0 exec \"$@\""
        );
        Assert.That(full.ExitCode, Is.EqualTo(ExitCodes.Failure), full.Error);
        Assert.That(full.Error, Does.Contain("error: ").And.Not.Contain("   at "));
        Assert.That(File.ReadAllBytes(checkpoint), Is.EqualTo(before));
        Assert.That(
            Directory.GetFiles(_folder.File("run"), ".*"),
            Is.Empty,
            "nothing half-written is left"
        );
    }

    private void ExpectSameFiles(string one, string other)
    {
        foreach (
            var name in (string[])
                [
                    "weights.safetensors",
                    "checkpoint.safetensors",
                    "history.csv",
                    "history.jsonl",
                    "curve.svg",
                    "recipe.json",
                ]
        )
            Assert.That(
                File.ReadAllBytes(Path.Combine(_folder.File(other), name)),
                Is.EqualTo(File.ReadAllBytes(Path.Combine(_folder.File(one), name))),
                name
            );
    }

    private async Task<Session> Train(
        string name,
        CancellationToken cancellation,
        params string[] more
    )
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            [
                "train",
                "z2-cnn",
                "--data",
                SharedFiles.Mnist(),
                "--out",
                _folder.File(name),
                .. more.Contains("--epochs") ? SmallTraining.Options[..^2] : SmallTraining.Options,
                .. more,
            ],
            Terminal.Plain(output, error),
            cancellation
        );
        return new(code, output.ToString(), error.ToString());
    }
}
