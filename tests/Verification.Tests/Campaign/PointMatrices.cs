using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>
/// Finite subgroups H of GL(d, ℤ) as lists of matrices, written down here and closed under multiplication. Nothing is taken
/// from the catalogue, so an error there shows as a disagreement.
/// </summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Dimension">d.</param>
/// <param name="IsHexagonal">Whether windows of one side are hexagons.</param>
/// <param name="Matrices">The elements, row by row; the unit matrix first.</param>
/// <param name="GeneratorCount">The elements 1 … GeneratorCount generate the group.</param>
internal sealed record PointMatrices(
    string Symbol,
    int Dimension,
    bool IsHexagonal,
    int[][] Matrices,
    int GeneratorCount
)
{
    private static readonly int[] Half = [-1, 0, 0, -1];
    private static readonly int[] Quarter = [0, -1, 1, 0];
    private static readonly int[] Flip = [-1, 0, 0, 1];
    private static readonly int[] Swap = [0, 1, 1, 0];
    private static readonly int[] Sixth = [0, -1, 1, 1];
    private static readonly int[] Third = [-1, -1, 1, 0];
    private static readonly int[] Antiswap = [0, -1, -1, 0];
    private static readonly int[] Inversion = [-1, 0, 0, 0, -1, 0, 0, 0, -1];
    private static readonly int[] HalfAboutFirst = [1, 0, 0, 0, -1, 0, 0, 0, -1];
    private static readonly int[] HalfAboutLast = [-1, 0, 0, 0, -1, 0, 0, 0, 1];
    private static readonly int[] QuarterAboutFirst = [1, 0, 0, 0, 0, -1, 0, 1, 0];
    private static readonly int[] Cycle = [0, 0, 1, 1, 0, 0, 0, 1, 0];
    private static readonly int[] DiagonalHalf = [-1, 0, 0, 0, 0, -1, 0, -1, 0];
    private static readonly int[] DiagonalMirror = [1, 0, 0, 0, 0, 1, 0, 1, 0];

    /// <summary>Every group that a design can name.</summary>
    public static IReadOnlyList<PointMatrices> All { get; } =
    [
        Plane("p1", false),
        Plane("p2", false, Half),
        Plane("p4", false, Quarter),
        Plane("pm", false, Flip),
        Plane("cm", false, Swap),
        Plane("pmm", false, Half, Flip),
        Plane("cmm", false, Half, Swap),
        Plane("p4m", false, Quarter, Flip),
        Plane("p3", true, Third),
        Plane("p6", true, Sixth),
        Plane("p3m1", true, Third, Swap),
        Plane("p31m", true, Third, Antiswap),
        Plane("p6m", true, Sixth, Swap),
        Space("C1"),
        Space("Ci", Inversion),
        Space("C2", HalfAboutFirst),
        Space("D2", HalfAboutFirst, HalfAboutLast),
        Space("D2h", HalfAboutFirst, HalfAboutLast, Inversion),
        Space("C3", Cycle),
        Space("D3", Cycle, DiagonalHalf),
        Space("C4", QuarterAboutFirst),
        Space("D4", QuarterAboutFirst, HalfAboutLast),
        Space("D4h", QuarterAboutFirst, HalfAboutLast, Inversion),
        Space("T", Cycle, HalfAboutFirst),
        Space("Th", Cycle, HalfAboutFirst, Inversion),
        Space("Td", Cycle, HalfAboutFirst, DiagonalMirror),
        Space("O", QuarterAboutFirst, Cycle),
        Space("Oh", QuarterAboutFirst, Cycle, Inversion),
    ];

    /// <summary>|H|.</summary>
    public int Order => Matrices.Length;

    /// <summary>Whether h·k = k·h throughout.</summary>
    public bool IsAbelian =>
        Matrices.All(h => Matrices.All(k => Times(h, k).SequenceEqual(Times(k, h))));

    /// <summary>The group with a symbol.</summary>
    public static PointMatrices Of(string symbol) => All.Single(group => group.Symbol == symbol);

    /// <summary>
    /// The groups on which a claim is judged: the named one; else the planar ones of order at most 8 and, where no window
    /// is a box or a hexagon of the plane, three in space.
    /// </summary>
    public static IReadOnlyList<PointMatrices> For(Design design)
    {
        if (design.Group is GroupCondition.Named named)
            return [Of(named.Symbol)];
        string[] symbols = ["p2", "p4", "pm", "cm", "pmm", "p4m", "p3", "p3m1"];
        string[] inSpace = ["C4", "D4", "T"];
        var isOpen = design.Windows.All(window => window.Shape is null or WindowShape.Side);
        return
        [
            .. (isOpen ? symbols.Concat(inSpace) : symbols)
                .Select(Of)
                .Where(group => design.Group is not GroupCondition.Abelian || group.IsAbelian),
        ];
    }

    /// <summary>The index of a matrix, −1 when it is not in the group.</summary>
    public int IndexOf(ReadOnlySpan<int> matrix)
    {
        for (var h = 0; h < Order; h++)
            if (matrix.SequenceEqual(Matrices[h]))
                return h;
        return -1;
    }

    /// <summary>h ▹ x.</summary>
    public int[] Act(int h, int[] x)
    {
        var image = new int[Dimension];
        for (var i = 0; i < Dimension; i++)
        for (var j = 0; j < Dimension; j++)
            image[i] += Matrices[h][i * Dimension + j] * x[j];
        return image;
    }

    /// <summary>h·k as an index.</summary>
    public int Product(int h, int k) => IndexOf(Times(Matrices[h], Matrices[k]));

    /// <inheritdoc/>
    public override string ToString() => Symbol;

    private static PointMatrices Plane(
        string symbol,
        bool isHexagonal,
        params int[][] generators
    ) => Generated(symbol, 2, isHexagonal, generators);

    private static PointMatrices Space(string symbol, params int[][] generators) =>
        Generated(symbol, 3, false, generators);

    private static PointMatrices Generated(
        string symbol,
        int dimension,
        bool isHexagonal,
        int[][] generators
    )
    {
        var unit = new int[dimension * dimension];
        for (var i = 0; i < dimension; i++)
            unit[i * dimension + i] = 1;
        var elements = new List<int[]> { unit };
        elements.AddRange(generators);
        for (var next = 0; next < elements.Count; next++)
            foreach (var generator in generators)
            {
                var product = Times(generator, elements[next]);
                if (!elements.Any(known => known.SequenceEqual(product)))
                    elements.Add(product);
                if (elements.Count > 48)
                    throw new InvalidOperationException(
                        $"{symbol}: the generators are expected to generate at most 48 matrices."
                    );
            }
        return new(symbol, dimension, isHexagonal, [.. elements], generators.Length);
    }

    private static int[] Times(int[] left, int[] right)
    {
        var d = left.Length == 4 ? 2 : 3;
        var product = new int[d * d];
        for (var i = 0; i < d; i++)
        for (var j = 0; j < d; j++)
        for (var k = 0; k < d; k++)
            product[i * d + j] += left[i * d + k] * right[k * d + j];
        return product;
    }
}
