using AgeFormal.Algebra;

namespace AgeFormal.Verification;

/// <summary>A side condition under which a theorem holds.</summary>
public abstract record Condition
{
    private Condition() { }

    /// <summary>h·k = k·h for all h, k ∈ H.</summary>
    public sealed record AbelianPointGroup : Condition;

    /// <summary>h ▹ S = S for every h ∈ H.</summary>
    /// <param name="Window">S.</param>
    public sealed record StableWindow(string Window) : Condition;

    /// <summary>W(…, h▹x, …) = W(…, x, …) for every h ∈ H, on each window axis of W.</summary>
    /// <param name="Parameter">W.</param>
    public sealed record Isotropic(string Parameter) : Condition;

    /// <summary>H is this finite group of matrices: its Cayley table and its action on the lattice may be computed with.</summary>
    /// <param name="Group">H.</param>
    public sealed record NamedGroup(PointGroup Group) : Condition;

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<AbelianPointGroup, T> abelian,
        Func<StableWindow, T> stable,
        Func<Isotropic, T> isotropic,
        Func<NamedGroup, T> named
    )
    {
        ArgumentNullException.ThrowIfNull(abelian);
        ArgumentNullException.ThrowIfNull(stable);
        ArgumentNullException.ThrowIfNull(isotropic);
        ArgumentNullException.ThrowIfNull(named);
        return this switch
        {
            AbelianPointGroup condition => abelian(condition),
            StableWindow condition => stable(condition),
            Isotropic condition => isotropic(condition),
            NamedGroup condition => named(condition),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>For example <c>H is abelian</c>.</summary>
    public sealed override string ToString() =>
        Match(
            abelian: _ => "H is abelian",
            stable: condition => $"{condition.Window} is H-stable",
            isotropic: condition => $"{condition.Parameter} is isotropic",
            named: condition => $"H is {condition.Group.Name} ({condition.Group.Symbol})"
        );

    /// <summary>Conditions without repetition: the group, abelian, then windows, then parameters, each by name.</summary>
    public static EqArray<Condition> Ordered(IEnumerable<Condition> conditions) =>
        conditions
            .Distinct()
            .OrderBy(condition =>
                condition.Match(abelian: _ => 1, stable: _ => 2, isotropic: _ => 3, named: _ => 0)
            )
            .ThenBy(
                condition =>
                    condition.Match(
                        abelian: _ => "",
                        stable: stable => stable.Window,
                        isotropic: isotropic => isotropic.Parameter,
                        named: named => named.Group.Symbol
                    ),
                StringComparer.Ordinal
            )
            .ToEqArray();

    /// <summary>For example <c>H is abelian and S is H-stable</c>.</summary>
    public static string Sentence(EqArray<Condition> conditions) =>
        string.Join(" and ", conditions);
}
