namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>Random data, drawn where they are first read; a place has one value, whatever the order of reading.</summary>
internal static class Draws
{
    /// <summary>Data of two kinds from a seed.</summary>
    public static Data Of(NumberKind signal, NumberKind parameters, Torus torus, int seed)
    {
        var values = new Dictionary<(int, ulong), double>();
        double Value(NumberKind kind, int what, ulong place)
        {
            if (!values.TryGetValue((what, place), out var value))
                values[(what, place)] = value = kind.Draw(
                    new Random((int)(Mixed(Mixed((ulong)seed, (ulong)what + 1), place) >> 33))
                );
            return value;
        }
        return new(
            (channel, element) => Value(signal, 0, (ulong)(uint)channel << 32 | (uint)element),
            (parameter, index) =>
                Value(
                    parameters,
                    1 + parameter,
                    index.Aggregate(0UL, (all, i) => Mixed(all, (ulong)i))
                ),
            name =>
                (int)(
                    name.Aggregate(Mixed((ulong)seed, 7), (all, letter) => Mixed(all, letter))
                    % (ulong)torus.Order
                )
        );
    }

    // SplitMix64.
    private static ulong Mixed(ulong state, ulong by)
    {
        var z = state * 0x9E3779B97F4A7C15 + by + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
