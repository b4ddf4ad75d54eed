using AgeFormal.Algebra;

namespace AgeFormal.Laws;

/// <summary>Finite groups that are no point groups, or are wanted without a lattice.</summary>
public static class KnownGroups
{
    /// <summary>ℤ_n under addition.</summary>
    public static FiniteGroup Cyclic(int order) =>
        FiniteGroup.FromValues(
            $"C{order}",
            Enumerable.Range(0, order).ToEqArray(),
            (a, b) => (a + b) % order,
            i => $"{i}"
        );

    /// <summary>Q8 = {±1, ±i, ±j, ±k}: index u + 4·s for (−1)^s times the unit u of 1, i, j, k.</summary>
    public static FiniteGroup Quaternion { get; } =
        FiniteGroup.FromCayleyTable(
            "Q8",
            ["1", "i", "j", "k", "−1", "−i", "−j", "−k"],
            Enumerable
                .Range(0, 8)
                .SelectMany(a => Enumerable.Range(0, 8).Select(b => QuaternionProduct(a, b)))
                .ToEqArray()
        );

    private static int QuaternionProduct(int a, int b)
    {
        var (u, v) = (a % 4, b % 4);
        var negative = u != 0 && v != 0 && (u == v || (v - u + 3) % 3 == 2);
        return (u ^ v) + 4 * ((a / 4 + b / 4 + (negative ? 1 : 0)) % 2);
    }
}
