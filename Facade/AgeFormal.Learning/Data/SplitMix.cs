namespace AgeFormal.Learning.Data;

/// <summary>
/// The generator SplitMix64 with random access: value i of a seed is a pure function of both, so that what is drawn for
/// one item depends neither on the others nor on the order. Nothing here depends on a library's generator.
/// Source: Steele, Lea, Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
/// </summary>
public static class SplitMix
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private const double Resolution = 1.0 / (1L << 53);

    /// <summary>Value <paramref name="index"/> of the sequence of a seed: mix(seed + (index + 1)·γ) modulo 2⁶⁴.</summary>
    public static ulong Bits(ulong seed, ulong index)
    {
        unchecked
        {
            ulong z = seed + (index + 1) * Gamma;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A multiple of 2⁻⁵³, uniform in [0, 1): the upper 53 bits of <see cref="Bits"/>.</summary>
    public static double Unit(ulong seed, ulong index) => (Bits(seed, index) >> 11) * Resolution;

    /// <summary>The seed of an independent sequence, by number.</summary>
    public static ulong Stream(ulong seed, ulong number) => Bits(~seed, number);

    /// <summary>
    /// A permutation of 0 … count − 1 by the method of Fisher and Yates. The choice among k ≤ 2³¹ by the upper half of a
    /// product is uniform to within 2⁻³³.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not from 0 to 2²⁸.</exception>
    public static int[] Permutation(ulong seed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1 << 28);
        int[] items = [.. Enumerable.Range(0, count)];
        for (int last = count - 1; last > 0; last--)
        {
            int other = (int)Math.BigMul(Bits(seed, (ulong)last), (ulong)last + 1, out _);
            (items[last], items[other]) = (items[other], items[last]);
        }
        return items;
    }
}
