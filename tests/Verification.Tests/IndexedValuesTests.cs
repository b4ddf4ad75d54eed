namespace AgeFormal.Verification.Tests;

/// <summary>Numbers over indices are what they say at every index.</summary>
public sealed class IndexedValuesTests
{
    private static readonly IndexVariable I = new(0, 2);
    private static readonly IndexVariable J = new(1, 3);
    private static readonly IndexVariable K = new(2, 4);

    private static double A(int i, int k) => 1 + i + 10 * k;

    private static double B(int k, int j) => 2 + k * j;

    private static IndexedValues OfA { get; } =
        IndexedValues.Read([new(2, I, null), new(4, K, null)], Table(2, 4, A));

    // The table's axes stand in another order than the slots.
    private static IndexedValues OfB { get; } =
        IndexedValues.Read([new(4, K, null), new(3, J, null)], Table(4, 3, B));

    [Test]
    public void A_product_and_a_sum_hold_at_all_indices_together()
    {
        Assert.That(OfB.Variables.Items, Is.EqualTo(new[] { J, K }));
        Assert.That((OfA * OfB).Variables.Items, Is.EqualTo(new[] { I, J, K }));
        Assert.That((OfA * OfB).Numbers, Is.EqualTo(All((i, j, k) => A(i, k) * B(k, j))));
        Assert.That((OfA + OfB).Numbers, Is.EqualTo(All((i, j, k) => A(i, k) + B(k, j))));
    }

    [Test]
    public void A_reduction_removes_its_variable()
    {
        var product = OfA * OfB;
        Assert.That(
            product.Sum(K).Numbers,
            Is.EqualTo(Table(2, 3, (i, j) => Enumerable.Range(0, 4).Sum(k => A(i, k) * B(k, j))))
        );
        Assert.That(
            product.Max(I).Numbers,
            Is.EqualTo(Table(3, 4, (j, k) => Enumerable.Range(0, 2).Max(i => A(i, k) * B(k, j))))
        );
    }

    [Test]
    public void Over_a_variable_that_does_not_occur_a_sum_multiplies_and_a_maximum_keeps()
    {
        Assert.That(OfA.Sum(J).Numbers, Is.EqualTo(OfA.Numbers.Select(value => 3 * value)));
        Assert.That(OfA.Max(J), Is.SameAs(OfA));
    }

    [Test]
    public void A_table_is_read_on_its_diagonal_at_an_index_and_at_its_largest()
    {
        var table = Table(3, 3, (a, b) => 10 * a + b);
        IndexedValues Read(AxisRead first, AxisRead second) =>
            IndexedValues.Read([first, second], table);

        Assert.That(
            Read(new(3, J, null), new(3, J, null)).Numbers,
            Is.EqualTo(new[] { 0.0, 11, 22 })
        );
        Assert.That(
            Read(new(3, null, 1), new(3, J, null)).Numbers,
            Is.EqualTo(new[] { 10.0, 11, 12 })
        );
        Assert.That(
            Read(new(3, J, null), new(3, null, null)).Numbers,
            Is.EqualTo(new[] { 2.0, 12, 22 })
        );
        Assert.That(
            Read(new(3, I, null), new(3, null, null)).Numbers,
            Is.EqualTo(new[] { 2.0, 12 })
        );
    }

    private static double[] Table(int rows, int columns, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, rows * columns).Select(at => value(at / columns, at % columns))];

    private static double[] All(Func<int, int, int, double> value) =>
        Table(6, 4, (ij, k) => value(ij / 3, ij % 3, k));
}
