using AgeFormal.Algebra;
using Pidgin;
using static Pidgin.Parser;

namespace AgeFormal.Operators.Language;

/// <summary>Single tokens. What a token begins is named when another one is found there.</summary>
internal static class TokenGrammar
{
    public static Parser<Token, Token> Sign(string sign, string? begins = null) =>
        Parser<Token>
            .Token(token => token.Kind == TokenKind.Sign && token.Text == sign)
            .Labelled(begins ?? $"'{sign}'");

    public static Parser<Token, Token> Keyword(string word, string? begins = null) =>
        Parser<Token>
            .Token(token => token.Kind == TokenKind.Word && token.Text == word)
            .Labelled(begins ?? $"'{word}'");

    public static Parser<Token, Token> Name(string begins) =>
        Parser<Token>.Token(token => token.IsName).Labelled(begins);

    public static Parser<Token, Token> AnyWord(string begins) =>
        Parser<Token>.Token(token => token.Kind == TokenKind.Word).Labelled(begins);

    public static Parser<Token, Token> Number(string begins) =>
        Parser<Token>.Token(token => token.Kind == TokenKind.Number).Labelled(begins);

    public static Parser<Token, Token> Natural(string begins) =>
        Parser<Token>
            .Token(token => token.Kind == TokenKind.Number && token.Text.All(char.IsAsciiDigit))
            .Labelled(begins);

    public static Parser<Token, Token> Text(string begins) =>
        Parser<Token>.Token(token => token.Kind == TokenKind.Text).Labelled(begins);

    public static Parser<Token, Token> End(string expected) =>
        Parser<Token>.Token(token => token.Kind == TokenKind.End).Labelled(expected);

    /// <summary>A parser that contains itself: each level counts against the stack.</summary>
    public static Parser<Token, T> Nested<T>(Func<Parser<Token, T>> parser) =>
        Parser<Token>
            .Return(Unit.Value)
            .Select(unit =>
            {
                Recursion.Enter();
                return unit;
            })
            .Then(Parser.Rec(parser));

    public static Parser<Token, Expression> Spanned(Parser<Token, Expression> parser) =>
        Spanned(parser, (expression, extent) => expression with { Extent = extent });

    public static Parser<Token, Word> Spanned(Parser<Token, Word> parser) =>
        Spanned(parser, (word, extent) => word with { Extent = extent });

    /// <summary>What a parser reads, with the tokens that it took.</summary>
    public static Parser<Token, T> Spanned<T>(Parser<Token, T> parser, Func<T, Extent, T> with) =>
        Map(
            (first, read, after) => with(read, new(first, after)),
            Parser<Token>.CurrentOffset,
            parser,
            Parser<Token>.CurrentOffset
        );

    public static Parser<Token, T> InBrackets<T>(Parser<Token, T> inside) =>
        Sign("(").Then(inside).Before(Sign(")"));

    public static Parser<Token, EqArray<T>> List<T>(Parser<Token, T> item) =>
        item.SeparatedAtLeastOnce(Sign(",")).Select(items => items.ToEqArray());
}
