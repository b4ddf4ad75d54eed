namespace AgeFormal.Verification.Models;

/// <summary>
/// Seeded hash functions into 64-bit words. The finalizer is that of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), a bijection
/// of 64-bit words in which every input bit reaches every output bit.
/// </summary>
internal static class Mixing
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>The finalizer.</summary>
    public static ulong Finalize(ulong word)
    {
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return word ^ (word >> 31);
    }

    /// <summary>The state after one more word.</summary>
    public static ulong Add(ulong state, ulong word) =>
        Finalize(state + Gamma + Finalize(word + Gamma));

    /// <summary>The state after a text.</summary>
    public static ulong Add(ulong state, string text)
    {
        foreach (var letter in text)
            state = Add(state, letter);
        return Add(state, (ulong)text.Length);
    }
}
