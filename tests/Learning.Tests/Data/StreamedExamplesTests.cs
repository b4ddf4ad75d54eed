using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Tests.Training;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Tests.Data;

/// <summary>Images that are read as they are needed are those of memory, bit for bit.</summary>
[NonParallelizable]
public sealed class StreamedExamplesTests
{
    private static readonly Network Network = Catalogue.Parse("p4-cnn-w2-c2");

    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        foreach (var (name, label) in (ReadOnlySpan<(string, int)>)[("cats", 0), ("dogs", 1)])
        {
            Directory.CreateDirectory(_folder.File(name));
            for (int i = 0; i < 15; i++)
                PictureFile.Write(
                    Path.Combine(_folder.File(name), $"{i}.png"),
                    ImageSet.Of(
                        1,
                        [20 + i, 31],
                        [
                            .. Enumerable
                                .Range(0, (20 + i) * 31)
                                .Select(p =>
                                    (float)SplitMix.Unit((ulong)(i + 100 * label), (ulong)p)
                                ),
                        ],
                        []
                    )
                );
        }
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Streamed_sets_are_those_of_memory_bit_for_bit()
    {
        var op = Network.Elaborate();
        var folder = DataFolder.Recognise(_folder.Path);
        var (training, validation) = TrainingData.Load(folder, op.Input, seed: 3);
        var (first, second) = StreamedData.Open(folder, op, seed: 3);
        foreach (
            var (set, stream) in ((ImageSet, StreamedExamples)[])
                [(training, first), (validation, second)]
        )
        {
            using var streamed = stream;
            using var inMemory = ImageExamples.Of(set, op, "memory");
            Assert.That(streamed.Count, Is.EqualTo(set.Count));
            Assert.That(streamed.Preparation, Is.EqualTo(set.Preparation));
            Assert.That(streamed.Black, Is.EqualTo(inMemory.Black));
            Assert.That(streamed.Classes, Is.EqualTo(inMemory.Classes));
            foreach (
                int[] indices in (int[][])
                    [
                        [0],
                        [2, 1, 2],
                        [.. Enumerable.Range(0, set.Count)],
                    ]
            )
            {
                using var scope = NewDisposeScope();
                var (expected, found) = (inMemory.At(indices), streamed.At(indices));
                Assert.That(Equal(found.Images, expected.Images));
                Assert.That(Equal(found.Labels, expected.Labels));
            }
        }
    }

    [Test]
    public void A_training_by_streams_gives_the_weights_of_one_by_memory_and_goes_on()
    {
        var op = Network.Elaborate();
        var folder = DataFolder.Recognise(_folder.Path);
        var recipe = new TrainingRecipe
        {
            Epochs = 2,
            BatchSize = 6,
            Augmentation = new() { Rotation = 20 },
        };
        var (training, validation) = TrainingData.Load(folder, op.Input, seed: 3);
        var expected = TrainingLoop.Run(Network, training, validation, recipe);
        var (first, second) = StreamedData.Open(folder, op, seed: 3);
        using var examples = first;
        using var held = second;
        var collector = new StateCollector();
        var found = TrainingLoop.Run(
            TrainingLoop.Events(Network, examples, held, recipe, cadence: new() { Steps = 1 }),
            [collector]
        );
        Assert.That(found.Parameters.Tensors, Is.EqualTo(expected.Parameters.Tensors));
        Assert.That(found.History, Is.EqualTo(expected.History));
        var resumed = TrainingLoop.Run(
            TrainingLoop.Events(Network, examples, held, recipe, collector.States[2]),
            []
        );
        Assert.That(resumed.Parameters, Is.EqualTo(found.Parameters));
    }

    [Test]
    public void What_is_expected_is_read_on_another_thread_and_changes_no_value()
    {
        var op = Network.Elaborate();
        var source = new Watched(
            DataFolder.Recognise(_folder.Path).Open(DataSplit.Train, new PictureSize(28, 28))
        );
        var by = TrainedNetwork.Initial(Catalogue.Parse("p4-cnn")).RequirePreprocessing();
        using var examples = StreamedExamples.Of(source, null, by, op, "watched");
        using var scope = NewDisposeScope();
        var plain = examples.At([4, 5]);
        Assert.That(source.Threads, Is.EqualTo(new[] { Environment.CurrentManagedThreadId }));
        examples.Expect([4, 5]);
        examples.Expect([6]);
        examples.Expect([7, 8, 9]);
        var expected = examples.At([7, 8, 9]);
        Assert.That(source.Threads[^1], Is.Not.EqualTo(Environment.CurrentManagedThreadId));
        Assert.That(expected.Images.shape[0], Is.EqualTo(3));
        // Forgotten or not, the values are the same.
        Assert.That(Equal(examples.At([4, 5]).Images, plain.Images));
        Assert.Throws<ArgumentOutOfRangeException>(() => examples.Expect([30]));
        Assert.Throws<ArgumentOutOfRangeException>(() => examples.At([-1]));
    }

    [Test]
    public void A_file_that_is_damaged_meanwhile_is_named_whether_expected_or_not()
    {
        var op = Network.Elaborate();
        var (training, validation) = StreamedData.Open(
            DataFolder.Recognise(_folder.Path),
            op,
            seed: 3
        );
        using var examples = training;
        using var held = validation;
        foreach (var path in Directory.GetFiles(_folder.File("cats")))
            File.WriteAllBytes(path, [1, 2, 3]);
        int[] all = [.. Enumerable.Range(0, examples.Count)];
        for (int time = 0; time < 2; time++)
        {
            Assert.Throws<DataFormatException>(() => examples.At(all));
            examples.Expect(all);
        }
    }

    [Test]
    public void Names_lengths_and_the_choice_tell_streams_apart()
    {
        var op = Network.Elaborate();
        string Fingerprint(int seed)
        {
            var (training, validation) = StreamedData.Open(
                DataFolder.Recognise(_folder.Path),
                op,
                seed
            );
            using var examples = training;
            using var held = validation;
            return examples.Fingerprint;
        }
        var before = Fingerprint(3);
        Assert.That(Fingerprint(3), Is.EqualTo(before));
        Assert.That(Fingerprint(4), Is.Not.EqualTo(before));
        File.AppendAllText(Path.Combine(_folder.File("dogs"), "3.png"), "x");
        Assert.That(Fingerprint(3), Is.Not.EqualTo(before));
    }

    private static bool Equal(Tensor one, Tensor other) =>
        one.shape.SequenceEqual(other.shape) && one.bytes.SequenceEqual(other.bytes);

    private sealed class Watched(IImageSource source) : IImageSource
    {
        public List<int> Threads { get; } = [];

        public int Count => source.Count;

        public int Channels => source.Channels;

        public AgeFormal.Algebra.EqArray<int> Grid => source.Grid;

        public AgeFormal.Algebra.EqArray<string> Classes => source.Classes;

        public string Identity => source.Identity;

        public ImageSet Read(IReadOnlyList<int> indices)
        {
            lock (Threads)
                Threads.Add(Environment.CurrentManagedThreadId);
            return source.Read(indices);
        }
    }
}
