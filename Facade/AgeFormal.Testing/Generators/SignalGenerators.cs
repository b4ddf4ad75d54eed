using AgeFormal.Algebra;
using AgeFormal.Operators;
using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Testing.Generators;

/// <summary>Random field types and signals.</summary>
public static class SignalGenerators
{
    // Multiples of 2⁻²⁰ in [−1, 1]: exact in binary64.
    private const int Denominator = 1 << 20;

    private const int MostValues = 1 << 24;

    /// <summary>A type on any group of the catalogue: one to three channels, a symmetric grid of side 3, 4 or 5 as its lattice has it.</summary>
    public static Gen<FieldType> FieldType { get; } =
        GroupGenerators.PointGroup.SelectMany(FieldTypeOf);

    /// <summary>A type on a group.</summary>
    public static Gen<FieldType> FieldTypeOf(PointGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        // Hexagons have odd sides; a cube of side 3 keeps signals small.
        int[] sides = group.Lattice switch
        {
            Lattice.Square or Lattice.Line => [3, 4, 5],
            Lattice.Hexagonal => [3, 5],
            Lattice.Cubic => [2, 3],
            var other => throw new ArgumentOutOfRangeException(
                nameof(group),
                other,
                "A known lattice is expected."
            ),
        };
        return Gen.Elements(Fibre.Trivial, Fibre.Regular)
            .Zip(Gen.Choose(1, 3))
            .Zip(Gen.Elements(sides))
            .Select(choice => new FieldType(
                group,
                choice.Item1.Item1,
                choice.Item1.Item2,
                Region.On(group, choice.Item2)
            ));
    }

    /// <summary>A batch of integers in −m … m, for bit-equality. It shrinks towards zero.</summary>
    /// <param name="type">The type.</param>
    /// <param name="batch">The number of functions.</param>
    /// <param name="magnitude">m.</param>
    /// <exception cref="ArgumentException">The batch has none, or more than 2²⁴ values.</exception>
    public static Arbitrary<Signal<double>> Integers(
        FieldType type,
        int batch = 1,
        int magnitude = 9
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(magnitude);
        return Of(type, batch, Gen.Choose(-magnitude, magnitude).Select(value => (double)value));
    }

    /// <summary>A batch of numbers in [−1, 1]. It shrinks towards zero.</summary>
    /// <param name="type">The type.</param>
    /// <param name="batch">The number of functions.</param>
    public static Arbitrary<Signal<double>> Reals(FieldType type, int batch = 1) =>
        Of(
            type,
            batch,
            Gen.Choose(-Denominator, Denominator).Select(value => (double)value / Denominator)
        );

    /// <summary>Smaller signals: a half of the non-zero entries set to zero, then each alone.</summary>
    public static IEnumerable<Signal<double>> Shrink(Signal<double> signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var places = Enumerable
            .Range(0, signal.Values.Length)
            .Where(i => signal.Values[i] != 0)
            .ToArray();
        int[][] halves = [places[..(places.Length / 2)], places[(places.Length / 2)..]];
        return halves
            .Where(half => half.Length > 1)
            .Concat(places.Select(place => new[] { place }))
            .Select(zeros =>
            {
                var cleared = zeros.ToHashSet();
                return Signal<double>.Generate(
                    signal.Type,
                    signal.Batch,
                    i => cleared.Contains(i) ? 0 : signal.Values[i]
                );
            });
    }

    private static Arbitrary<Signal<double>> Of(FieldType type, int batch, Gen<double> value)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        var count = (Int128)batch * type.Channels * type.FibreSize * type.Grid.BoxCount;
        if (count < 1 || count > MostValues)
            throw new ArgumentException(
                $"{batch} × {type} would have {count} values, expected 1 to {MostValues}.",
                nameof(type)
            );
        return Arb.From(
            value
                .ArrayOf((int)count)
                .Select(values => Signal<double>.Generate(type, batch, i => values[i])),
            Shrink
        );
    }
}
