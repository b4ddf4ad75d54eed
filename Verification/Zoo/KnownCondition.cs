namespace AgeFormal.Verification.Zoo;

/// <summary>A condition under which a design of the zoo is equivariant.</summary>
public abstract record KnownCondition
{
    private KnownCondition() { }

    /// <summary>h·k = k·h for all h, k ∈ H.</summary>
    public sealed record AbelianGroup : KnownCondition;

    /// <summary>H ▹ S = S.</summary>
    /// <param name="Window">S.</param>
    public sealed record StableWindow(string Window) : KnownCondition;

    /// <summary>K(h ▹ x) = K(x).</summary>
    /// <param name="Parameter">K.</param>
    public sealed record IsotropicParameter(string Parameter) : KnownCondition;

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<AbelianGroup, T> abelianGroup,
        Func<StableWindow, T> stableWindow,
        Func<IsotropicParameter, T> isotropicParameter
    )
    {
        ArgumentNullException.ThrowIfNull(abelianGroup);
        ArgumentNullException.ThrowIfNull(stableWindow);
        ArgumentNullException.ThrowIfNull(isotropicParameter);
        return this switch
        {
            AbelianGroup condition => abelianGroup(condition),
            StableWindow condition => stableWindow(condition),
            IsotropicParameter condition => isotropicParameter(condition),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>For example <c>H is abelian</c>.</summary>
    public sealed override string ToString() =>
        Match(
            _ => "H is abelian",
            window => $"H maps {window.Window} to itself",
            parameter => $"{parameter.Parameter} is isotropic"
        );
}
