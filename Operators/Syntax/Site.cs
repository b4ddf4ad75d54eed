using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>
/// A position s in G, seen as a torsor: it can be moved on the right by a relative element, and there are no literals,
/// so a formula cannot name an absolute place.
/// </summary>
public abstract record Site
{
    private Site() { }

    /// <summary>A bound position, for example g.</summary>
    /// <param name="Name">The variable's name.</param>
    public sealed record Variable(string Name) : Site;

    /// <summary>s·r.</summary>
    /// <param name="Origin">s.</param>
    /// <param name="By">r.</param>
    public sealed record Moved(Site Origin, Rel By) : Site;

    /// <summary>s·r.</summary>
    public static Site operator *(Site origin, Rel by) => new Moved(origin, by);

    /// <summary>s·r.</summary>
    public static Site Multiply(Site origin, Rel by) => origin * by;

    /// <summary>One function per case.</summary>
    /// <exception cref="NestingException">The value is nested too deeply for the stack.</exception>
    public T Match<T>(Func<Variable, T> variable, Func<Moved, T> moved)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(moved);
        Recursion.Enter();
        return this switch
        {
            Variable site => variable(site),
            Moved site => moved(site),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public virtual bool Equals(Site? other)
    {
        Recursion.Enter();
        return other is not null && EqualityContract == other.EqualityContract;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        Recursion.Enter();
        return EqualityContract.GetHashCode();
    }

    /// <inheritdoc/>
    public sealed override string ToString() => TermText.Render(this);
}
