namespace AgeFormal.Operators.Language;

/// <summary>For which point groups H a design is claimed to be equivariant; what a proof may assume of H.</summary>
public abstract record GroupCondition
{
    private GroupCondition() { }

    /// <summary>Every H.</summary>
    public sealed record Any : GroupCondition;

    /// <summary>Every abelian H.</summary>
    public sealed record Abelian : GroupCondition;

    /// <summary>One group of the catalogue.</summary>
    /// <param name="Symbol">Its symbol, for example <c>p4m</c>.</param>
    public sealed record Named(string Symbol) : GroupCondition;

    /// <summary>One function per case.</summary>
    public T Match<T>(Func<Any, T> any, Func<Abelian, T> abelian, Func<Named, T> named)
    {
        ArgumentNullException.ThrowIfNull(any);
        ArgumentNullException.ThrowIfNull(abelian);
        ArgumentNullException.ThrowIfNull(named);
        return this switch
        {
            Any condition => any(condition),
            Abelian condition => abelian(condition),
            Named condition => named(condition),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>As in a design: <c>any</c>, <c>abelian</c> or the symbol.</summary>
    public sealed override string ToString() =>
        Match(any: _ => "any", abelian: _ => "abelian", named: named => named.Symbol);
}
