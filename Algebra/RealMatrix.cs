namespace AgeFormal.Algebra;

/// <summary>A square matrix of doubles, stored row by row.</summary>
public sealed record RealMatrix
{
    private const int Largest = 4096;

    private RealMatrix(int dimension, EqArray<double> entries)
    {
        Dimension = dimension;
        Entries = entries;
    }

    /// <summary>The number d of rows and columns.</summary>
    public int Dimension { get; }

    /// <summary>The d² entries, row by row.</summary>
    public EqArray<double> Entries { get; }

    /// <summary>The entry in a row and column, both counted from zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public double this[int row, int column] =>
        (uint)column < (uint)Dimension
            ? Entries[row * Dimension + column]
            : throw new ArgumentOutOfRangeException(
                nameof(column),
                column,
                $"A column from 0 to {Dimension - 1} is expected."
            );

    /// <summary>The matrix with the given entries, row by row.</summary>
    /// <exception cref="ArgumentException">The number of entries is not d².</exception>
    public static RealMatrix Of(int dimension, params ReadOnlySpan<double> entries)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        if (entries.Length != (long)dimension * dimension)
            throw new ArgumentException(
                $"A {dimension}×{dimension} matrix has {(long)dimension * dimension} entries, received {entries.Length}.",
                nameof(entries)
            );
        return new RealMatrix(dimension, EqArray.Create(entries));
    }

    /// <summary>The matrix with the given entry function.</summary>
    /// <exception cref="ArgumentOutOfRangeException">d is not from 1 to 4096.</exception>
    public static RealMatrix Build(int dimension, Func<int, int, double> entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, Largest);
        var entries = new double[dimension * dimension];
        for (var i = 0; i < dimension; i++)
        for (var j = 0; j < dimension; j++)
            entries[i * dimension + j] = entry(i, j);
        return Of(dimension, entries);
    }

    /// <summary>The identity matrix.</summary>
    public static RealMatrix Identity(int dimension) => Build(dimension, (i, j) => i == j ? 1 : 0);

    /// <summary>The matrix with the given blocks on its diagonal.</summary>
    public static RealMatrix BlockDiagonal(params ReadOnlySpan<RealMatrix> blocks)
    {
        var dimension = 0;
        foreach (var block in blocks)
        {
            ArgumentNullException.ThrowIfNull(block, nameof(blocks));
            dimension += block.Dimension;
            ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, Largest, nameof(blocks));
        }
        var entries = new double[dimension * dimension];
        var offset = 0;
        foreach (var block in blocks)
        {
            for (var i = 0; i < block.Dimension; i++)
            for (var j = 0; j < block.Dimension; j++)
                entries[(offset + i) * dimension + offset + j] = block[i, j];
            offset += block.Dimension;
        }
        return Of(dimension, entries);
    }

    /// <summary>(AB)ᵢⱼ = Σₖ Aᵢₖ Bₖⱼ.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static RealMatrix operator *(RealMatrix left, RealMatrix right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        RequireEqualSize(left, right);
        var n = left.Dimension;
        var a = left.Entries.AsSpan();
        var b = right.Entries.AsSpan();
        var product = new double[n * n];
        for (var i = 0; i < n; i++)
        for (var k = 0; k < n; k++)
        {
            var factor = a[i * n + k];
            for (var j = 0; j < n; j++)
                product[i * n + j] += factor * b[k * n + j];
        }
        return Of(n, product);
    }

    /// <summary>Aᵀ.</summary>
    public RealMatrix Transpose() => Build(Dimension, (i, j) => this[j, i]);

    /// <summary>Σᵢ Aᵢᵢ.</summary>
    public double Trace() => Enumerable.Range(0, Dimension).Sum(i => this[i, i]);

    /// <summary>max |Aᵢⱼ − Bᵢⱼ|, NaN when an entry is.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public double Distance(RealMatrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        RequireEqualSize(this, other);
        return Entries.Zip(other.Entries, (a, b) => Math.Abs(a - b)).Aggregate(0.0, Math.Max);
    }

    private static void RequireEqualSize(RealMatrix left, RealMatrix right)
    {
        if (left.Dimension != right.Dimension)
            throw new ArgumentException(
                $"Matrices of equal size are expected, received {left.Dimension}×{left.Dimension} and {right.Dimension}×{right.Dimension}.",
                nameof(right)
            );
    }
}
