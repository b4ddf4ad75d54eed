namespace AgeFormal.Algebra;

/// <summary>The laws of an action of H on a group N by automorphisms, each with what makes a witness.</summary>
public enum AutomorphismActionLaw
{
    /// <summary>The table has |H|·|N| entries, all in N. Witness: none.</summary>
    Shape,

    /// <summary>φ(h)(ab) = φ(h)(a) φ(h)(b). Witness: (h, a, b).</summary>
    Endomorphism,

    /// <summary>φ(h) is one to one. Witness: (h, a, b) with φ(h)(a) = φ(h)(b), a ≠ b.</summary>
    Injective,

    /// <summary>φ(hk) = φ(h) ∘ φ(k). Witness: (h, k, a).</summary>
    Multiplicative,
}

/// <summary>A homomorphism φ: H → Aut(N), h ▹ a = φ(h)(a), as a table.</summary>
public sealed record AutomorphismAction
{
    private AutomorphismAction(FiniteGroup normal, FiniteGroup acting, EqArray<int> table)
    {
        Normal = normal;
        Acting = acting;
        Table = table;
    }

    /// <summary>N.</summary>
    public FiniteGroup Normal { get; }

    /// <summary>H.</summary>
    public FiniteGroup Acting { get; }

    /// <summary>The entry h·|N| + a is h ▹ a.</summary>
    public EqArray<int> Table { get; }

    /// <summary>h ▹ a.</summary>
    public int Act(int h, int a) => Table[h * Normal.Order + a];

    /// <summary>The action with h ▹ a at h·|N| + a.</summary>
    /// <exception cref="AutomorphismActionException">A law fails; the exception carries the law and a witness.</exception>
    public static AutomorphismAction Of(FiniteGroup normal, FiniteGroup acting, EqArray<int> table)
    {
        ArgumentNullException.ThrowIfNull(normal);
        ArgumentNullException.ThrowIfNull(acting);
        if (
            table.Count != (long)normal.Order * acting.Order
            || table.Any(image => image < 0 || image >= normal.Order)
        )
            throw new AutomorphismActionException(AutomorphismActionLaw.Shape, []);
        var action = new AutomorphismAction(normal, acting, table);
        foreach (var h in acting.Elements)
        foreach (var a in normal.Elements)
        foreach (var b in normal.Elements)
        {
            if (
                action.Act(h, normal.Multiply(a, b))
                != normal.Multiply(action.Act(h, a), action.Act(h, b))
            )
                throw new AutomorphismActionException(
                    AutomorphismActionLaw.Endomorphism,
                    [h, a, b]
                );
            if (a != b && action.Act(h, a) == action.Act(h, b))
                throw new AutomorphismActionException(AutomorphismActionLaw.Injective, [h, a, b]);
        }
        foreach (var h in acting.Elements)
        foreach (var k in acting.Elements)
        foreach (var a in normal.Elements)
            if (action.Act(acting.Multiply(h, k), a) != action.Act(h, action.Act(k, a)))
                throw new AutomorphismActionException(
                    AutomorphismActionLaw.Multiplicative,
                    [h, k, a]
                );
        return action;
    }

    /// <summary>h ▹ a = a.</summary>
    public static AutomorphismAction Trivial(FiniteGroup normal, FiniteGroup acting)
    {
        ArgumentNullException.ThrowIfNull(normal);
        ArgumentNullException.ThrowIfNull(acting);
        return Of(normal, acting, acting.Elements.SelectMany(_ => normal.Elements).ToEqArray());
    }
}

/// <summary>A table was expected to be an action by automorphisms and is not.</summary>
public sealed class AutomorphismActionException : ArgumentException
{
    /// <summary>The law fails at the witness.</summary>
    public AutomorphismActionException(AutomorphismActionLaw law, EqArray<int> witness)
        : base($"Not an action by automorphisms: {law} fails at {witness}.")
    {
        Law = law;
        Witness = witness;
    }

    /// <summary>The broken law.</summary>
    public AutomorphismActionLaw Law { get; }

    /// <summary>Indices of elements, as the law says.</summary>
    public EqArray<int> Witness { get; }
}
