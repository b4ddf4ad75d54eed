using System.Collections.Immutable;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>Small integer parameters and inputs of a surrogate, drawn from an explicit seed.</summary>
public static class IntegerData
{
    /// <summary>The largest magnitude of an input value.</summary>
    public const int InputMagnitude = 3;

    /// <summary>Integer inputs in −3 … 3.</summary>
    public static Signal<double> Input(FieldType type, int batch, int seed)
    {
        var random = new Random(seed);
        return Signal<double>.Generate(
            type,
            batch,
            _ => random.Next(-InputMagnitude, InputMagnitude + 1)
        );
    }

    /// <summary>
    /// Integer parameters of a surrogate. A kernel has at most the given number of non-zero values per output channel, from
    /// {−1, 1, 2}, or {−1, 1} below four; normalisations have small integers and running_var = 1 − ε.
    /// </summary>
    public static Parameters<double> Parameters(TypedOp surrogate, int nonZeros, int seed)
    {
        ArgumentNullException.ThrowIfNull(surrogate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nonZeros);
        var values = new Dictionary<string, ImmutableArray<double>>(StringComparer.Ordinal);
        var random = new Random(seed);
        foreach (var leaf in surrogate.Leaves())
        {
            var draw = leaf.Op.Fold(new Drawing(random, nonZeros));
            foreach (var declaration in leaf.Meaning.Parameters)
                values.Add(TypedOp.Join(leaf.Path, declaration.Name), draw(declaration));
        }
        return Parameters<double>.For(surrogate, values);
    }

    private sealed class Drawing(Random random, int nonZeros)
        : IOpFold<Func<ParameterDeclaration, ImmutableArray<double>>>
    {
        private int Magnitude => nonZeros >= 4 ? 2 : 1;

        public Func<ParameterDeclaration, ImmutableArray<double>> LiftingConvolution(
            Op.LiftingConvolution op
        ) => Kernel;

        public Func<ParameterDeclaration, ImmutableArray<double>> GroupConvolution(
            Op.GroupConvolution op
        ) => Kernel;

        public Func<ParameterDeclaration, ImmutableArray<double>> Pointwise(Op.Pointwise op) =>
            None;

        public Func<ParameterDeclaration, ImmutableArray<double>> BatchNormalization(
            Op.BatchNormalization op
        ) =>
            declaration =>
                [
                    .. Enumerable
                        .Range(0, declaration.Count)
                        .Select(_ =>
                            declaration.Name switch
                            {
                                "weight" => Factor(),
                                "running_var" => 1 - op.Epsilon.ToDouble(),
                                _ => (double)random.Next(-2, 4),
                            }
                        ),
                ];

        public Func<ParameterDeclaration, ImmutableArray<double>> Dropout(Op.Dropout op) => None;

        public Func<ParameterDeclaration, ImmutableArray<double>> SpatialPooling(
            Op.SpatialPooling op
        ) => None;

        public Func<ParameterDeclaration, ImmutableArray<double>> GlobalPooling(
            Op.GlobalPooling op
        ) => None;

        public Func<ParameterDeclaration, ImmutableArray<double>> GroupPooling(
            Op.GroupPooling op
        ) => None;

        public Func<ParameterDeclaration, ImmutableArray<double>> Sequence(Op.Sequence op) => None;

        public Func<ParameterDeclaration, ImmutableArray<double>> Sum(Op.Sum op) => None;

        public Func<ParameterDeclaration, ImmutableArray<double>> Concatenation(
            Op.Concatenation op
        ) => None;

        private static ImmutableArray<double> None(ParameterDeclaration declaration) =>
            throw new System.Diagnostics.UnreachableException(
                $"A block without parameters declares '{declaration.Name}'."
            );

        private double Factor() => random.Next(3) == 0 ? -1 : random.Next(1, Magnitude + 1);

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
