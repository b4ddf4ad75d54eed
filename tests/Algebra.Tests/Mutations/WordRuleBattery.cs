using AgeFormal.Laws;
using FsCheck.Fluent;

namespace AgeFormal.Algebra.Tests.Mutations;

/// <summary>
/// The laws of normal forms as one function of the rules: a word and its normal form have one value in p4m and O_h, and
/// words that are equal by the laws of groups have one normal form.
/// </summary>
internal static class WordRuleBattery
{
    private const int Words = 150;

    private static readonly SemidirectProduct[] Groups =
    [
        new(PointGroups.P4m),
        new(PointGroups.Oh),
    ];

    // Each construct on each letter and on each product of two, whatever the random words contain.
    private static IEnumerable<GroupWord> Plain
    {
        get
        {
            var letters = WordGenerators.Letters.Select(letter => GroupWord.Of(letter)).ToArray();
            var words = letters.Concat(letters.SelectMany(_ => letters, (a, b) => a * b));
            return words.SelectMany(word =>
                (GroupWord[])[word, word.Inverted(), word.LinearOnly(), word.TranslationOnly()]
            );
        }
    }

    private static readonly (GroupWord Word, GroupWord Rewritten)[] Samples =
    [
        .. Plain.Select(word => (word, word)),
        .. WordGenerators
            .Word.Generator.Resize(8)
            .SelectMany(word =>
                WordGenerators.Rewritten(word).Select(rewritten => (word, rewritten))
            )
            .Sample(8, Words),
    ];

    private static readonly (
        SemidirectProduct Group,
        Func<GroupLetter, SemidirectElement>[] Values
    )[] Valuations =
    [
        .. Groups.Select(group =>
            (
                group,
                (Func<GroupLetter, SemidirectElement>[])
                    [.. WordGenerators.Valuation(group).Sample(8, 4)]
            )
        ),
    ];

    public static IEnumerable<GroupLetter> Letters(LetterSort sort) =>
        WordGenerators.Letters.Where(letter => letter.Sort == sort);

    /// <summary>The first law that fails, or null.</summary>
    public static string? Failure(WordRules rules)
    {
        var fold = rules.Interpretation;
        foreach (var (word, rewritten) in Samples)
        {
            var form = word.Fold(fold);
            foreach (var (group, values) in Valuations)
            foreach (var value in values)
                if (Value(group, form, value) != group.Evaluate(word, value))
                    return $"'{word}' and its normal form '{form.ToPairText()}' differ in {group.PointGroup.Symbol}";
            if (form != rewritten.Fold(fold))
                return $"'{word}' and '{rewritten}' have two normal forms";
        }
        return null;
    }

    private static SemidirectElement? Value(
        SemidirectProduct group,
        NormalForm form,
        Func<GroupLetter, SemidirectElement> value
    )
    {
        try
        {
            return group.Evaluate(form, value);
        }
        catch (Exception error) when (error is LetterSortException or KeyNotFoundException)
        {
            return null;
        }
    }
}
