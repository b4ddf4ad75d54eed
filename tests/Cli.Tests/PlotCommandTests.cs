using System.Globalization;
using System.Text.Json;
using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

/// <summary><c>plot</c>: the curves of folders that trainings wrote.</summary>
public sealed class PlotCommandTests
{
    private TemporaryFolder _folder = null!;

    private string Target => _folder.File("curves.svg");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task What_train_writes_is_drawn()
    {
        var run = _folder.File("z2");
        var trained = await Session.RunAsync([
            "train",
            "z2-cnn",
            "--data",
            SharedFiles.Mnist(),
            "--out",
            run,
            .. SmallTraining.Options,
        ]);
        Assert.That(trained.ExitCode, Is.Zero, trained.Error);
        var session = await Session.RunAsync("plot", run, "-o", Target);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(session.Output.Trim(), Is.EqualTo("z2: 1 run, 2 epochs"));
        Assert.That(
            await File.ReadAllTextAsync(Target),
            Does.Contain("<svg").And.Contain("validation error in percent")
        );
    }

    [Test]
    public async Task A_sweep_is_drawn_as_its_mean_beside_a_single_training()
    {
        Write("sweep/seed-0", 10, 6);
        Write("sweep/seed-1", 14, 8);
        Write("single", 12, 7);
        var session = await Session.RunAsync(
            "plot",
            _folder.File("sweep"),
            _folder.File("single"),
            "-o",
            Target,
            "--json"
        );
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        using var json = JsonDocument.Parse(session.Output);
        Assert.That(
            json.RootElement.GetProperty("trainings")
                .EnumerateArray()
                .Select(one =>
                    (one.GetProperty("name").GetString(), one.GetProperty("runs").GetInt32())
                ),
            Is.EqualTo(new[] { ("sweep", 2), ("single", 1) })
        );
        var drawn = await File.ReadAllTextAsync(Target);
        async Task<string> Again(double?[] one, double?[] other)
        {
            Write("sweep/seed-0", one);
            Write("sweep/seed-1", other);
            var again = await Session.RunAsync(
                "plot",
                _folder.File("sweep"),
                _folder.File("single"),
                "-o",
                Target
            );
            Assert.That(again.ExitCode, Is.Zero, again.Error);
            return await File.ReadAllTextAsync(Target);
        }
        // Of the same mean, with the same bars and with none.
        Assert.That(await Again([14, 8], [10, 6]), Is.EqualTo(drawn));
        Assert.That(await Again([12, 7], [12, 7]), Is.Not.EqualTo(drawn));
    }

    [Test]
    public async Task What_cannot_be_drawn_is_refused_and_the_file_left_alone()
    {
        await File.WriteAllTextAsync(Target, "before");
        Directory.CreateDirectory(_folder.File("empty"));
        Write("broken", 1);
        await File.AppendAllTextAsync(
            Path.Combine(_folder.File("broken"), "history.jsonl"),
            "{\"epoch\": 0}\n"
        );
        foreach (
            var (run, message) in new[]
            {
                ("empty", "history.jsonl"),
                ("absent", "history.jsonl"),
                ("broken", "history"),
            }
        )
        {
            var session = await Session.RunAsync("plot", _folder.File(run), "-o", Target);
            Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure), run);
            Assert.That(session.Error, Does.Contain(message), run);
        }
        Write("unvalidated", null, null);
        var without = await Session.RunAsync("plot", _folder.File("unvalidated"), "-o", Target);
        Assert.That(
            without.Error,
            Does.Contain("No epoch of 'unvalidated' has a validation error")
        );
        Assert.That(await File.ReadAllTextAsync(Target), Is.EqualTo("before"));
    }

    private void Write(string run, params double?[] errors)
    {
        var folder = Directory.CreateDirectory(_folder.File(run)).FullName;
        File.WriteAllLines(
            Path.Combine(folder, "history.jsonl"),
            errors.Select(
                (error, epoch) =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""{"epoch":{{epoch + 1}},"epochs":{{errors.Length}},"learningRate":0.001,"trainingLoss":1.5,"validationLoss":{{error?.ToString(CultureInfo.InvariantCulture) ?? "null"}},"validationErrorPercent":{{error?.ToString(CultureInfo.InvariantCulture) ?? "null"}}}"""
                    )
            )
        );
    }
}
