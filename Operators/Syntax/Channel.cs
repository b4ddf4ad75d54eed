using AgeFormal.Algebra;

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

    /// <summary>⌊c/n⌋·n + j: with j &lt; n the j-th channel of the group of n in which c is, of groups of n channels in order.</summary>
    /// <param name="Of">c.</param>
    /// <param name="Size">n, at least 1.</param>
    /// <param name="Within">j.</param>
    public sealed record InGroup(Channel Of, int Size, Channel Within) : Channel;

    /// <summary>The bound index with a name.</summary>
    public static implicit operator Channel(string name) => new Variable(name);

    /// <summary>The bound index with a name.</summary>
    public static Channel FromString(string name) => name;

    /// <summary>One function per case.</summary>
    /// <exception cref="NestingException">The value is nested too deeply for the stack.</exception>
    public T Match<T>(
        Func<Variable, T> variable,
        Func<Literal, T> literal,
        Func<InGroup, T> inGroup
    )
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(literal);
        ArgumentNullException.ThrowIfNull(inGroup);
        Recursion.Enter();
        return this switch
        {
            Variable channel => variable(channel),
            Literal channel => literal(channel),
            InGroup channel => inGroup(channel),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The index with each bound index in it replaced.</summary>
    public Channel Map(Func<Variable, Channel> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Match(
            variable: change,
            literal: literal => literal,
            inGroup: index => new InGroup(
                index.Of.Map(change),
                index.Size,
                index.Within.Map(change)
            )
        );
    }

    /// <summary>Whether another index is this one, with a part in the place of each bound index that may stand there.</summary>
    internal bool Matches(Channel other, Func<Variable, Channel, bool> mayStand) =>
        Match(
            variable: at => mayStand(at, other),
            literal: literal => literal == other,
            inGroup: index =>
                other is InGroup at
                && index.Size == at.Size
                && index.Of.Matches(at.Of, mayStand)
                && index.Within.Matches(at.Within, mayStand)
        );

    /// <summary>Whether a bound index occurs in the index.</summary>
    public bool Reads(string variable) =>
        Match(
            variable: at => at.Name == variable,
            literal: _ => false,
            inGroup: index => index.Of.Reads(variable) || index.Within.Reads(variable)
        );

    /// <summary>The number of values, from 0, of ⌊c/n⌋·n + j for indices c and j with so many values, at least one each.</summary>
    internal static long CountInGroup(long of, int size, long within) =>
        (of - 1) / size * size + within;

    /// <summary>⌊of/n⌋·n + j.</summary>
    internal static int IndexInGroup(int of, int size, int within) =>
        checked(of / size * size + within);

    /// <inheritdoc/>
    public sealed override string ToString() => TermText.Render(this);
}
