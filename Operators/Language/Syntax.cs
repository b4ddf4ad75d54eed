using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>A term as written, before names are resolved.</summary>
internal abstract record Expression(Position At)
{
    /// <summary>The tokens that write it, brackets around it included; none for the −1 of −t.</summary>
    public Extent Extent { get; init; }

    public sealed record Number(Position At, Literal Value) : Expression(At);

    public sealed record Read(Position At, Word Channel, Word Place) : Expression(At);

    public sealed record Apply(Position At, PointwiseFunction Function, Expression Argument)
        : Expression(At);

    /// <summary>pow(t, k).</summary>
    public sealed record Power(Position At, Expression Of, Number Exponent) : Expression(At);

    /// <summary>A parameter or definition with its arguments; <see cref="After"/> is null where no ';' is written.</summary>
    public sealed record Call(Position At, string Name, EqArray<Word> Before, EqArray<Word>? After)
        : Expression(At);

    public sealed record Sum(Position At, EqArray<Expression> Terms) : Expression(At);

    public sealed record Product(Position At, EqArray<Expression> Factors) : Expression(At);

    public sealed record Reciprocal(Position At, Expression Of) : Expression(At);

    public sealed record Reduce(Position At, Reduction By, EqArray<Binder> Binders, Expression Body)
        : Expression(At);

    /// <summary>softmax[v ∈ D](t).</summary>
    public sealed record Softmax(Position At, EqArray<Binder> Binders, Expression Of)
        : Expression(At);

    /// <summary>sample[v = s] t.</summary>
    public sealed record Sampled(Position At, Token Name, Word Place, Expression Body)
        : Expression(At);

    public T Match<T>(
        Func<Number, T> number,
        Func<Read, T> read,
        Func<Apply, T> apply,
        Func<Power, T> power,
        Func<Call, T> call,
        Func<Sum, T> sum,
        Func<Product, T> product,
        Func<Reciprocal, T> reciprocal,
        Func<Reduce, T> reduce,
        Func<Softmax, T> softmax,
        Func<Sampled, T> sampled
    )
    {
        Recursion.Enter();
        return this switch
        {
            Number expression => number(expression),
            Read expression => read(expression),
            Apply expression => apply(expression),
            Power expression => power(expression),
            Call expression => call(expression),
            Sum expression => sum(expression),
            Product expression => product(expression),
            Reciprocal expression => reciprocal(expression),
            Reduce expression => reduce(expression),
            Softmax expression => softmax(expression),
            Sampled expression => sampled(expression),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>±(digits·π^power)/denominator as written.</summary>
internal sealed record Literal(string Digits, string? Power, string? Denominator, bool Negative);

/// <summary>v ∈ D.</summary>
internal sealed record Binder(Token Name, DomainSyntax Over);

/// <summary>A domain as written: its head word, and what stands in its brackets and after '@'.</summary>
internal sealed record DomainSyntax(Token Head, Token? Inside, Word? Place)
{
    /// <summary>The tokens that write it.</summary>
    public Extent Extent { get; init; }
}

/// <summary>A site, relative element or channel index as written; which it is, its names decide.</summary>
internal abstract record Word(Position At)
{
    /// <summary>The tokens that write it, brackets around it included.</summary>
    public Extent Extent { get; init; }

    public sealed record Name(Position At, string Text) : Word(At);

    public sealed record Index(Position At, string Digits) : Word(At);

    /// <summary>⌊c/n⌋·n + j, the number as it is written twice.</summary>
    public sealed record InGroup(Position At, Word Of, Token Size, Token Times, Word Within)
        : Word(At);

    public sealed record Unit(Position At) : Word(At);

    public sealed record Absolute(Position At, Word Of) : Word(At);

    public sealed record Product(Position At, EqArray<Word> Factors) : Word(At);

    public sealed record Inverse(Position At, Word Of, int Times) : Word(At);

    public sealed record PointPart(Position At, Word Of) : Word(At);

    public sealed record TranslationPart(Position At, Word Of) : Word(At);

    public T Match<T>(
        Func<Name, T> name,
        Func<Index, T> index,
        Func<InGroup, T> inGroup,
        Func<Unit, T> unit,
        Func<Absolute, T> absolute,
        Func<Product, T> product,
        Func<Inverse, T> inverse,
        Func<PointPart, T> pointPart,
        Func<TranslationPart, T> translationPart
    )
    {
        Recursion.Enter();
        return this switch
        {
            Name word => name(word),
            Index word => index(word),
            InGroup word => inGroup(word),
            Unit word => unit(word),
            Absolute word => absolute(word),
            Product word => product(word),
            Inverse word => inverse(word),
            PointPart word => pointPart(word),
            TranslationPart word => translationPart(word),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
