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
        string[] orders =
        [
            .. new (int Seed, int Epoch)[] { (0, 1), (0, 1), (0, 2), (1, 1) }.Select(at =>
                string.Join(' ', BatchPlan.Of(at.Seed, at.Epoch, 50, 50)[0])
            ),
        ];
        Assert.That(orders[0], Is.EqualTo(orders[1]));
        Assert.That(orders.Distinct().Count(), Is.EqualTo(3));
    }
}
