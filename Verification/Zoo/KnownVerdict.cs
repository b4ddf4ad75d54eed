using AgeFormal.Algebra;

namespace AgeFormal.Verification.Zoo;

/// <summary>What mathematics says about a design of the zoo.</summary>
public abstract record KnownVerdict
{
    private KnownVerdict() { }

    /// <summary>Equivariant for every H, every window and all parameters.</summary>
    public sealed record Equivariant : KnownVerdict;

    /// <summary>Equivariant where all conditions hold, and not without them.</summary>
    /// <param name="Conditions">The conditions; at least one.</param>
    public sealed record EquivariantWhen(EqArray<Condition> Conditions) : KnownVerdict;

    /// <summary>Not equivariant: some H, signal and parameters tell.</summary>
    /// <param name="Reason">What reads the absolute position.</param>
    public sealed record Broken(string Reason) : KnownVerdict;

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<Equivariant, T> equivariant,
        Func<EquivariantWhen, T> equivariantWhen,
        Func<Broken, T> broken
    )
    {
        ArgumentNullException.ThrowIfNull(equivariant);
        ArgumentNullException.ThrowIfNull(equivariantWhen);
        ArgumentNullException.ThrowIfNull(broken);
        return this switch
        {
            Equivariant verdict => equivariant(verdict),
            EquivariantWhen verdict => equivariantWhen(verdict),
            Broken verdict => broken(verdict),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>For example <c>equivariant when H is abelian</c>.</summary>
    public sealed override string ToString() =>
        Match(
            equivariant: _ => "equivariant",
            equivariantWhen: when => $"equivariant when {Condition.Sentence(when.Conditions)}",
            broken: broken => $"broken: {broken.Reason}"
        );
}
