using System.Text.Json;
using System.Xml.Linq;
using AgeFormal.Facade.Data;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;

namespace AgeFormal.Learning.Tests.Training;

[NonParallelizable]
public sealed class ObserverTests
{
    private static readonly TrainingRecipe Short = new() { Epochs = 2, BatchSize = 8 };
    private static readonly ImageSet Examples = DigitSample.Embedded().Slice(0, 24);
    private static readonly ImageSet Held = DigitSample.Embedded().Slice(24, 10);

    [Test]
    public void Observers_change_nothing_and_write_what_happened()
    {
        using var folder = new TemporaryFolder();
        var residuals = new List<(int Epoch, double Largest)>();
        var op = SmallNetworks.Digits.Elaborate();
        var watched = TrainingLoop.Run(
            SmallNetworks.Digits,
            Examples,
            Held,
            Short,
            null,
            [
                new CheckpointWriter(folder.File("checkpoint.safetensors")),
                HistoryWriter.Csv(folder.File("history.csv")),
                HistoryWriter.JsonLines(folder.File("history.jsonl")),
                new CurveWriter(folder.File("curve.svg")),
                new TensorBoardWriter(folder.File("board")),
                new EquivarianceWatch(
                    Held.Slice(0, 2).ToSignal(op.Input),
                    (epoch, report) =>
                    {
                        Assert.That(report.IsWithinTolerance);
                        residuals.Add((epoch, report.Largest ?? double.NaN));
                    }
                ),
            ],
            new CheckpointCadence { Steps = 2 }
        );
        var alone = TrainingLoop.Run(SmallNetworks.Digits, Examples, Held, Short);
        Assert.That(watched.Parameters, Is.EqualTo(alone.Parameters));
        Assert.That(watched.History, Is.EqualTo(alone.History));
        Assert.That(
            TrainingState.Read(folder.File("checkpoint.safetensors")).History,
            Is.EqualTo(alone.History)
        );
        Assert.That(residuals.Select(one => one.Epoch), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(
            residuals.Select(one => one.Largest),
            Has.All.GreaterThan(0).And.All.LessThan(1e-12)
        );
        var csv = File.ReadAllLines(folder.File("history.csv"));
        Assert.That(csv, Has.Length.EqualTo(3));
        Assert.That(
            double.Parse(csv[2].Split(',')[2], System.Globalization.CultureInfo.InvariantCulture),
            Is.EqualTo(alone.History[1].TrainingLoss)
        );
        var lines = File.ReadAllLines(folder.File("history.jsonl"));
        Assert.That(
            JsonDocument.Parse(lines[0]).RootElement.GetProperty("validationLoss").GetDouble(),
            Is.EqualTo(alone.History[0].ValidationLoss)
        );
        var curve = XDocument.Load(folder.File("curve.svg"));
        Assert.That(
            curve
                .Descendants()
                .Where(part => part.Name.LocalName == "text")
                .Select(text => text.Value),
            Is.SupersetOf(["training loss", "validation loss", "validation error", "epoch"])
        );
        Assert.That(
            Directory.GetFiles(folder.File("board")).Sum(file => new FileInfo(file).Length),
            Is.GreaterThan(100)
        );
    }

    [Test]
    public void Between_two_events_nothing_runs()
    {
        using var examples = ImageExamples.Of(Examples, SmallNetworks.Digits.Elaborate(), "some");
        var events = TrainingLoop.Events(
            SmallNetworks.Digits,
            examples,
            null,
            Short with
            {
                Epochs = 100_000,
            }
        );
        Assert.That(
            events.Take(3).Select(happened => happened.GetType().Name),
            Is.EqualTo(new[] { "Started", "StepDone", "StepDone" })
        );
    }

    [Test]
    public void A_training_that_cannot_write_its_state_says_so_and_leaves_the_one_before()
    {
        using var folder = new TemporaryFolder();
        var absent = Path.Combine(folder.Path, "absent", "state.safetensors");
        Assert.That(
            () =>
                TrainingLoop.Run(
                    SmallNetworks.Digits,
                    Examples,
                    Held,
                    Short,
                    null,
                    [new CheckpointWriter(absent)]
                ),
            Throws.InstanceOf<IOException>()
        );
    }

    [Test]
    public void An_interrupted_training_hands_out_its_state()
    {
        using var source = new CancellationTokenSource();
        var collector = new StateCollector();
        var steps = 0;
        Assert.That(
            () =>
                TrainingLoop.Run(
                    SmallNetworks.Digits,
                    Examples,
                    Held,
                    Short,
                    null,
                    [
                        collector,
                        new Watching(happened =>
                        {
                            if (happened is TrainingEvent.StepDone && ++steps == 4)
                                source.Cancel();
                        }),
                    ],
                    cancellation: source.Token
                ),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(collector.States[^1].Position.Update, Is.EqualTo(4));
        Assert.That(
            TrainingLoop
                .Run(SmallNetworks.Digits, Examples, Held, Short, collector.States[^1], [])
                .Parameters,
            Is.EqualTo(TrainingLoop.Run(SmallNetworks.Digits, Examples, Held, Short).Parameters)
        );
    }

    private sealed class Watching(Action<TrainingEvent> see) : ITrainingObserver
    {
        public void Observe(TrainingEvent happened) => see(happened);
    }
}
