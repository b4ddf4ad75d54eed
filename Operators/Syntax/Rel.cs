using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>A relative element r of G = ℤ^d ⋊ H: a difference of two positions, and what is built from such.</summary>
public abstract record Rel
{
    private Rel() { }

    /// <summary>A bound element, for example n ∈ N or k ∈ H.</summary>
    /// <param name="Name">The variable's name.</param>
    public sealed record Variable(string Name) : Rel;

    /// <summary>A fixed element of G that the model gives by name.</summary>
    /// <param name="Name">The constant's name.</param>
    public sealed record Constant(string Name) : Rel;

    /// <summary>e.</summary>
    public sealed record Unit : Rel;

    /// <summary>s⁻¹s′, the element that carries s to s′.</summary>
    /// <param name="From">s.</param>
    /// <param name="To">s′.</param>
    public sealed record Between(Site From, Site To) : Rel;

    /// <summary>r·r′.</summary>
    /// <param name="Left">r.</param>
    /// <param name="Right">r′.</param>
    public sealed record Product(Rel Left, Rel Right) : Rel;

    /// <summary>r⁻¹.</summary>
    /// <param name="Of">r.</param>
    public sealed record Inverse(Rel Of) : Rel;

    /// <summary>π_H r: (x, h) ↦ (0, h).</summary>
    /// <param name="Of">r.</param>
    public sealed record PointPart(Rel Of) : Rel;

    /// <summary>π_X r: (x, h) ↦ (x, e).</summary>
    /// <param name="Of">r.</param>
    public sealed record TranslationPart(Rel Of) : Rel;

    /// <summary>The position s itself as an element of G. The first of the two escape hatches: it breaks equivariance.</summary>
    /// <param name="At">s.</param>
    public sealed record Absolute(Site At) : Rel;

    /// <summary>r·r′.</summary>
    public static Rel operator *(Rel left, Rel right) => new Product(left, right);

    /// <summary>r·r′.</summary>
    public static Rel Multiply(Rel left, Rel right) => left * right;

    /// <summary>One function per case.</summary>
    /// <exception cref="NestingException">The value is nested too deeply for the stack.</exception>
    public T Match<T>(
        Func<Variable, T> variable,
        Func<Constant, T> constant,
        Func<Unit, T> unit,
        Func<Between, T> between,
        Func<Product, T> product,
        Func<Inverse, T> inverse,
        Func<PointPart, T> pointPart,
        Func<TranslationPart, T> translationPart,
        Func<Absolute, T> absolute
    )
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(constant);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(between);
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(inverse);
        ArgumentNullException.ThrowIfNull(pointPart);
        ArgumentNullException.ThrowIfNull(translationPart);
        ArgumentNullException.ThrowIfNull(absolute);
        Recursion.Enter();
        return this switch
        {
            Variable rel => variable(rel),
            Constant rel => constant(rel),
            Unit rel => unit(rel),
            Between rel => between(rel),
            Product rel => product(rel),
            Inverse rel => inverse(rel),
            PointPart rel => pointPart(rel),
            TranslationPart rel => translationPart(rel),
            Absolute rel => absolute(rel),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public virtual bool Equals(Rel? other)
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
