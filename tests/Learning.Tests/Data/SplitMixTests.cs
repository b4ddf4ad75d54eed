using AgeFormal.Learning.Data;

namespace AgeFormal.Learning.Tests.Data;

public sealed class SplitMixTests
{
    // The first outputs of the published generator for seed 0 and seed 1234567.
    [Test]
    public void Values_are_those_of_the_published_generator()
    {
        Assert.That(SplitMix.Bits(0, 0), Is.EqualTo(0xE220A8397B1DCDAF));
        Assert.That(SplitMix.Bits(0, 1), Is.EqualTo(0x6E789E6AA1B965F4));
        Assert.That(SplitMix.Bits(1234567, 0), Is.EqualTo(6457827717110365317));
        Assert.That(SplitMix.Bits(1234567, 1), Is.EqualTo(3203168211198807973));
    }

    [Test]
    public void Unit_values_are_uniform()
    {
        const int count = 100_000;
        const int bins = 20;
        var histogram = new int[bins];
        for (ulong i = 0; i < count; i++)
            histogram[(int)(SplitMix.Unit(5, i) * bins)]++;
        double expected = (double)count / bins;
        double chiSquare = histogram.Sum(n => (n - expected) * (n - expected) / expected);
        // 43.8 is the 99.9 % quantile for 19 degrees of freedom.
        Assert.That(chiSquare, Is.LessThan(43.8));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1000)]
    public void A_permutation_has_every_item_once(int count) =>
        Assert.That(SplitMix.Permutation(6, count), Is.EquivalentTo(Enumerable.Range(0, count)));

    [Test]
    public void Every_permutation_of_three_items_is_as_likely()
    {
        const int draws = 6000;
        var counts = Enumerable
            .Range(0, draws)
            .GroupBy(seed =>
                string.Concat(SplitMix.Permutation(SplitMix.Stream(7, (ulong)seed), 3))
            )
            .Select(group => group.Count())
            .ToArray();
        double chiSquare = counts.Sum(n => (n - 1000.0) * (n - 1000.0) / 1000.0);
        Assert.That(counts, Has.Length.EqualTo(6));
        // 20.5 is the 99.9 % quantile for 5 degrees of freedom.
        Assert.That(chiSquare, Is.LessThan(20.5));
    }
}
