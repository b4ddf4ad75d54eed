namespace AgeFormal.Operators;

/// <summary>A channel index in a formula.</summary>
public abstract record Channel
{
    private Channel() { }

    /// <summary>A bound index, for example c.</summary>
    /// <param name="Name">The variable's name.</param>
    public sealed record Variable(string Name) : Channel;

    /// <summary>A fixed index, counted from zero.</summary>
    /// <param name="Index">The index.</param>
    public sealed record Literal(int Index) : Channel;

    /// <summary>The bound index with a name.</summary>
    public static implicit operator Channel(string name) => new Variable(name);

    /// <summary>The bound index with a name.</summary>
    public static Channel FromString(string name) => name;

    /// <summary>One function per case.</summary>
    public T Match<T>(Func<Variable, T> variable, Func<Literal, T> literal)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(literal);
        return this switch
        {
            Variable channel => variable(channel),
            Literal channel => literal(channel),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public sealed override string ToString() => TermText.Render(this);
}
