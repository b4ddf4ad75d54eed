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

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<AbelianPointGroup, T> abelian,
        Func<StableWindow, T> stable,
        Func<Isotropic, T> isotropic
    )
    {
        ArgumentNullException.ThrowIfNull(abelian);
        ArgumentNullException.ThrowIfNull(stable);
        ArgumentNullException.ThrowIfNull(isotropic);
        return this switch
        {
            AbelianPointGroup condition => abelian(condition),
            StableWindow condition => stable(condition),
            Isotropic condition => isotropic(condition),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>For example <c>H is abelian</c>.</summary>
    public sealed override string ToString() =>
        Match(
            _ => "H is abelian",
            stable => $"{stable.Window} is H-stable",
            isotropic => $"{isotropic.Parameter} is isotropic"
        );

    /// <summary>Conditions without repetition: abelian first, then windows, then parameters, each by name.</summary>
    public static EqArray<Condition> Ordered(IEnumerable<Condition> conditions) =>
        conditions
            .Distinct()
            .OrderBy(condition => condition.Match(_ => 0, _ => 1, _ => 2))
            .ThenBy(
                condition =>
                    condition.Match(_ => "", stable => stable.Window, iso => iso.Parameter),
                StringComparer.Ordinal
            )
            .ToEqArray();

    /// <summary>For example <c>H is abelian and S is H-stable</c>.</summary>
    public static string Sentence(EqArray<Condition> conditions) =>
        string.Join(" and ", conditions);
}
