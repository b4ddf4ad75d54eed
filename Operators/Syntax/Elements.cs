using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>
/// What positions and relative elements mean in one interpretation, given by the meaning of variables, constants, e, ·, ⁻¹,
/// π_H and π_X. A position s·r is a product, s⁻¹s′ a product with an inverse, and the position itself as an element is s.
/// </summary>
/// <typeparam name="T">The meaning of an element.</typeparam>
public abstract class Elements<T>
{
    /// <summary>The meaning of a position.</summary>
    /// <exception cref="NestingException">The value is nested too deeply for the stack.</exception>
    public T Of(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return site.Match(
            variable: variable => Position(variable.Name),
            moved: moved => Product(Of(moved.Origin), Of(moved.By))
        );
    }

    /// <summary>The meaning of a relative element.</summary>
    /// <exception cref="NestingException">The value is nested too deeply for the stack.</exception>
    public T Of(Rel rel)
    {
        ArgumentNullException.ThrowIfNull(rel);
        return rel.Match(
            variable: variable => Element(variable.Name),
            constant: constant => Constant(constant.Name),
            unit: _ => Unit,
            between: between => Product(Inverse(Of(between.From)), Of(between.To)),
            product: product => Product(Of(product.Left), Of(product.Right)),
            inverse: inverse => Inverse(Of(inverse.Of)),
            pointPart: part => PointPart(Of(part.Of)),
            translationPart: part => TranslationPart(Of(part.Of)),
            absolute: absolute => Of(absolute.At)
        );
    }

    /// <summary>A bound position.</summary>
    protected abstract T Position(string name);

    /// <summary>A bound relative element.</summary>
    protected abstract T Element(string name);

    /// <summary>A fixed element.</summary>
    protected abstract T Constant(string name);

    /// <summary>e.</summary>
    protected abstract T Unit { get; }

    /// <summary>a·b.</summary>
    protected abstract T Product(T left, T right);

    /// <summary>a⁻¹.</summary>
    protected abstract T Inverse(T of);

    /// <summary>π_H a.</summary>
    protected abstract T PointPart(T of);

    /// <summary>π_X a.</summary>
    protected abstract T TranslationPart(T of);
}
