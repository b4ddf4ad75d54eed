using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>How a reduction combines values.</summary>
public enum Reduction
{
    /// <summary>Σ.</summary>
    Sum,

    /// <summary>Σ over the number of elements.</summary>
    Mean,

    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The smallest value.</summary>
    Min,
}

/// <summary>
/// The formula language: a real-valued expression over a signal f, named parameters and bound positions of
/// G = ℤ^d ⋊ H.
/// </summary>
/// <remarks>
/// A term in which neither <see cref="Rel.Absolute"/> nor <see cref="Domain.AbsoluteWindow"/> occurs reads f only
/// relatively to its position, and denotes an equivariant operator for every group, signal and parameter.
/// </remarks>
public abstract record Term
{
    private Term() { }

    /// <summary>q·πⁿ.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Constant(Coefficient Value) : Term;

    /// <summary>f_c(s), the input signal. A signal on the plane ignores the point part of s.</summary>
    /// <param name="Channel">c.</param>
    /// <param name="At">s.</param>
    public sealed record Signal(Channel Channel, Site At) : Term;

    /// <summary>W(r…; c…), a learned or stored parameter. On a window it is zero outside.</summary>
    /// <param name="Name">W, declared beside the formula.</param>
    /// <param name="At">The relative elements r…, in the order of the declared axes.</param>
    /// <param name="Channels">The channel indices c…, in the order of the declared axes.</param>
    public sealed record Parameter(string Name, EqArray<Rel> At, EqArray<Channel> Channels) : Term;

    /// <summary>φ(t…), a pointwise function.</summary>
    /// <param name="Function">φ.</param>
    /// <param name="Argument">t.</param>
    public sealed record Pointwise(PointwiseFunction Function, Term Argument) : Term;

    /// <summary>t + …; 0 when empty.</summary>
    /// <param name="Terms">The summands.</param>
    public sealed record Sum(EqArray<Term> Terms) : Term;

    /// <summary>t · …; 1 when empty.</summary>
    /// <param name="Factors">The factors.</param>
    public sealed record Product(EqArray<Term> Factors) : Term;

    /// <summary>Red_{v ∈ D} t.</summary>
    /// <param name="By">The operation.</param>
    /// <param name="Variable">v.</param>
    /// <param name="Over">D.</param>
    /// <param name="Body">t.</param>
    public sealed record Reduce(Reduction By, string Variable, Domain Over, Term Body) : Term;

    /// <summary>
    /// t[v := s], the value at s of the function v ↦ t. On a grid the function is sampled at the output points of the layer
    /// and zero elsewhere: an intermediate feature map. On the group it is t with s in place of v, see
    /// <see cref="Substitution.Expand(Term)"/>.
    /// </summary>
    /// <param name="Variable">v.</param>
    /// <param name="At">s.</param>
    /// <param name="Body">t.</param>
    public sealed record Sampled(string Variable, Site At, Term Body) : Term;

    /// <summary>t + t′.</summary>
    public static Term operator +(Term left, Term right) => new Sum([left, right]);

    /// <summary>t · t′.</summary>
    public static Term operator *(Term left, Term right) => new Product([left, right]);

    /// <summary>t − t′ = t + (−1)·t′.</summary>
    public static Term operator -(Term left, Term right) => left + new Constant(-1) * right;

    /// <summary>t + t′.</summary>
    public static Term Add(Term left, Term right) => left + right;

    /// <summary>t − t′.</summary>
    public static Term Subtract(Term left, Term right) => left - right;

    /// <summary>t · t′.</summary>
    public static Term Multiply(Term left, Term right) => left * right;

    /// <summary>One function per case.</summary>
    /// <exception cref="NestingException">The value is nested too deeply for the stack.</exception>
    public T Match<T>(
        Func<Constant, T> constant,
        Func<Signal, T> signal,
        Func<Parameter, T> parameter,
        Func<Pointwise, T> pointwise,
        Func<Sum, T> sum,
        Func<Product, T> product,
        Func<Reduce, T> reduce,
        Func<Sampled, T> sampled
    )
    {
        ArgumentNullException.ThrowIfNull(constant);
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(pointwise);
        ArgumentNullException.ThrowIfNull(sum);
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(reduce);
        ArgumentNullException.ThrowIfNull(sampled);
        Recursion.Enter();
        return this switch
        {
            Constant term => constant(term),
            Signal term => signal(term),
            Parameter term => parameter(term),
            Pointwise term => pointwise(term),
            Sum term => sum(term),
            Product term => product(term),
            Reduce term => reduce(term),
            Sampled term => sampled(term),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public virtual bool Equals(Term? other)
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
