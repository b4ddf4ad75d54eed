using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Facade.Data;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.Networks;
using AgeFormal.Networks.Building;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Tests.Training;

/// <summary>Several processes with a part of each batch are one process with the whole; threads stand for them here.</summary>
[NonParallelizable]
public sealed class JointTrainingTests
{
    private static readonly ImageSet Examples = DigitSample.Embedded().Slice(0, 43);
    private static readonly ImageSet Held = DigitSample.Embedded().Slice(43, 20);

    // Dropout draws from the one generator of the process, which threads share; processes do not.
    private static readonly Network Network = Equivariant
        .On(PointGroups.P4)
        .Input(channels: 1, size: 28)
        .Lift(3, 5)
        .BatchNorm()
        .Relu()
        .MaxPool(4)
        .Convolve(4, 3)
        .BatchNorm()
        .Relu()
        .Convolve(10, 1)
        .GlobalPool()
        .PoolOverGroup()
        .Build("joint");

    // 50 steps: 10 of 4 and one of 3 in an epoch.
    private static readonly TrainingRecipe Recipe = new()
    {
        Epochs = 5,
        BatchSize = 4,
        Precision = TrainingPrecision.Double,
    };

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(5)]
    public void Fifty_joint_steps_equal_those_of_one_process(int ranks)
    {
        foreach (
            var recipe in (TrainingRecipe[])
                [
                    Recipe,
                    Recipe with
                    {
                        Optimizer = new Optimizer.Sgd(),
                        LearningRate = 0.01,
                        GradientNorm = 1,
                        LabelSmoothing = 0.1,
                        Average = 0.9,
                        KeepBest = true,
                        Augmentation = new() { Rotation = 20, Shift = 1 },
                    },
                ]
        )
        {
            var alone = Trained(recipe, null);
            var together = Together(recipe, ranks);
            Assert.That(alone.Position.Update, Is.EqualTo(55));
            foreach (var state in together)
                Assert.That(state, Is.EqualTo(together[0]), "the same bits in every process");
            foreach (var (name, tensor) in alone.Values.Parameters.Tensors)
                Assert.That(
                    Difference(tensor, together[0].Values.Parameters[name]),
                    Is.LessThan(1e-5),
                    name
                );
            Assert.That(
                together[0].History[^1].ValidationLoss,
                Is.EqualTo(alone.History[^1].ValidationLoss).Within(1e-5).Percent
            );
        }
    }

    // Parts are summed in another order than the whole.
    [TestCase(2, false)]
    [TestCase(3, false)]
    [TestCase(2, true)]
    [TestCase(3, true)]
    public void Fifty_joint_steps_in_single_precision_equal_those_of_one_process(
        int ranks,
        bool isAdam
    )
    {
        var recipe = Recipe with
        {
            Precision = TrainingPrecision.Single,
            Optimizer = isAdam ? new Optimizer.Adam() : new Optimizer.Sgd(),
            LearningRate = isAdam ? 1e-3 : 0.01,
        };
        var alone = Trained(recipe, null);
        var together = Together(recipe, ranks);
        var differences = alone
            .Values.Parameters.Tensors.Select(entry =>
                (
                    entry.Key,
                    By: Apart(entry.Value, together[0].Values.Parameters[entry.Key])
                        / Scale(entry.Key, alone.Values.Parameters)
                )
            )
            .ToArray();
        foreach (var (name, by) in differences)
            TestContext.Out.WriteLine($"{name} {by:E1}");
        foreach (var state in together)
            Assert.That(state, Is.EqualTo(together[0]), "the same bits in every process");
        foreach (var (name, by) in differences)
            Assert.That(by, Is.LessThan(1e-5), name);
    }

    [FsCheck.NUnit.Property]
    public void Ranks_partition_a_batch(byte size, byte ranks)
    {
        int[] batch = [.. Enumerable.Range(100, size + 1)];
        var parts = Enumerable
            .Range(0, ranks % 9 + 1)
            .Select(rank => JointPart.Of(new Silent(rank, ranks % 9 + 1), batch))
            .ToArray();
        Assert.That(
            parts.Where(part => part.Counts).SelectMany(part => part.Indices),
            Is.EqualTo(batch)
        );
        foreach (var part in parts)
            Assert.That(
                part.Indices,
                Is.EqualTo(batch.Skip((int)part.First).Take(part.Indices.Length))
            );
        var counted = parts
            .Where(part => part.Counts)
            .Select(part => part.Indices.Length)
            .ToArray();
        Assert.That(counted.Max() - counted.Min(), Is.LessThanOrEqualTo(1));
    }

    private static double Difference(TensorData one, TensorData other) =>
        Apart(one, other) / Math.Max(1e-12, Largest(one));

    private static double Apart(TensorData one, TensorData other) =>
        one.ToDouble().Zip(other.ToDouble(), (x, y) => Math.Abs(x - y)).Max();

    private static double Largest(TensorData one) => one.ToDouble().Max(Math.Abs);

    // The rounding of a mean is relative to what it is the mean of: that cancels in a mean near 0.
    private static double Scale(string name, TensorFile parameters)
    {
        const string mean = "running_mean";
        var own = Largest(parameters[name]);
        return name.EndsWith(mean, StringComparison.Ordinal)
            ? Math.Max(
                own,
                Math.Sqrt(
                    Largest(parameters[name.Replace(mean, "running_var", StringComparison.Ordinal)])
                )
            )
            : Math.Max(1e-12, own);
    }

    private static TrainingState[] Together(TrainingRecipe recipe, int ranks)
    {
        using var meeting = new Meeting(ranks);
        var states = new TrainingState[ranks];
        Thread[] threads =
        [
            .. Enumerable
                .Range(0, ranks)
                .Select(rank => new Thread(() =>
                    states[rank] = Trained(recipe, new Member(meeting, rank, ranks))
                )),
        ];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return states;
    }

    private static TrainingState Trained(TrainingRecipe recipe, ICollective? processes)
    {
        var collector = new StateCollector();
        TrainingLoop.Run(Network, Examples, Held, recipe, null, [collector], processes: processes);
        return collector.States[^1];
    }

    private sealed class Meeting(int ranks) : IDisposable
    {
        private readonly Barrier _barrier = new(ranks);
        private readonly byte[][] _brought = new byte[ranks][];

        public void Dispose() => _barrier.Dispose();

        public byte[][] Exchange(int rank, byte[] own)
        {
            _brought[rank] = own;
            _barrier.SignalAndWait();
            byte[][] all = [.. _brought];
            _barrier.SignalAndWait();
            return all;
        }
    }

    private sealed class Member(Meeting meeting, int rank, int ranks) : ICollective
    {
        public int Rank => rank;

        public int Ranks => ranks;

        public void Gather(ReadOnlySpan<byte> own, Span<byte> all)
        {
            foreach (var (index, part) in meeting.Exchange(rank, own.ToArray()).Index())
                part.CopyTo(all[(index * own.Length)..]);
        }
    }

    private sealed record Silent(int Rank, int Ranks) : ICollective
    {
        public void Gather(ReadOnlySpan<byte> own, Span<byte> all) =>
            throw new NotSupportedException();
    }
}
