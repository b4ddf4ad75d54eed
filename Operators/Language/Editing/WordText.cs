using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language.Editing;

/// <summary>Positions and relative elements as the language writes them, units left out of products.</summary>
internal static class WordText
{
    private static readonly Word Unit = new Word.Unit(default);

    /// <summary>The word as text.</summary>
    public static string Of(Word word) =>
        word.Match(
            name: name => name.Text,
            index: index => index.Digits,
            inGroup: index =>
                $"⌊{Of(index.Of)}/{index.Size.Text}⌋·{index.Times.Text} + {Of(index.Within)}",
            unit: _ => DesignWords.Unit,
            absolute: absolute => $"{DesignWords.Absolute}({Of(absolute.Of)})",
            product: product => string.Join("·", product.Factors.Select(Factor)),
            inverse: inverse =>
                Factor(inverse.Of) + string.Concat(Enumerable.Repeat("⁻¹", inverse.Times)),
            pointPart: part => $"{DesignWords.PointPart} {Atom(part.Of)}",
            translationPart: part => $"{DesignWords.TranslationPart} {Atom(part.Of)}"
        );

    /// <summary>The product of some words, e where there are none.</summary>
    public static Word Product(IEnumerable<Word> factors)
    {
        var all = factors.Where(factor => factor is not Word.Unit).ToEqArray();
        return all.Count switch
        {
            0 => Unit,
            1 => all[0],
            _ => new Word.Product(default, all),
        };
    }

    /// <summary>The word with each position read as an element of G replaced.</summary>
    public static Word With(Word word, Func<Word.Absolute, Word> replaced) =>
        word.Match(
            name: name => name,
            index: index => index,
            inGroup: index => index,
            unit: unit => unit,
            absolute: replaced,
            product: product => Product(product.Factors.Select(factor => With(factor, replaced))),
            inverse: inverse =>
                With(inverse.Of, replaced) is var of && of is Word.Unit
                    ? of
                    : inverse with
                    {
                        Of = of,
                    },
            pointPart: part =>
                With(part.Of, replaced) is var of && of is Word.Unit ? of : part with { Of = of },
            translationPart: part =>
                With(part.Of, replaced) is var of && of is Word.Unit ? of : part with { Of = of }
        );

    /// <summary>s⁻¹·t of positions: e where they are one, the rest of t where it begins with s.</summary>
    public static Word Between(string from, Word to)
    {
        var factors = to is Word.Product product ? product.Factors : [to];
        return factors[0] is Word.Name head && head.Text == from
            ? Product(factors.Skip(1))
            : Product([new Word.Inverse(default, new Word.Name(default, from), 1), .. factors]);
    }

    private static string Factor(Word word) => word is Word.Product ? $"({Of(word)})" : Of(word);

    private static string Atom(Word word) =>
        word is Word.Product or Word.Inverse or Word.PointPart or Word.TranslationPart
            ? $"({Of(word)})"
            : Of(word);
}
