namespace AgeFormal.Algebra;

/// <summary>The catalogue of point groups. Every entry is a checked finite subgroup of GL(d, ℤ).</summary>
/// <remarks>
/// Planar rotations by 90° are <c>rot90</c> of an image: counter-clockwise as displayed, (y, x) ↦ (−x, y) on coordinates.
/// The planar mirror of <c>pm</c>, <c>pmm</c> and <c>p4m</c> flips the row axis.
/// </remarks>
public static class PointGroups
{
    private static readonly IntMatrix Unit = IntMatrix.Identity(2);
    private static readonly IntMatrix Quarter = IntMatrix.Of(2, 0, -1, 1, 0);
    private static readonly IntMatrix Flip = IntMatrix.Of(2, -1, 0, 0, 1);
    private static readonly IntMatrix Swap = IntMatrix.Of(2, 0, 1, 1, 0);
    private static readonly IntMatrix Sixth = IntMatrix.Of(2, 0, -1, 1, 1);

    private static readonly (string, IntMatrix) SpatialQuarter = (
        "r",
        IntMatrix.Of(3, 1, 0, 0, 0, 0, -1, 0, 1, 0)
    );
    private static readonly (string, IntMatrix) SpatialHalf = (
        "u",
        IntMatrix.Of(3, -1, 0, 0, 0, -1, 0, 0, 0, 1)
    );
    private static readonly (string, IntMatrix) AxialHalf = (
        "w",
        IntMatrix.Of(3, 1, 0, 0, 0, -1, 0, 0, 0, -1)
    );
    private static readonly (string, IntMatrix) Diagonal = (
        "c",
        IntMatrix.Of(3, 0, 0, 1, 1, 0, 0, 0, 1, 0)
    );
    private static readonly (string, IntMatrix) Inversion = (
        "i",
        IntMatrix.Of(3, -1, 0, 0, 0, -1, 0, 0, 0, -1)
    );
    private static readonly (string, IntMatrix) DiagonalMirror = (
        "m",
        IntMatrix.Of(3, 1, 0, 0, 0, 0, 1, 0, 1, 0)
    );
    private static readonly (string, IntMatrix) DiagonalHalf = (
        "d",
        IntMatrix.Of(3, -1, 0, 0, 0, 0, -1, 0, -1, 0)
    );

    /// <summary>Translations only: H = C1.</summary>
    public static PointGroup P1 { get; } = PointGroup.Cyclic("C1", "p1", Lattice.Square, Unit);

    /// <summary>Half turns: H = C2.</summary>
    public static PointGroup P2 { get; } = PointGroup.Cyclic("C2", "p2", Lattice.Square, -Unit);

    /// <summary>Quarter turns: H = C4.</summary>
    public static PointGroup P4 { get; } = PointGroup.Cyclic("C4", "p4", Lattice.Square, Quarter);

    /// <summary>One mirror along an axis: H = D1, the first of its two classes in GL(2, ℤ).</summary>
    public static PointGroup Pm { get; } =
        PointGroup.Dihedral("D1", "pm", Lattice.Square, Unit, Flip);

    /// <summary>One mirror along a diagonal: H = D1, the second class.</summary>
    public static PointGroup Cm { get; } =
        PointGroup.Dihedral("D1", "cm", Lattice.Square, Unit, Swap);

    /// <summary>Two mirrors along the axes: H = D2, the first of its two classes.</summary>
    public static PointGroup Pmm { get; } =
        PointGroup.Dihedral("D2", "pmm", Lattice.Square, -Unit, Flip);

    /// <summary>Two mirrors along the diagonals: H = D2, the second class.</summary>
    public static PointGroup Cmm { get; } =
        PointGroup.Dihedral("D2", "cmm", Lattice.Square, -Unit, Swap);

    /// <summary>All symmetries of the square: H = D4.</summary>
    public static PointGroup P4m { get; } =
        PointGroup.Dihedral("D4", "p4m", Lattice.Square, Quarter, Flip);

    /// <summary>Rotations by 120°: H = C3.</summary>
    public static PointGroup P3 { get; } =
        PointGroup.Cyclic("C3", "p3", Lattice.Hexagonal, Sixth * Sixth);

    /// <summary>Rotations by 60°: H = C6.</summary>
    public static PointGroup P6 { get; } = PointGroup.Cyclic("C6", "p6", Lattice.Hexagonal, Sixth);

    /// <summary>H = D3 with mirrors perpendicular to shortest lattice vectors.</summary>
    public static PointGroup P3m1 { get; } =
        PointGroup.Dihedral("D3", "p3m1", Lattice.Hexagonal, Sixth * Sixth, Swap);

    /// <summary>H = D3 with mirrors along shortest lattice vectors.</summary>
    public static PointGroup P31m { get; } =
        PointGroup.Dihedral("D3", "p31m", Lattice.Hexagonal, Sixth * Sixth, -Swap);

    /// <summary>All symmetries of the hexagon: H = D6.</summary>
    public static PointGroup P6m { get; } =
        PointGroup.Dihedral("D6", "p6m", Lattice.Hexagonal, Sixth, Swap);

    /// <summary>Translations of ℤ³ only.</summary>
    public static PointGroup SpatialC1 { get; } = PointGroup.Generate("C1", "C1", Lattice.Cubic);

    /// <summary>Inversion through a point.</summary>
    public static PointGroup SpatialCi { get; } =
        PointGroup.Generate("C2", "Ci", Lattice.Cubic, Inversion);

    /// <summary>Half turns about one axis.</summary>
    public static PointGroup SpatialC2 { get; } =
        PointGroup.Generate("C2", "C2", Lattice.Cubic, AxialHalf);

    /// <summary>Half turns about the three axes.</summary>
    public static PointGroup SpatialD2 { get; } =
        PointGroup.Generate("D2", "D2", Lattice.Cubic, AxialHalf, SpatialHalf);

    /// <summary>The symmetries of a box with three unequal edges.</summary>
    public static PointGroup SpatialD2h { get; } =
        PointGroup.Generate("D2×C2", "D2h", Lattice.Cubic, AxialHalf, SpatialHalf, Inversion);

    /// <summary>Rotations about a diagonal of the cube.</summary>
    public static PointGroup SpatialC3 { get; } =
        PointGroup.Generate("C3", "C3", Lattice.Cubic, Diagonal);

    /// <summary>Rotations about a diagonal and half turns across it.</summary>
    public static PointGroup SpatialD3 { get; } =
        PointGroup.Generate("D3", "D3", Lattice.Cubic, Diagonal, DiagonalHalf);

    /// <summary>Quarter turns about one axis.</summary>
    public static PointGroup SpatialC4 { get; } =
        PointGroup.Generate("C4", "C4", Lattice.Cubic, SpatialQuarter);

    /// <summary>The rotations of a square prism.</summary>
    public static PointGroup SpatialD4 { get; } =
        PointGroup.Generate("D4", "D4", Lattice.Cubic, SpatialQuarter, SpatialHalf);

    /// <summary>All symmetries of a square prism.</summary>
    public static PointGroup SpatialD4h { get; } =
        PointGroup.Generate("D4×C2", "D4h", Lattice.Cubic, SpatialQuarter, SpatialHalf, Inversion);

    /// <summary>The rotations of the tetrahedron.</summary>
    public static PointGroup T { get; } =
        PointGroup.Generate("A4", "T", Lattice.Cubic, Diagonal, AxialHalf);

    /// <summary>T with inversion.</summary>
    public static PointGroup Th { get; } =
        PointGroup.Generate("A4×C2", "Th", Lattice.Cubic, Diagonal, AxialHalf, Inversion);

    /// <summary>All symmetries of the tetrahedron.</summary>
    public static PointGroup Td { get; } =
        PointGroup.Generate("S4", "Td", Lattice.Cubic, Diagonal, AxialHalf, DiagonalMirror);

    /// <summary>The rotations of the cube.</summary>
    public static PointGroup O { get; } =
        PointGroup.Generate("S4", "O", Lattice.Cubic, SpatialQuarter, Diagonal);

    /// <summary>All symmetries of the cube.</summary>
    public static PointGroup Oh { get; } =
        PointGroup.Generate("S4×C2", "Oh", Lattice.Cubic, SpatialQuarter, Diagonal, Inversion);

    /// <summary>The mirror of a line, under which signals of one axis are read backwards: H = D1.</summary>
    public static PointGroup LineMirror { get; } =
        PointGroup.Generate("D1", "line-m", Lattice.Line, ("m", IntMatrix.Of(1, -1)));

    /// <summary>
    /// The groups of a line, under which signals of one axis move. They are apart from the catalogue, whose laws are of planes
    /// and of space; networks over them are built and read programs tried as over any other.
    /// </summary>
    public static EqArray<PointGroup> OfLines { get; } = [LineMirror];

    /// <summary>Every group of the catalogue: square, hexagonal, cubic.</summary>
    public static EqArray<PointGroup> All { get; } =
    [
        P1,
        P2,
        P4,
        Pm,
        Cm,
        Pmm,
        Cmm,
        P4m,
        P3,
        P6,
        P3m1,
        P31m,
        P6m,
        SpatialC1,
        SpatialCi,
        SpatialC2,
        SpatialD2,
        SpatialD2h,
        SpatialC3,
        SpatialD3,
        SpatialC4,
        SpatialD4,
        SpatialD4h,
        T,
        Th,
        Td,
        O,
        Oh,
    ];

    /// <summary>Every group that a symbol names: those of the catalogue and those of a line.</summary>
    public static EqArray<PointGroup> Known { get; } = [.. All, .. OfLines];

    /// <summary>
    /// The group with a symbol, of the catalogue or of a line, compared without regard to case; <c>z2</c> is another word for
    /// <c>p1</c>.
    /// </summary>
    /// <exception cref="UnknownGroupException">No group has that symbol.</exception>
    public static PointGroup Parse(string symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        var wanted = string.Equals(symbol, "z2", StringComparison.OrdinalIgnoreCase)
            ? P1.Symbol
            : symbol;
        return Known.FirstOrDefault(group =>
                string.Equals(group.Symbol, wanted, StringComparison.OrdinalIgnoreCase)
            ) ?? throw new UnknownGroupException(symbol);
    }
}

/// <summary>A symbol names no group of the catalogue.</summary>
public sealed class UnknownGroupException : ArgumentException
{
    /// <summary>The unknown symbol.</summary>
    public UnknownGroupException(string symbol)
        : base(
            $"No group is called '{Excerpt.Of(symbol)}'; expected one of {string.Join(", ", Symbols)}.{NearestName.Hint(Nearest(symbol))}"
        )
    {
        Symbol = symbol;
        Suggestion = Nearest(symbol);
    }

    /// <summary>The symbol that was asked for.</summary>
    public string Symbol { get; }

    /// <summary>The symbol that was probably meant; null where none is near.</summary>
    public string? Suggestion { get; }

    private static IEnumerable<string> Symbols => PointGroups.Known.Select(group => group.Symbol);

    private static string? Nearest(string symbol) => NearestName.Among(Symbols, symbol);
}
