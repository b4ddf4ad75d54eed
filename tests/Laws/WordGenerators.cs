using AgeFormal.Algebra;
using AgeFormal.Testing.Generators;
using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Laws;

/// <summary>Random symbolic words, words equal to them, and values of their letters.</summary>
public static class WordGenerators
{
    /// <summary>Letters of every sort; <c>k</c> occurs with two sorts.</summary>
    public static EqArray<GroupLetter> Letters { get; } =
    [
        GroupLetter.Whole("ḡ"),
        GroupLetter.Whole("v"),
        GroupLetter.Whole("k"),
        GroupLetter.Translation("n"),
        GroupLetter.Translation("m"),
        GroupLetter.Linear("k"),
        GroupLetter.Linear("h"),
    ];

    /// <summary>Any word over <see cref="Letters"/>; shrinks to its parts.</summary>
    public static Arbitrary<GroupWord> Word { get; } =
        Arb.From(Gen.Sized(size => Sized(Math.Min(size, 40))), Parts);

    /// <summary>One element of ℤ^d ⋊ H per letter, of its sort.</summary>
    public static Gen<Func<GroupLetter, SemidirectElement>> Valuation(SemidirectProduct group) =>
        GroupGenerators
            .Element(group)
            .ArrayOf(Letters.Count)
            .Select(elements =>
                Letters
                    .Zip(
                        elements,
                        (letter, element) => (letter, Value: OfSort(group, letter, element))
                    )
                    .ToDictionary(pair => pair.letter, pair => pair.Value)
            )
            .Select(values => (Func<GroupLetter, SemidirectElement>)(letter => values[letter]));

    /// <summary>A word that equals the given one in every group: random steps with the group laws, each at a random place.</summary>
    public static Gen<GroupWord> Rewritten(GroupWord word) =>
        Gen.Choose(0, int.MaxValue - 1)
            .Zip(Word.Generator)
            .Select(pair =>
                Enumerable
                    .Range(0, 6)
                    .Aggregate(
                        (Word: word, Random: new Random(pair.Item1)),
                        (state, _) => (Step(state.Word, pair.Item2, state.Random), state.Random)
                    )
                    .Word
            );

    private static Gen<GroupWord> Sized(int size)
    {
        var leaf = Gen.Frequency(
            (8, Gen.Elements<GroupLetter>([.. Letters]).Select(GroupWord.Of)),
            (1, Gen.Constant(GroupWord.One))
        );
        if (size <= 1)
            return leaf;
        var half = Sized(size / 2);
        return Gen.Frequency(
            (1, leaf),
            (6, half.Zip(half).Select(pair => pair.Item1 * pair.Item2)),
            (3, half.Select(word => word.Inverted())),
            (1, half.Select(word => word.LinearOnly())),
            (1, half.Select(word => word.TranslationOnly()))
        );
    }

    private static SemidirectElement OfSort(
        SemidirectProduct group,
        GroupLetter letter,
        SemidirectElement element
    ) =>
        letter.Sort switch
        {
            LetterSort.Whole => element,
            LetterSort.Translation => group.FromTranslation(element.Translation),
            LetterSort.Linear => group.FromLinear(element.Linear),
            var unknown => throw new ArgumentOutOfRangeException(
                nameof(letter),
                unknown,
                "A sort of letters is expected."
            ),
        };

    private static IEnumerable<GroupWord> Parts(GroupWord word) =>
        word switch
        {
            GroupWord.Product product => [product.Left, product.Right],
            GroupWord.Inverse inverse => [inverse.Operand],
            GroupWord.LinearPart linear => [linear.Operand],
            GroupWord.TranslationPart translation => [translation.Operand],
            _ => [],
        };

    /// <summary>Goes down at random, then applies one law of groups there when it fits.</summary>
    private static GroupWord Step(GroupWord word, GroupWord other, Random random)
    {
        if (random.Next(3) > 0)
            switch (word)
            {
                case GroupWord.Product product when random.Next(2) == 0:
                    return Step(product.Left, other, random) * product.Right;
                case GroupWord.Product product:
                    return product.Left * Step(product.Right, other, random);
                case GroupWord.Inverse inverse:
                    return Step(inverse.Operand, other, random).Inverted();
                case GroupWord.LinearPart linear:
                    return Step(linear.Operand, other, random).LinearOnly();
                case GroupWord.TranslationPart translation:
                    return Step(translation.Operand, other, random).TranslationOnly();
            }
        return word switch
        {
            GroupWord.Product { Left: GroupWord.Product inner } outer => inner.Left
                * (inner.Right * outer.Right),
            GroupWord.Product { Right: GroupWord.Product inner } outer => outer.Left
                * inner.Left
                * inner.Right,
            GroupWord.Inverse { Operand: GroupWord.Product product } => product.Right.Inverted()
                * product.Left.Inverted(),
            GroupWord.LinearPart { Operand: GroupWord.Product product } => product.Left.LinearOnly()
                * product.Right.LinearOnly(),
            // π_X(ab) = π_X(a) · π_H(a) π_X(b) π_H(a)⁻¹.
            GroupWord.TranslationPart { Operand: GroupWord.Product product } =>
                product.Left.TranslationOnly()
                    * product.Left.LinearOnly()
                    * product.Right.TranslationOnly()
                    * product.Left.LinearOnly().Inverted(),
            _ => random.Next(5) switch
            {
                0 => other * other.Inverted() * word,
                1 => word * (other.Inverted() * other),
                2 => word.Inverted().Inverted(),
                3 => word.TranslationOnly() * word.LinearOnly(),
                _ => GroupWord.One * word,
            },
        };
    }
}
