namespace AgeFormal.Algebra;

/// <summary>The lattices on which a point group of the catalogue acts.</summary>
public enum Lattice
{
    /// <summary>ℤ², axes (row y, column x).</summary>
    Square,

    /// <summary>The hexagonal lattice in axial coordinates: two axes that enclose 60°.</summary>
    Hexagonal,

    /// <summary>ℤ³, axes (depth z, row y, column x).</summary>
    Cubic,

    /// <summary>ℤ, one axis.</summary>
    Line,
}

/// <summary>
/// A finite subgroup H of GL(d, ℤ): the symmetries of a lattice that fix a point. The group of a network is ℤ^d ⋊ H.
/// </summary>
/// <remarks>
/// Elements are indices 0 … |H| − 1 of <see cref="Matrices"/>, which act on lattice coordinates in array-axis order
/// (row before column). Index 0 is the identity. Cyclic groups list r^k at k; dihedral groups list m^a r^k at a·n + k,
/// which is the order of the h axis in the published networks.
/// </remarks>
public sealed record PointGroup
{
    private PointGroup(
        string symbol,
        Lattice lattice,
        EqArray<IntMatrix> matrices,
        FiniteGroup group
    )
    {
        Symbol = symbol;
        Lattice = lattice;
        Matrices = matrices;
        Group = group;
    }

    /// <summary>The symbol of ℤ^d ⋊ H: the wallpaper symbol in the plane (<c>p4m</c>), the Schoenflies symbol in space (<c>Oh</c>).</summary>
    public string Symbol { get; }

    /// <summary>The lattice that the coordinates refer to.</summary>
    public Lattice Lattice { get; }

    /// <summary>The element h as a d×d integer matrix, in index order.</summary>
    public EqArray<IntMatrix> Matrices { get; }

    /// <summary>The abstract group with its Cayley table.</summary>
    public FiniteGroup Group { get; }

    /// <summary>The name of H as an abstract group, for example <c>D4</c>.</summary>
    public string Name => Group.Name;

    /// <summary>|H|.</summary>
    public int Order => Group.Order;

    /// <summary>d, the dimension of the lattice.</summary>
    public int Dimension => Matrices[0].Dimension;

    /// <summary>h ▹ x = Mₕ x on lattice coordinates (plain or doubled, the action is linear).</summary>
    public EqArray<int> Act(int element, EqArray<int> point) => Matrices[element].Apply(point);

    /// <summary>The point group with exactly the given matrices.</summary>
    /// <param name="name">The name of H, for example <c>D4</c>.</param>
    /// <param name="symbol">The symbol of ℤ^d ⋊ H, for example <c>p4m</c>.</param>
    /// <param name="lattice">The lattice.</param>
    /// <param name="matrices">Distinct matrices, closed under multiplication, the identity first.</param>
    /// <param name="elementNames">One name per element.</param>
    /// <exception cref="GroupAxiomException">The matrices are not closed under multiplication; the witness is a pair.</exception>
    /// <exception cref="ArgumentException">No matrices, unequal sizes, or the first is not the identity.</exception>
    public static PointGroup FromMatrices(
        string name,
        string symbol,
        Lattice lattice,
        EqArray<IntMatrix> matrices,
        EqArray<string> elementNames
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(symbol);
        foreach (var matrix in matrices)
            ArgumentNullException.ThrowIfNull(matrix, nameof(matrices));
        if (matrices.Count == 0 || matrices[0] != IntMatrix.Identity(matrices[0].Dimension))
            throw new ArgumentException(
                $"{Excerpt.Of(symbol)}: the first matrix is expected to be the identity.",
                nameof(matrices)
            );
        if (elementNames.Count != matrices.Count)
            throw new ArgumentException(
                $"{Excerpt.Of(symbol)}: {matrices.Count} matrices need as many names, received {elementNames.Count}.",
                nameof(elementNames)
            );
        var dimension = DimensionOf(lattice);
        foreach (var matrix in matrices)
            if (matrix.Dimension != dimension)
                throw new ArgumentException(
                    $"{Excerpt.Of(symbol)}: a {lattice} lattice has dimension {dimension}, received the matrix {matrix}.",
                    nameof(matrices)
                );
        var group = FiniteGroup.FromValues(name, matrices, (a, b) => a * b, i => elementNames[i]);
        return new PointGroup(symbol, lattice, matrices, group);
    }

    private static int DimensionOf(Lattice lattice) =>
        lattice switch
        {
            Lattice.Line => 1,
            Lattice.Cubic => 3,
            _ => 2,
        };

    /// <summary>
    /// The elements of a larger group on the same lattice whose matrices are those of this one, in the order of the elements;
    /// null where one is missing: this is no subgroup of it.
    /// </summary>
    public EqArray<int>? ElementsIn(PointGroup larger)
    {
        ArgumentNullException.ThrowIfNull(larger);
        if (Lattice != larger.Lattice)
            return null;
        var elements = Matrices.Select(matrix => larger.Matrices.Items.IndexOf(matrix)).ToEqArray();
        return elements.Contains(-1) ? null : elements;
    }

    /// <summary>⟨r⟩ with r^k at index k.</summary>
    public static PointGroup Cyclic(string name, string symbol, Lattice lattice, IntMatrix rotation)
    {
        var powers = Powers(rotation);
        return FromMatrices(name, symbol, lattice, powers, RotationNames(powers.Count));
    }

    /// <summary>⟨r, m⟩ with m^a r^k at index a·n + k, n the order of r.</summary>
    public static PointGroup Dihedral(
        string name,
        string symbol,
        Lattice lattice,
        IntMatrix rotation,
        IntMatrix mirror
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(mirror);
        var powers = Powers(rotation);
        var names = RotationNames(powers.Count);
        return FromMatrices(
            name,
            symbol,
            lattice,
            powers.Concat(powers.Select(power => mirror * power)).ToEqArray(),
            names.Concat(names.Select((word, k) => k == 0 ? "m" : "m" + word)).ToEqArray()
        );
    }

    /// <summary>⟨generators⟩ in breadth-first order of words, shortest words first; names are those words.</summary>
    /// <param name="name">The name of H.</param>
    /// <param name="symbol">The symbol of ℤ^d ⋊ H.</param>
    /// <param name="lattice">The lattice.</param>
    /// <param name="generators">The generators with one-letter names.</param>
    /// <exception cref="ArgumentException">More than 48 elements: no finite subgroup of GL(2, ℤ) or GL(3, ℤ) is larger.</exception>
    public static PointGroup Generate(
        string name,
        string symbol,
        Lattice lattice,
        params ReadOnlySpan<(string Name, IntMatrix Matrix)> generators
    )
    {
        const int largest = 48;
        var matrices = new List<IntMatrix> { IntMatrix.Identity(DimensionOf(lattice)) };
        var names = new List<string> { "e" };
        var known = new HashSet<IntMatrix>(matrices);
        for (var next = 0; next < matrices.Count; next++)
            foreach (var (letter, generator) in generators)
            {
                ArgumentNullException.ThrowIfNull(generator, nameof(generators));
                if (known.Add(matrices[next] * generator))
                {
                    if (matrices.Count == largest)
                        throw new ArgumentException(
                            $"{Excerpt.Of(symbol)}: the generators are expected to span a finite subgroup (at most {largest} elements).",
                            nameof(generators)
                        );
                    matrices.Add(matrices[next] * generator);
                    names.Add(next == 0 ? letter : names[next] + letter);
                }
            }
        return FromMatrices(name, symbol, lattice, matrices.ToEqArray(), names.ToEqArray());
    }

    private static EqArray<IntMatrix> Powers(IntMatrix rotation)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        const int largestOrder = 6;
        var powers = new List<IntMatrix> { IntMatrix.Identity(rotation.Dimension) };
        while (powers[^1] * rotation is var next && next != powers[0])
        {
            if (powers.Count == largestOrder)
                throw new ArgumentException(
                    $"A rotation of a lattice has order 1, 2, 3, 4 or 6; {rotation} has a larger one.",
                    nameof(rotation)
                );
            powers.Add(next);
        }
        return powers.ToEqArray();
    }

    private static EqArray<string> RotationNames(int count) =>
        Enumerable
            .Range(0, count)
            .Select(k =>
                k switch
                {
                    0 => "e",
                    1 => "r",
                    _ => "r" + "⁰¹²³⁴⁵⁶⁷⁸⁹"[k],
                }
            )
            .ToEqArray();
}
