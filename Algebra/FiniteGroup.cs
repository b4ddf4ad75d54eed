namespace AgeFormal.Algebra;

/// <summary>
/// A finite group (H, ·) as a value: its Cayley table. Elements are the indices 0 … |H| − 1.
/// </summary>
/// <remarks>
/// A value of this type satisfies the group axioms: <see cref="FromCayleyTable"/> checks closure, the identity,
/// inverses and associativity, and names the broken axiom with a witness.
/// </remarks>
public sealed record FiniteGroup
{
    private FiniteGroup(
        string name,
        EqArray<string> elementNames,
        EqArray<int> table,
        EqArray<int> inverses,
        int identity
    )
    {
        Name = name;
        ElementNames = elementNames;
        Table = table;
        Inverses = inverses;
        Identity = identity;
    }

    /// <summary>The group's name, for example <c>D4</c>.</summary>
    public string Name { get; }

    /// <summary>One name per element.</summary>
    public EqArray<string> ElementNames { get; }

    /// <summary>The Cayley table row by row: entry a·|H| + b is the index of the product ab.</summary>
    public EqArray<int> Table { get; }

    /// <summary>a ↦ a⁻¹ as a table of indices.</summary>
    public EqArray<int> Inverses { get; }

    /// <summary>The index of the identity element e.</summary>
    public int Identity { get; }

    /// <summary>|H|.</summary>
    public int Order => ElementNames.Count;

    /// <summary>The elements, 0 … |H| − 1.</summary>
    public IEnumerable<int> Elements => Enumerable.Range(0, Order);

    /// <summary>The product ab.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is that of no element.</exception>
    public int Multiply(int a, int b) => Table[Element(a) * Order + Element(b)];

    /// <summary>a⁻¹.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is that of no element.</exception>
    public int Inverse(int a) => Inverses[Element(a)];

    /// <summary>The index itself where it is that of an element.</summary>
    internal int Element(int index) =>
        (uint)index < (uint)Order
            ? index
            : throw new ArgumentOutOfRangeException(
                nameof(index),
                index,
                $"An element of {Name} is expected in 0…{Order - 1}."
            );

    /// <summary>The product of a word of elements, left to right; e for the empty word.</summary>
    public int Product(IEnumerable<int> word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Aggregate(Identity, Multiply);
    }

    /// <summary>The group with the given Cayley table.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="elementNames">One name per element; their number is the order.</param>
    /// <param name="table">The |H|² products, row by row.</param>
    /// <exception cref="GroupAxiomException">The table breaks a group axiom; the exception carries the axiom and a witness.</exception>
    public static FiniteGroup FromCayleyTable(
        string name,
        EqArray<string> elementNames,
        EqArray<int> table
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (GroupAxioms.FindViolation(elementNames.Count, table) is { } violation)
            throw new GroupAxiomException(name, violation);
        var order = elementNames.Count;
        var identity = GroupAxioms.FindIdentity(order, table);
        var inverses = Enumerable
            .Range(0, order)
            .Select(a => Enumerable.Range(0, order).First(b => table[a * order + b] == identity))
            .ToEqArray();
        return new FiniteGroup(name, elementNames, table, inverses, identity);
    }

    /// <summary>The group of the given values under an operation, indexed in the given order.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="values">The distinct values, closed under the operation.</param>
    /// <param name="multiply">The operation.</param>
    /// <param name="nameOf">The name of the value at an index.</param>
    /// <exception cref="GroupAxiomException">The values with the operation are not a group.</exception>
    public static FiniteGroup FromValues<T>(
        string name,
        EqArray<T> values,
        Func<T, T, T> multiply,
        Func<int, string> nameOf
    )
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(multiply);
        ArgumentNullException.ThrowIfNull(nameOf);
        var index = new Dictionary<T, int>();
        for (var i = 0; i < values.Count; i++)
            if (!index.TryAdd(values[i], i))
                throw new ArgumentException(
                    $"The elements of {Excerpt.Of(name)} are expected to be distinct; {values[i]} is at {index[values[i]]} and {i}.",
                    nameof(values)
                );
        var table = values
            .SelectMany(a =>
                values.Select(b => index.GetValueOrDefault(multiply(a, b), GroupAxioms.Outside))
            )
            .ToEqArray();
        return FromCayleyTable(
            name,
            Enumerable.Range(0, values.Count).Select(nameOf).ToEqArray(),
            table
        );
    }
}
