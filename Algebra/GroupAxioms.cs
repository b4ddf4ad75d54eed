namespace AgeFormal.Algebra;

/// <summary>The axioms of a group, each with what makes a witness of its violation.</summary>
public enum GroupAxiom
{
    /// <summary>The table has |H|² entries and |H| ≥ 1.</summary>
    Shape,

    /// <summary>ab ∈ H. Witness: (a, b).</summary>
    Closure,

    /// <summary>There is an e with ea = ae = a. Witness: none, every element fails.</summary>
    Identity,

    /// <summary>Every a has a b with ab = ba = e. Witness: (a).</summary>
    Inverse,

    /// <summary>(ab)c = a(bc). Witness: (a, b, c).</summary>
    Associativity,
}

/// <summary>A broken group axiom and the elements that break it.</summary>
/// <param name="Axiom">The axiom.</param>
/// <param name="Witness">Indices of elements, as the axiom says.</param>
/// <param name="Message">What was expected and what the table says.</param>
public sealed record GroupAxiomViolation(GroupAxiom Axiom, EqArray<int> Witness, string Message);

/// <summary>Decides the group axioms on a candidate Cayley table.</summary>
public static class GroupAxioms
{
    /// <summary>The entry that stands for a product outside the set.</summary>
    public const int Outside = -1;

    /// <summary>The first violated axiom with a witness, or null when the table is a group. O(n³).</summary>
    public static GroupAxiomViolation? FindViolation(int order, EqArray<int> table)
    {
        if (order < 1 || table.Count != (long)order * order)
            return new(
                GroupAxiom.Shape,
                [],
                $"a Cayley table of order {order} has {(long)order * order} entries (order ≥ 1), received {table.Count}"
            );
        int At(int a, int b) => table[a * order + b];

        for (var a = 0; a < order; a++)
        for (var b = 0; b < order; b++)
            if (At(a, b) < 0 || At(a, b) >= order)
                return new(
                    GroupAxiom.Closure,
                    [a, b],
                    $"the product {a}·{b} is expected in 0…{order - 1}, found {At(a, b)}"
                );

        var identity = FindIdentity(order, table);
        if (identity == Outside)
            return new(GroupAxiom.Identity, [], "no element e satisfies e·a = a·e = a for all a");

        for (var a = 0; a < order; a++)
            if (!Enumerable.Range(0, order).Any(b => At(a, b) == identity && At(b, a) == identity))
                return new(
                    GroupAxiom.Inverse,
                    [a],
                    $"no element b satisfies {a}·b = b·{a} = {identity}"
                );

        for (var a = 0; a < order; a++)
        for (var b = 0; b < order; b++)
        for (var c = 0; c < order; c++)
            if (At(At(a, b), c) != At(a, At(b, c)))
                return new(
                    GroupAxiom.Associativity,
                    [a, b, c],
                    $"({a}·{b})·{c} = {At(At(a, b), c)} but {a}·({b}·{c}) = {At(a, At(b, c))}"
                );
        return null;
    }

    /// <summary>The index of the two-sided identity, or <see cref="Outside"/> when there is none.</summary>
    public static int FindIdentity(int order, EqArray<int> table)
    {
        for (var e = 0; e < order; e++)
            if (
                Enumerable
                    .Range(0, order)
                    .All(a => table[e * order + a] == a && table[a * order + e] == a)
            )
                return e;
        return Outside;
    }
}

/// <summary>A set with an operation was expected to be a group and is not.</summary>
public sealed class GroupAxiomException : ArgumentException
{
    /// <summary>The violation found in the table of the named group.</summary>
    public GroupAxiomException(string group, GroupAxiomViolation violation)
        : base(
            $"{Excerpt.Of(group ?? "")} is not a group: {violation?.Axiom} fails, {violation?.Message}."
        )
    {
        ArgumentNullException.ThrowIfNull(violation);
        Violation = violation;
    }

    /// <summary>The broken axiom and its witness.</summary>
    public GroupAxiomViolation Violation { get; }
}
