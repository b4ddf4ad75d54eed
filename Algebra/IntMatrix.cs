using System.Globalization;

namespace AgeFormal.Algebra;

/// <summary>A square matrix of integers, an element of the ring M(d, ℤ), stored row by row.</summary>
public sealed record IntMatrix
{
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
    public int this[int row, int column] => Entries[row * Dimension + column];

    /// <summary>The matrix with the given entries, row by row.</summary>
    /// <exception cref="ArgumentException">The number of entries is not d².</exception>
    public static IntMatrix Of(int dimension, params ReadOnlySpan<int> entries)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        if (entries.Length != dimension * dimension)
            throw new ArgumentException(
                $"A {dimension}×{dimension} matrix has {dimension * dimension} entries, received {entries.Length}.",
                nameof(entries)
            );
        return new IntMatrix(dimension, EqArray.Create(entries));
    }

    /// <summary>The identity matrix.</summary>
    public static IntMatrix Identity(int dimension) => Build(dimension, (i, j) => i == j ? 1 : 0);

    /// <summary>(AB)ᵢⱼ = Σₖ Aᵢₖ Bₖⱼ.</summary>
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
            (i, j) => Enumerable.Range(0, left.Dimension).Sum(k => left[i, k] * right[k, j])
        );
    }

    /// <summary>−A.</summary>
    public static IntMatrix operator -(IntMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Build(matrix.Dimension, (i, j) => -matrix[i, j]);
    }

    /// <summary>The product A·v with a column vector.</summary>
    public EqArray<int> Apply(EqArray<int> vector)
    {
        if (vector.Count != Dimension)
            throw new ArgumentException(
                $"A vector of length {Dimension} is expected, received length {vector.Count}.",
                nameof(vector)
            );
        var result = new int[Dimension];
        for (var i = 0; i < Dimension; i++)
        for (var j = 0; j < Dimension; j++)
            result[i] += this[i, j] * vector[j];
        return EqArray.Create<int>(result);
    }

    /// <summary>Aᵀ.</summary>
    public IntMatrix Transpose() => Build(Dimension, (i, j) => this[j, i]);

    /// <summary>Σᵢ Aᵢᵢ.</summary>
    public int Trace() => Enumerable.Range(0, Dimension).Sum(i => this[i, i]);

    /// <summary>det A, by expansion along the first row.</summary>
    public int Determinant() =>
        Dimension == 1
            ? this[0, 0]
            : Enumerable.Range(0, Dimension).Sum(j => this[0, j] * Cofactor(0, j));

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
        return sign * Of(Dimension - 1, minor).Determinant();
    }

    private static IntMatrix Build(int dimension, Func<int, int, int> entry)
    {
        var entries = new int[dimension * dimension];
        for (var i = 0; i < dimension; i++)
        for (var j = 0; j < dimension; j++)
            entries[i * dimension + j] = entry(i, j);
        return new IntMatrix(dimension, EqArray.Create<int>(entries));
    }
}
