using System.Globalization;

namespace AgeFormal.Algebra;

/// <summary>A square matrix of integers, an element of the ring M(d, ℤ), stored row by row.</summary>
public sealed record IntMatrix
{
    /// <summary>The largest size: a determinant by expansion takes d! products.</summary>
    internal const int Largest = 8;

    private IntMatrix(int dimension, EqArray<int> entries)
    {
        Dimension = dimension;
        Entries = entries;
    }

    /// <summary>The number d of rows and columns.</summary>
    public int Dimension { get; }

    /// <summary>The d² entries, row by row.</summary>
    public EqArray<int> Entries { get; }

    /// <summary>The entry in a row and column, both counted from zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public int this[int row, int column] =>
        (uint)column < (uint)Dimension
            ? Entries[row * Dimension + column]
            : throw new ArgumentOutOfRangeException(
                nameof(column),
                column,
                $"A column from 0 to {Dimension - 1} is expected."
            );

    /// <summary>The matrix with the given entries, row by row.</summary>
    /// <exception cref="ArgumentException">d is not from 1 to 8, or the number of entries is not d².</exception>
    public static IntMatrix Of(int dimension, params ReadOnlySpan<int> entries)
    {
        RequireDimension(dimension);
        if (entries.Length != dimension * dimension)
            throw new ArgumentException(
                $"A {dimension}×{dimension} matrix has {dimension * dimension} entries, received {entries.Length}.",
                nameof(entries)
            );
        return new IntMatrix(dimension, EqArray.Create(entries));
    }

    /// <summary>The identity matrix.</summary>
    /// <exception cref="ArgumentException">d is not from 1 to 8.</exception>
    public static IntMatrix Identity(int dimension)
    {
        RequireDimension(dimension);
        return Build(dimension, (i, j) => i == j ? 1 : 0);
    }

    /// <summary>(AB)ᵢⱼ = Σₖ Aᵢₖ Bₖⱼ.</summary>
    /// <exception cref="ArgumentException">The sizes differ, or an entry leaves the range of 32-bit integers.</exception>
    public static IntMatrix operator *(IntMatrix left, IntMatrix right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Dimension != right.Dimension)
            throw new ArgumentException(
                $"Matrices of equal size are expected, received {left.Dimension}×{left.Dimension} and {right.Dimension}×{right.Dimension}.",
                nameof(right)
            );
        return Build(
            left.Dimension,
            (i, j) =>
                InRange(
                    Enumerable
                        .Range(0, left.Dimension)
                        .Aggregate(Int128.Zero, (sum, k) => sum + (Int128)left[i, k] * right[k, j])
                )
        );
    }

    /// <summary>−A.</summary>
    public static IntMatrix operator -(IntMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Build(matrix.Dimension, (i, j) => InRange(-(long)matrix[i, j]));
    }

    /// <summary>The product A·v with a column vector.</summary>
    /// <exception cref="ArgumentException">The length is not d, or an entry leaves the range of 32-bit integers.</exception>
    public EqArray<int> Apply(EqArray<int> vector)
    {
        if (vector.Count != Dimension)
            throw new ArgumentException(
                $"A vector of length {Dimension} is expected, received length {vector.Count}.",
                nameof(vector)
            );
        var result = new int[Dimension];
        for (var i = 0; i < Dimension; i++)
        {
            Int128 sum = 0;
            for (var j = 0; j < Dimension; j++)
                sum += (long)Entries[i * Dimension + j] * vector[j];
            result[i] = InRange(sum);
        }
        return EqArray.Create<int>(result);
    }

    /// <summary>Aᵀ.</summary>
    public IntMatrix Transpose() => Build(Dimension, (i, j) => this[j, i]);

    /// <summary>Σᵢ Aᵢᵢ.</summary>
    /// <exception cref="ArgumentException">The sum leaves the range of 32-bit integers.</exception>
    public int Trace() => InRange(Enumerable.Range(0, Dimension).Sum(i => (long)this[i, i]));

    /// <summary>det A, by expansion along the first row.</summary>
    /// <exception cref="ArgumentException">It or a minor leaves the range of 32-bit integers.</exception>
    public int Determinant() =>
        Dimension == 1
            ? this[0, 0]
            : InRange(
                Enumerable
                    .Range(0, Dimension)
                    .Aggregate(Int128.Zero, (sum, j) => sum + (Int128)this[0, j] * Cofactor(0, j))
            );

    /// <summary>A⁻¹ = det(A)·adj(A), which has integer entries exactly for det A = ±1.</summary>
    /// <exception cref="ArgumentException">The determinant is not ±1, so A is not in GL(d, ℤ).</exception>
    public IntMatrix Inverse()
    {
        var determinant = Determinant();
        if (determinant is not (1 or -1))
            throw new ArgumentException(
                $"An element of GL({Dimension}, ℤ) has determinant 1 or −1; {this} has {determinant}."
            );
        return Dimension == 1 ? this : Build(Dimension, (i, j) => determinant * Cofactor(j, i));
    }

    /// <summary>The rows in brackets, for example <c>[0 −1; 1 0]</c>.</summary>
    public override string ToString() =>
        "["
        + string.Join(
            "; ",
            Enumerable
                .Range(0, Dimension)
                .Select(i =>
                    string.Join(
                        ' ',
                        Enumerable
                            .Range(0, Dimension)
                            .Select(j =>
                                this[i, j].ToString(CultureInfo.InvariantCulture).Replace('-', '−')
                            )
                    )
                )
        )
        + "]";

    private int Cofactor(int row, int column)
    {
        var minor = new int[(Dimension - 1) * (Dimension - 1)];
        var next = 0;
        for (var i = 0; i < Dimension; i++)
        for (var j = 0; j < Dimension; j++)
            if (i != row && j != column)
                minor[next++] = this[i, j];
        var sign = (row + column) % 2 == 0 ? 1 : -1;
        return InRange((long)sign * Of(Dimension - 1, minor).Determinant());
    }

    private static void RequireDimension(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, Largest);
    }

    private static int InRange(Int128 value) =>
        value >= int.MinValue && value <= int.MaxValue
            ? (int)value
            : throw new ArgumentException(
                $"An entry within the 32-bit integers is expected, received {value}."
            );

    private static IntMatrix Build(int dimension, Func<int, int, int> entry)
    {
        var entries = new int[dimension * dimension];
        for (var i = 0; i < dimension; i++)
        for (var j = 0; j < dimension; j++)
            entries[i * dimension + j] = entry(i, j);
        return new IntMatrix(dimension, EqArray.Create<int>(entries));
    }
}
