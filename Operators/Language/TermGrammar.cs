using AgeFormal.Algebra;
using Pidgin;
using static AgeFormal.Operators.Language.TokenGrammar;
using static Pidgin.Parser;

namespace AgeFormal.Operators.Language;

/// <summary>
/// Terms: <c>term = product {(+ | −) product}</c>, <c>product = [−] factor {(· | /) factor}</c>. The body of a reduction
/// is the product that follows it.
/// </summary>
internal static class TermGrammar
{
    private const string Start = "a term";
    private const string InPower = "an exponent";
    private const string InDomain = "a domain (Site, G, N, H, Win(…), AbsWin(…)@…, Ch(…))";

    private static readonly Parser<Token, Expression> Inner = Nested(() => Term!);

    private static readonly Parser<Token, string?> PowerOfPi = OneOf(
        Sign("⁻¹").Select(_ => "-1"),
        Map(
            (_, sign, digits) => (sign.HasValue ? "-" : "") + digits.Text,
            Sign("^"),
            Sign("−").Optional(),
            Natural("an integer")
        ),
        Parser<Token>.Return("1")
    )!;

    // 2, 0.5, π, 3π^2.
    private static readonly Parser<Token, (Token At, Literal Value)> Whole = OneOf(
        Keyword(DesignWords.Pi, Start)
            .Then(PowerOfPi, (head, power) => (head, new Literal("1", power, null, false))),
        Number(Start)
            .Then(
                Keyword(DesignWords.Pi).Then(PowerOfPi).Or(Parser<Token>.Return<string?>(null)),
                (head, power) => (head, new Literal(head.Text, power, null, false))
            )
    );

    private static readonly Parser<Token, Expression> WholeNumber = Spanned(Whole.Select(Constant));

    private static readonly Parser<Token, Expression> Fraction = Spanned(
        Whole
            .Then(
                Try(Sign("/").Then(Natural(Start))).Optional(),
                (whole, denominator) =>
                    denominator.HasValue
                        ? whole with
                        {
                            Value = whole.Value with { Denominator = denominator.Value.Text },
                        }
                        : whole
            )
            .Select(Constant)
    );

    private static readonly Parser<Token, Expression> Read = Map(
        (head, channel, place) => (Expression)new Expression.Read(head.At, channel, place),
        Keyword(DesignWords.Signal, Start),
        Sign("[").Then(WordGrammar.Channel).Before(Sign("]")),
        InBrackets(WordGrammar.Element)
    );

    private static readonly Parser<Token, Expression> Apply = Map(
        (head, argument) =>
            (Expression)new Expression.Apply(head.At, DesignWords.Functions[head.Text], argument),
        Parser<Token>
            .Token(token =>
                token.Kind == TokenKind.Word && DesignWords.Functions.ContainsKey(token.Text)
            )
            .Labelled(Start),
        InBrackets(Inner)
    );

    private static readonly Parser<Token, Expression.Number> Exponent = Map(
        (sign, number) =>
            sign.HasValue
                ? (Expression.Number)Negative(sign.Value.At, number)[0]
                : (Expression.Number)number,
        Sign("−", InPower).Optional(),
        Fraction.Labelled(InPower)
    );

    private static readonly Parser<Token, Expression> Power = Map(
        (head, of, exponent) => (Expression)new Expression.Power(head.At, of, exponent),
        Keyword(DesignWords.Power, Start),
        Sign("(").Then(Inner).Before(Sign(",")),
        Exponent.Before(Sign(")"))
    );

    private static readonly Parser<Token, (EqArray<Word>, EqArray<Word>?)> Arguments = Map(
        (before, after) => (before.GetValueOrDefault(), After(after)),
        List(WordGrammar.Argument).Optional(),
        Sign(";").Then(List(WordGrammar.Channel)).Optional()
    );

    private static readonly Parser<Token, Expression> Call = Name(Start)
        .Then(
            Sign("(")
                .Then(Arguments)
                .Before(Sign(")"))
                .Or(Parser<Token>.Return<(EqArray<Word>, EqArray<Word>?)>(([], null))),
            (head, arguments) =>
                (Expression)
                    new Expression.Call(head.At, head.Text, arguments.Item1, arguments.Item2)
        );

    private static readonly Parser<Token, DomainSyntax> Domain = Spanned(
        OneOf(
            OneOf(
                    Keyword(DesignWords.Sites, InDomain),
                    Keyword(DesignWords.WholeGroup, InDomain),
                    Keyword(DesignWords.Translations, InDomain),
                    Keyword(DesignWords.PointElements, InDomain)
                )
                .Select(head => new DomainSyntax(head, null, null)),
            Map(
                (head, name) => new DomainSyntax(head, name, null),
                Keyword(DesignWords.Window, InDomain),
                InBrackets(Name("the name of a window"))
            ),
            Map(
                (head, name, place) => new DomainSyntax(head, name, place),
                Keyword(DesignWords.AbsoluteWindow, InDomain),
                InBrackets(Name("the name of a window")),
                Sign("@").Then(WordGrammar.Element)
            ),
            Map(
                (head, count) => new DomainSyntax(head, count, null),
                Keyword(DesignWords.Channels, InDomain),
                InBrackets(Natural("a number of channels"))
            )
        ),
        (domain, extent) => domain with { Extent = extent }
    );

    private static readonly Parser<Token, Binder> Binder = Map(
        (name, domain) => new Binder(name, domain),
        Name("a variable"),
        Keyword(DesignWords.In).Or(Sign(DesignWords.In)).Then(Domain)
    );

    private static readonly Parser<Token, Expression> Reduce = Map(
        (head, binders, body) =>
            (Expression)new Expression.Reduce(head.At, By(head.Text), binders, body),
        Parser<Token>
            .Token(token => token.Kind == TokenKind.Word && DesignWords.IsReduction(token.Text))
            .Labelled(Start),
        Sign("[").Then(List(Binder)).Before(Sign("]")),
        Nested(() => Product!)
    );

    // Brackets around what it is applied to, as for a function: softmax[…] s · v has two readings.
    private static readonly Parser<Token, Expression> Softmax = Map(
        (head, binders, of) => (Expression)new Expression.Softmax(head.At, binders, of),
        Keyword(DesignWords.Softmax, Start),
        Sign("[").Then(List(Binder)).Before(Sign("]")),
        InBrackets(Inner)
    );

    private static readonly Parser<Token, Expression> Sampled = Map(
        (head, name, place, body) => (Expression)new Expression.Sampled(head.At, name, place, body),
        Keyword(DesignWords.Sample, Start),
        Sign("[").Then(Name("a variable")).Before(Sign("=")),
        WordGrammar.Element.Before(Sign("]")),
        Nested(() => Product!)
    );

    private static readonly Parser<Token, Expression> Compound = Spanned(
        OneOf(
            Sign("(", Start).Then(Inner).Before(Sign(")")),
            Read,
            Apply,
            Power,
            Reduce,
            Softmax,
            Sampled,
            Call
        )
    );

    private static readonly Parser<Token, Expression> Factor = Fraction.Or(Compound);

    private static readonly Parser<Token, EqArray<Expression>> Signed = Map(
        (sign, factor) => sign.HasValue ? Negative(sign.Value.At, factor) : [factor],
        Sign("−", Start).Optional(),
        Factor
    );

    private static readonly Parser<Token, Expression> Next = OneOf(
        Sign("·").Then(Spanned(Signed.Select(Multiplied))),
        Spanned(
            Map(
                (sign, of) => (Expression)new Expression.Reciprocal(sign.At, of),
                Sign("/"),
                WholeNumber.Or(Compound)
            )
        )
    );

    private static readonly Parser<Token, Expression> Product = Spanned(
        Map((first, rest) => Multiplied([.. first, .. rest]), Signed, Next.Many())
    );

    private static readonly Parser<Token, Expression> Summand = OneOf(
        Sign("+").Then(Nested(() => Product)),
        Sign("−").Then(Nested(() => Product), (sign, product) => Negated(sign.At, product))
    );

    /// <summary>A term.</summary>
    public static Parser<Token, Expression> Term { get; } =
        Spanned(
            Map(
                (first, rest) =>
                {
                    EqArray<Expression> all = [first, .. rest];
                    return all.Count == 1 ? first : new Expression.Sum(first.At, all);
                },
                Product,
                Summand.Many()
            )
        );

    private static Expression Constant((Token Head, Literal Value) number) =>
        new Expression.Number(number.Head.At, number.Value);

    private static EqArray<Word>? After(Maybe<EqArray<Word>> after) =>
        after.HasValue ? after.Value : null;

    private static Expression Multiplied(EqArray<Expression> factors) =>
        factors.Count == 1 ? factors[0] : new Expression.Product(factors[0].At, factors);

    // −q is a number; −t is (−1)·t.
    private static EqArray<Expression> Negative(Position at, Expression factor) =>
        factor is Expression.Number number
            ?
            [
                new Expression.Number(at, number.Value with { Negative = !number.Value.Negative })
                {
                    Extent = number.Extent,
                },
            ]
            : [new Expression.Number(at, new Literal("1", null, null, true)), factor];

    private static Expression Negated(Position at, Expression product) =>
        product is Expression.Product { Factors: var factors }
            ? Multiplied([.. Negative(at, factors[0]), .. factors.Items[1..]]) with
            {
                Extent = product.Extent,
            }
            : Multiplied(Negative(at, product)) with
            {
                Extent = product.Extent,
            };

    private static Reduction By(string word) =>
        word switch
        {
            DesignWords.Sum => Reduction.Sum,
            DesignWords.Mean => Reduction.Mean,
            DesignWords.Max => Reduction.Max,
            DesignWords.Min => Reduction.Min,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
