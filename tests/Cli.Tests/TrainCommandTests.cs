using System.CommandLine;
using AgeFormal.Laws;
using AgeFormal.Learning.Training;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Cli.Tests;

/// <summary>The command <c>train</c>: its options are a recipe, its data what a folder holds.</summary>
[NonParallelizable]
public sealed class TrainCommandTests
{
    private static readonly (
        string[] Options,
        Func<TrainingRecipe, TrainingRecipe> Change
    )[] Options =
    [
        (["--epochs", "7"], recipe => recipe with { Epochs = 7 }),
        (["--minutes", "2.5"], recipe => recipe with { Minutes = 2.5 }),
        (["--patience", "3"], recipe => recipe with { Patience = 3 }),
        (["--keep-best"], recipe => recipe with { KeepBest = true }),
        (["--batch", "5"], recipe => recipe with { BatchSize = 5 }),
        (
            ["--optimizer", "adamw", "--beta1", "0.8", "--beta2", "0.9", "--epsilon", "1e-7"],
            recipe =>
                recipe with
                {
                    Optimizer = new Optimizer.AdamW
                    {
                        Beta1 = 0.8,
                        Beta2 = 0.9,
                        Epsilon = 1e-7,
                    },
                }
        ),
        (
            ["--beta1", "0.7"],
            recipe => recipe with { Optimizer = new Optimizer.Adam { Beta1 = 0.7 } }
        ),
        (
            ["--optimizer", "sgd", "--momentum", "0.5", "--nesterov"],
            recipe =>
                recipe with
                {
                    Optimizer = new Optimizer.Sgd { Momentum = 0.5, Nesterov = true },
                }
        ),
        (["--rate", "0.02"], recipe => recipe with { LearningRate = 0.02 }),
        (
            ["--schedule", "steps", "--steps", "2,4", "--factor", "0.3"],
            recipe =>
                recipe with
                {
                    Schedule = new RateSchedule.Steps { After = [2, 4], Factor = 0.3 },
                }
        ),
        (
            ["--schedule", "cosine", "--floor", "0.1", "--warm-up", "0.5"],
            recipe =>
                recipe with
                {
                    Schedule = new RateSchedule.WarmUp
                    {
                        Epochs = 0.5,
                        Then = new RateSchedule.Cosine { Floor = 0.1 },
                    },
                }
        ),
        (
            [
                "--schedule",
                "one-cycle",
                "--rise",
                "0.4",
                "--cycle-start",
                "0.1",
                "--cycle-end",
                "0.01",
            ],
            recipe =>
                recipe with
                {
                    Schedule = new RateSchedule.OneCycle
                    {
                        Rise = 0.4,
                        Start = 0.1,
                        End = 0.01,
                    },
                }
        ),
        (
            ["--schedule", "plateau", "--plateau", "2", "--factor", "0.7"],
            recipe =>
                recipe with
                {
                    Schedule = new RateSchedule.Plateau { Patience = 2, Factor = 0.7 },
                }
        ),
        (["--weight-decay", "0"], recipe => recipe with { WeightDecay = 0 }),
        (["--label-smoothing", "0.1"], recipe => recipe with { LabelSmoothing = 0.1 }),
        (["--gradient-norm", "2"], recipe => recipe with { GradientNorm = 2 }),
        (["--average", "0.99"], recipe => recipe with { Average = 0.99 }),
        (
            ["--rotate", "15", "--flip", "both", "--shift", "2", "--crop", "0.9"],
            recipe =>
                recipe with
                {
                    Augmentation = new()
                    {
                        Rotation = 15,
                        FlipColumns = true,
                        FlipRows = true,
                        Shift = 2,
                        Crop = 0.9,
                    },
                }
        ),
        (["--flip", "rows"], recipe => recipe with { Augmentation = new() { FlipRows = true } }),
        (["--freeze-until", "c7"], recipe => recipe with { FreezeUntil = "c7" }),
        (["--device", "cuda:1"], recipe => recipe with { Device = "cuda:1" }),
        (["--precision", "double"], recipe => recipe with { Precision = TrainingPrecision.Double }),
        (["--seed", "9"], recipe => recipe with { Seed = 9 }),
        (["--recompute"], recipe => recipe with { Recompute = true }),
        (["--allow-unproved"], recipe => recipe with { AllowUnproved = true }),
    ];

    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Every_field_of_a_recipe_is_an_option()
    {
        var start = new TrainingRecipe { Epochs = 10 };
        Assert.That(Recipe(), Is.EqualTo(start));
        var changed = new List<string>();
        foreach (var (options, change) in Options)
        {
            Assert.That(Recipe(options), Is.EqualTo(change(start)), string.Join(' ', options));
            changed.AddRange(
                Fields(change(start)).Except(Fields(start)).Select(line => line.Split(':')[0])
            );
        }
        Assert.That(
            changed.Distinct(),
            Is.EquivalentTo(Fields(start).Select(line => line.Split(':')[0]))
        );
        // All at once, where they concern different fields.
        Assert.That(
            Recipe("--recipe", "all-cnn", "--epochs", "3", "--momentum", "0.8", "--steps", "1"),
            Is.EqualTo(
                PublishedRecipes.AllCnn with
                {
                    Epochs = 3,
                    Optimizer = new Optimizer.Sgd { Momentum = 0.8 },
                    Schedule = new RateSchedule.Steps { After = [1] },
                }
            )
        );
    }

    // The top level of the indented text: one field with all of its value.
    private static IEnumerable<string> Fields(TrainingRecipe recipe) =>
        RecipeText
            .Render(recipe)
            .Split("\n  \"")
            .Skip(1)
            .Select(field => field.TrimEnd('}', '\n', ','));

    private static TrainingRecipe Recipe(params string[] options)
    {
        var all = new TrainOptions();
        var command = new Command("train");
        all.AddTo(command);
        var parsed = command.Parse(["p4-cnn", "--data", "mnist", .. options]);
        Assert.That(parsed.Errors, Is.Empty);
        return all.Recipe.Recipe(parsed, state: null);
    }

    [TestCase("--rate", "-1", "learningRate: found -1")]
    [TestCase("--momentum", "0.5", "the unknown field 'momentum'")]
    [TestCase("--steps", "1,two", "after")]
    [TestCase("--precision", "half", "half")]
    [TestCase("--seeds", "3..1", "3..1")]
    [TestCase("--tensorboard", null, "--out")]
    [TestCase("--checkpoint-minutes", "-1", "--checkpoint-minutes")]
    public async Task Options_that_are_no_recipe_are_refused(
        string option,
        string? value,
        string message
    )
    {
        var session = await Session.RunAsync([
            "train",
            "p4-cnn",
            "--data",
            _folder.Path,
            option,
            .. value is null ? [] : (string[])[value],
        ]);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(session.Error, Does.Contain(message));
    }

    [TestCase("/proc/ageformal")]
    [TestCase("/sys/ageformal")]
    public async Task A_folder_that_cannot_be_written_is_refused_before_the_training(string folder)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore($"{folder} is one of Linux");
        var session = await Session.RunAsync([
            "train",
            "z2-cnn",
            "--data",
            SharedFiles.Mnist(),
            "--out",
            folder,
            .. SmallTraining.Options,
        ]);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain(folder).And.Contain("before the work starts"));
    }

    [Test]
    public async Task A_sweep_gives_mean_and_deviation()
    {
        var session = await Session.RunAsync([
            "train",
            "z2-cnn",
            "--data",
            SharedFiles.Mnist(),
            "--out",
            _folder.File("sweep"),
            .. SmallTraining.Options,
            "--seeds",
            "0..1",
            "--json",
        ]);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        double[] errors =
        [
            .. session
                .Json()
                .GetProperty("runs")
                .EnumerateArray()
                .Select(run => run.GetProperty("validationErrorPercent").GetDouble()),
        ];
        var summary = session.Json().GetProperty("summaries").EnumerateArray().Single();
        Assert.That(summary.GetProperty("network").GetString(), Is.EqualTo("z2-cnn"));
        Assert.That(
            summary.GetProperty("meanErrorPercent").GetDouble(),
            Is.EqualTo(errors.Average()).Within(1e-12)
        );
        Assert.That(
            summary.GetProperty("deviationPercent").GetDouble(),
            Is.EqualTo(Math.Abs(errors[0] - errors[1]) / Math.Sqrt(2)).Within(1e-12)
        );
        Assert.That(
            Safetensors
                .Read(Path.Combine(_folder.File("sweep"), "seed-1", "weights.safetensors"))
                .Metadata["seed"],
            Is.EqualTo("1")
        );
    }

    [Test]
    public async Task Several_networks_are_trained_each_in_its_folder_and_can_be_drawn_together()
    {
        var runs = _folder.File("runs");
        var session = await Session.RunAsync([
            "train",
            "z2-cnn",
            "p4-cnn",
            "--data",
            SharedFiles.Mnist(),
            "--out",
            runs,
            .. SmallTraining.Options,
            "--json",
        ]);
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(
            session
                .Json()
                .GetProperty("runs")
                .EnumerateArray()
                .Select(run =>
                    (run.GetProperty("network").GetString(), run.GetProperty("weights").GetString())
                ),
            Is.EqualTo(
                new[]
                {
                    ("z2-cnn", Path.Combine(runs, "z2-cnn", "weights.safetensors")),
                    ("p4-cnn", Path.Combine(runs, "p4-cnn", "weights.safetensors")),
                }
            )
        );
        Assert.That(session.Json().GetProperty("summaries").GetArrayLength(), Is.Zero);
        var alone = await Session.RunAsync([
            "train",
            "p4-cnn",
            "--data",
            SharedFiles.Mnist(),
            "--out",
            _folder.File("alone"),
            .. SmallTraining.Options,
        ]);
        Assert.That(alone.ExitCode, Is.Zero, alone.Error);
        Assert.That(
            await File.ReadAllBytesAsync(Path.Combine(runs, "p4-cnn", "weights.safetensors")),
            Is.EqualTo(
                await File.ReadAllBytesAsync(
                    Path.Combine(_folder.File("alone"), "weights.safetensors")
                )
            ),
            "beside another network or alone"
        );
        var drawn = await Session.RunAsync(
            "plot",
            Path.Combine(runs, "z2-cnn"),
            Path.Combine(runs, "p4-cnn"),
            "-o",
            _folder.File("both.svg")
        );
        Assert.That(drawn.ExitCode, Is.Zero, drawn.Error);
    }

    [TestCase("p4-cnn is given twice", "p4-cnn", "P4-CNN")]
    [TestCase("--output is of one network, received 2", "p4-cnn", "z2-cnn", "--output", "w")]
    [TestCase("--from is of one network, received 2", "p4-cnn", "z2-cnn", "--from", "w")]
    [TestCase("with --seeds or several networks", "p4-cnn", "z2-cnn", "--resume", "c")]
    [TestCase("with the seeds of --seeds or with several", "p4-cnn", "--sweep-parallel")]
    public async Task What_is_of_one_training_is_refused_for_several(
        string message,
        params string[] arguments
    )
    {
        var session = await Session.RunAsync([
            "train",
            .. arguments,
            "--data",
            _folder.Path,
            "--out",
            _folder.File("runs"),
        ]);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(
            session.Error.Replace("'", "", StringComparison.Ordinal),
            Does.Contain(message)
        );
    }

    [TestCase("--digits", "10001", "10000")]
    [TestCase("--validation", "2001", "2000")]
    public async Task More_images_than_there_are_are_refused_before_the_training(
        string option,
        string wanted,
        string there
    )
    {
        var session = await Session.RunAsync(
            "train",
            "z2-cnn",
            "--data",
            SharedFiles.Mnist(),
            "--out",
            _folder.File("more"),
            option,
            wanted
        );
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain($"{option} {wanted}: expected at most {there}"));
    }

    [Test]
    public async Task A_colour_network_trains_on_pictures_whose_format_is_recognised()
    {
        var data = _folder.File("cifar");
        Directory.CreateDirectory(data);
        var random = new Random(5);
        byte[] Records(int count)
        {
            var bytes = new byte[count * 3073];
            random.NextBytes(bytes);
            for (var i = 0; i < count; i++)
                bytes[i * 3073] = (byte)(i % 10);
            return bytes;
        }
        for (var part = 1; part <= 5; part++)
            File.WriteAllBytes(Path.Combine(data, $"data_batch_{part}.bin"), Records(4));
        File.WriteAllBytes(Path.Combine(data, "test_batch.bin"), Records(4));
        var weights = _folder.File("colour.safetensors");
        var session = await Session.RunAsync(
            "train",
            "z2-allcnn",
            "--data",
            data,
            "--epochs",
            "1",
            "--batch",
            "8",
            "--output",
            weights
        );
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(session.Error, Does.Contain("CIFAR-10"));
        var judged = await Session.RunAsync("evaluate", weights, "--data", data, "--json");
        Assert.That(judged.ExitCode, Is.Zero, judged.Error);
        Assert.That(judged.Json().GetProperty("examples").GetInt32(), Is.EqualTo(4));
    }
}
