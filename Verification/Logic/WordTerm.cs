using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// A term whose positions and relative elements are words over G, so that a shift by ḡ can be written down: the language
/// of equations. Every binder has a name of its own.
/// </summary>
public abstract record WordTerm
{
    private WordTerm() { }

    /// <summary>ḡ, the element by which everything is shifted on the left.</summary>
    public static GroupLetter Shift { get; } = GroupLetter.Whole("ḡ");

    /// <summary>κ ∈ H, the element by which a position is turned on the right.</summary>
    public static GroupLetter Turn { get; } = GroupLetter.Linear("κ");

    /// <summary>q·πⁿ.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Number(Coefficient Value) : WordTerm;

    /// <summary>f_c(w), or (L_ḡ f)_c(w).</summary>
    /// <param name="Channel">c.</param>
    /// <param name="At">w.</param>
    /// <param name="IsTranslated">Whether the signal is L_ḡ f.</param>
    public sealed record Signal(Channel Channel, GroupWord At, bool IsTranslated) : WordTerm;

    /// <summary>W(w…; c…).</summary>
    /// <param name="Name">W.</param>
    /// <param name="At">w….</param>
    /// <param name="Channels">c….</param>
    public sealed record Parameter(string Name, EqArray<GroupWord> At, EqArray<Channel> Channels)
        : WordTerm;

    /// <summary>φ(t).</summary>
    /// <param name="Function">φ.</param>
    /// <param name="Argument">t.</param>
    public sealed record Pointwise(PointwiseFunction Function, WordTerm Argument) : WordTerm;

    /// <summary>t + ….</summary>
    /// <param name="Terms">The summands.</param>
    public sealed record Sum(EqArray<WordTerm> Terms) : WordTerm;

    /// <summary>t · ….</summary>
    /// <param name="Factors">The factors.</param>
    public sealed record Product(EqArray<WordTerm> Factors) : WordTerm;

    /// <summary>Red_{v ∈ D} t, D not an absolute window: such a one is written with a bound n ∈ Win(S) and π_H(s)⁻¹·n·π_H(s) for v.</summary>
    /// <param name="By">The operation.</param>
    /// <param name="Variable">v.</param>
    /// <param name="Over">D.</param>
    /// <param name="Body">t.</param>
    public sealed record Reduce(Reduction By, string Variable, Domain Over, WordTerm Body)
        : WordTerm
    {
        /// <summary>The letter that v is in words; null for a channel index.</summary>
        public GroupLetter? Letter =>
            Over.Match<GroupLetter?>(
                sites: _ => GroupLetter.Whole(Variable),
                wholeGroup: _ => GroupLetter.Whole(Variable),
                translations: _ => GroupLetter.Translation(Variable),
                pointElements: _ => GroupLetter.Linear(Variable),
                window: _ => GroupLetter.Translation(Variable),
                absoluteWindow: _ => GroupLetter.Translation(Variable),
                channels: _ => null
            );
    }

    /// <summary>One function per case.</summary>
    /// <exception cref="NestingException">The value is nested too deeply for the stack.</exception>
    public T Match<T>(
        Func<Number, T> number,
        Func<Signal, T> signal,
        Func<Parameter, T> parameter,
        Func<Pointwise, T> pointwise,
        Func<Sum, T> sum,
        Func<Product, T> product,
        Func<Reduce, T> reduce
    )
    {
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(pointwise);
        ArgumentNullException.ThrowIfNull(sum);
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(reduce);
        Recursion.Enter();
        return this switch
        {
            Number term => number(term),
            Signal term => signal(term),
            Parameter term => parameter(term),
            Pointwise term => pointwise(term),
            Sum term => sum(term),
            Product term => product(term),
            Reduce term => reduce(term),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <inheritdoc/>
    public virtual bool Equals(WordTerm? other)
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

    /// <summary>The term in plain text.</summary>
    public sealed override string ToString() => WordTermRenderer.Text.Term(this);
}
