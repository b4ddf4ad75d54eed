using AgeFormal.Algebra;
using Pidgin;
using static AgeFormal.Operators.Language.TokenGrammar;
using static Pidgin.Parser;

namespace AgeFormal.Operators.Language;

/// <summary>
/// Positions and relative elements: <c>word = factor {· factor}</c>, <c>factor = [π_H | π_X] atom {⁻¹}</c>,
/// <c>atom = e | name | Abs(word) | (word)</c>.
/// </summary>
internal static class WordGrammar
{
    private const string Start = "a position or relative element";

    private static readonly Parser<Token, Word> Inner = Nested(() => Element!);

    private static readonly Parser<Token, Word> Atom = Spanned(
        OneOf(
            Sign("(", Start).Then(Inner).Before(Sign(")")),
            Map(
                (head, of) => (Word)new Word.Absolute(head.At, of),
                Keyword(DesignWords.Absolute, Start),
                InBrackets(Inner)
            ),
            Keyword(DesignWords.Unit, Start).Select(head => (Word)new Word.Unit(head.At)),
            Name(Start).Select(name => (Word)new Word.Name(name.At, name.Text))
        )
    );

    private static readonly Parser<Token, Word> Part = Spanned(
        OneOf(
            Map(
                (head, of) => (Word)new Word.PointPart(head.At, of),
                Keyword(DesignWords.PointPart, Start),
                Atom
            ),
            Map(
                (head, of) => (Word)new Word.TranslationPart(head.At, of),
                Keyword(DesignWords.TranslationPart, Start),
                Atom
            ),
            Atom
        )
    );

    private static readonly Parser<Token, Word> Factor = Spanned(
        Map(
            (of, inverses) =>
            {
                var times = inverses.Count();
                return times == 0 ? of : new Word.Inverse(of.At, of, times);
            },
            Part,
            Sign("⁻¹").Many()
        )
    );

    /// <summary>A position or relative element.</summary>
    public static Parser<Token, Word> Element { get; } =
        Spanned(
            Factor
                .SeparatedAtLeastOnce(Sign("·"))
                .Select(factors =>
                {
                    var all = factors.ToEqArray();
                    return all.Count == 1 ? all[0] : new Word.Product(all[0].At, all);
                })
        );

    private const string Index = "a channel index";

    private static readonly Parser<Token, Word> InnerIndex = Nested(() => Channel!);

    private static readonly Parser<Token, (Word Of, Token Size)> Quotient = InnerIndex
        .Before(Sign("/"))
        .Then(Natural("the number of channels of a group"), (of, size) => (of, size));

    // ⌊c/n⌋·n + j or floor(c/n)*n + j.
    private static readonly Parser<Token, Word> InGroup = Spanned(
        OneOf(
                Sign("⌊", Index).Then(Quotient, (head, of) => (head, of)).Before(Sign("⌋")),
                Keyword(DesignWords.Floor, Index)
                    .Then(InBrackets(Quotient), (head, of) => (head, of))
            )
            .Then(
                Sign("·").Then(Natural("the number of channels of a group")),
                (start, times) => (start, times)
            )
            .Before(Sign("+"))
            .Then(
                InnerIndex,
                (read, within) =>
                    (Word)
                        new Word.InGroup(
                            read.start.head.At,
                            read.start.of.Of,
                            read.start.of.Size,
                            read.times,
                            within
                        )
            )
    );

    private static readonly Parser<Token, Word> Number = Spanned(
        Natural(Index).Select(token => (Word)new Word.Index(token.At, token.Text))
    );

    /// <summary>A channel index: a name, a number from 0, or the j-th channel of a group of channels, ⌊c/n⌋·n + j.</summary>
    public static Parser<Token, Word> Channel { get; } =
        Spanned(Name(Index).Select(name => (Word)new Word.Name(name.At, name.Text)))
            .Or(Number)
            .Or(InGroup);

    /// <summary>An argument before ';' may be a channel index where a parameter has channels alone.</summary>
    public static Parser<Token, Word> Argument { get; } = Number.Or(InGroup).Or(Element);
}
