using System.Collections.Immutable;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>Small integer parameters and inputs of a surrogate, drawn from an explicit seed.</summary>
internal static class IntegerData
{
    private static readonly int[] Magnitudes = [1000, 31, 3];

    /// <summary>
    /// The densest kernels, halving from full ones, and the largest inputs whose <see cref="MagnitudeBound"/> is below a
    /// limit; without them, the bound of the sparsest and smallest.
    /// </summary>
    public static (IntegerDraw? Draw, double Bound) Draw(
        TypedOp surrogate,
        double limit,
        int seed
    ) => Draw(surrogate, limit, seed, isSigned: true);

    /// <summary>
    /// The data of an attempt. Behind many relus with few weights a signal of both signs dies out, so that the second half of
    /// the attempts draws no weight below 0.
    /// </summary>
    internal static (IntegerDraw? Draw, double Bound) Draw(
        TypedOp surrogate,
        double limit,
        IntegerOptions options,
        int attempt
    ) =>
        Draw(
            surrogate,
            limit,
            options.Seed + attempt,
            isSigned: attempt < (options.Attempts + 1) / 2
        );

    private static (IntegerDraw? Draw, double Bound) Draw(
        TypedOp surrogate,
        double limit,
        int seed,
        bool isSigned
    )
    {
        ArgumentNullException.ThrowIfNull(surrogate);
        for (var nonZeros = FullKernel(surrogate); ; nonZeros /= 2)
        {
            var parameters = Parameters(surrogate, nonZeros, seed, isSigned);
            MagnitudeBound? Below(int magnitude) =>
                MagnitudeBound.Below(limit, surrogate, parameters, magnitude);
            IntegerDraw Drawn(int magnitude) => new(parameters, nonZeros, magnitude, seed);
            // A bound grows with the inputs: where the smallest are too large, all are.
            if (Below(Magnitudes[^1]) is { } smallest)
            {
                foreach (var magnitude in Magnitudes.AsSpan(..^1))
                    if (Below(magnitude) is { } bound)
                        return (Drawn(magnitude), bound.Peak);
                return (Drawn(Magnitudes[^1]), smallest.Peak);
            }
            if (nonZeros == 1)
                return (null, MagnitudeBound.Of(surrogate, parameters, Magnitudes[^1]).Peak);
        }
    }

    /// <summary>Integer inputs in −m … m.</summary>
    public static Signal<double> Input(FieldType type, int batch, int magnitude, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(magnitude);
        var random = new Random(seed);
        return Signal<double>.Generate(type, batch, _ => random.Next(-magnitude, magnitude + 1));
    }

    /// <summary>
    /// Integer parameters of a surrogate. A kernel has at most the given number of non-zero values per output channel, from
    /// {−1, 1, 2}, or {−1, 1} below four; normalisations have small integers and running_var = 1 − ε.
    /// </summary>
    public static Parameters<double> Parameters(TypedOp surrogate, int nonZeros, int seed) =>
        Parameters(surrogate, nonZeros, seed, isSigned: true);

    // Without signs: no weight and no shift below 0, no mean above it.
    private static Parameters<double> Parameters(
        TypedOp surrogate,
        int nonZeros,
        int seed,
        bool isSigned
    )
    {
        ArgumentNullException.ThrowIfNull(surrogate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nonZeros);
        var values = new Dictionary<string, ImmutableArray<double>>(StringComparer.Ordinal);
        var drawing = new Drawing(new Random(seed), nonZeros, isSigned);
        foreach (var leaf in surrogate.Leaves())
        foreach (var declaration in leaf.Meaning.Parameters)
            values.Add(TypedOp.Join(leaf.Path, declaration.Name), drawing.Of(leaf.Op, declaration));
        return Parameters<double>.For(surrogate, values);
    }

    private static int FullKernel(TypedOp surrogate) =>
        surrogate
            .Leaves()
            .SelectMany(leaf => leaf.Meaning.Parameters)
            .Select(parameter => parameter.Count / parameter.Shape[0])
            .DefaultIfEmpty(1)
            .Max();

    private sealed class Drawing(Random random, int nonZeros, bool isSigned)
    {
        private int Magnitude => nonZeros >= 4 ? 2 : 1;

        public ImmutableArray<double> Of(Op.Elementary op, ParameterDeclaration declaration) =>
            op is Op.BatchNormalization normalization ? Affine(normalization, declaration)
            : declaration.Trained ? Kernel(declaration)
            : throw new System.Diagnostics.UnreachableException(
                $"'{declaration.Name}' is a statistic of no batch normalisation."
            );

        private ImmutableArray<double> Affine(
            Op.BatchNormalization op,
            ParameterDeclaration declaration
        ) =>
            [
                .. Enumerable
                    .Range(0, declaration.Count)
                    .Select(_ =>
                        declaration.Name switch
                        {
                            "weight" => Factor(),
                            "running_var" => 1 - op.Epsilon.ToDouble(),
                            "running_mean" when !isSigned => (double)random.Next(-3, 1),
                            "bias" when !isSigned => (double)random.Next(0, 4),
                            _ => (double)random.Next(-2, 4),
                        }
                    ),
            ];

        private double Factor() =>
            random.Next(3) == 0 ? (isSigned ? -1 : 1) : random.Next(1, Magnitude + 1);

        private ImmutableArray<double> Kernel(ParameterDeclaration declaration)
        {
            var values = new double[declaration.Count];
            var row = values.Length / declaration.Shape[0];
            var places = Enumerable.Range(0, row).ToArray();
            for (var start = 0; start < values.Length; start += row)
            {
                random.Shuffle(places);
                foreach (var place in places.AsSpan(0, Math.Min(nonZeros, row)))
                    values[start + place] = Factor();
            }
            return [.. values];
        }
    }
}

/// <summary>Integer data whose values stay below a limit.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="NonZeros">The largest number of non-zero kernel values per output channel.</param>
/// <param name="Magnitude">The largest magnitude of an input value.</param>
/// <param name="Seed">The seed.</param>
internal sealed record IntegerDraw(
    Parameters<double> Parameters,
    int NonZeros,
    int Magnitude,
    int Seed
)
{
    /// <summary>The inputs.</summary>
    public Signal<double> Input(FieldType type, int batch) =>
        IntegerData.Input(type, batch, Magnitude, Seed);
}
