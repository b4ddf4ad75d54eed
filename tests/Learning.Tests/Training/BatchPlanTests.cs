using AgeFormal.Learning.Training;

namespace AgeFormal.Learning.Tests.Training;

public sealed class BatchPlanTests
{
    [FsCheck.NUnit.Property]
    public void Batches_partition_the_examples(int seed, byte epoch, ushort count, byte size)
    {
        var (examples, each) = (count % 300 + 1, size % 40 + 1);
        var batches = BatchPlan.Of(seed, epoch, examples, each);
        Assert.That(
            batches.SelectMany(batch => batch).Order(),
            Is.EqualTo(Enumerable.Range(0, examples))
        );
        Assert.That(batches, Has.Length.EqualTo(BatchPlan.StepsOf(examples, each)));
        Assert.That(batches.Select(batch => batch.Length), Has.All.LessThanOrEqualTo(each + 1));
    }

    [Test]
    public void Epochs_and_seeds_have_orders_of_their_own()
    {
        int[] Order(int seed, int epoch) => [.. BatchPlan.Of(seed, epoch, 50, 50)[0]];
        Assert.That(Order(0, 1), Is.EqualTo(Order(0, 1)));
        Assert.That(Order(0, 1), Is.Not.EqualTo(Order(0, 2)));
        Assert.That(Order(0, 1), Is.Not.EqualTo(Order(1, 1)));
    }
}
