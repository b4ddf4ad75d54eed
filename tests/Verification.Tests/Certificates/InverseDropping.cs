using AgeFormal.Algebra;

namespace AgeFormal.Verification.Tests.Certificates;

/// <summary>Every word that differs from a given one by a single inverse that is left out.</summary>
internal sealed class InverseDropping : IGroupWordFold<(GroupWord Word, GroupWord[] Damaged)>
{
    public static IEnumerable<GroupWord> Of(GroupWord word) =>
        word.Fold(new InverseDropping()).Damaged;

    public (GroupWord Word, GroupWord[] Damaged) Letter(GroupLetter letter) =>
        (GroupWord.Of(letter), []);

    public (GroupWord Word, GroupWord[] Damaged) Identity() => (GroupWord.One, []);

    public (GroupWord Word, GroupWord[] Damaged) Product(
        (GroupWord Word, GroupWord[] Damaged) left,
        (GroupWord Word, GroupWord[] Damaged) right
    ) =>
        (
            left.Word * right.Word,
            [
                .. left.Damaged.Select(word => word * right.Word),
                .. right.Damaged.Select(word => left.Word * word),
            ]
        );

    public (GroupWord Word, GroupWord[] Damaged) Inverse(
        (GroupWord Word, GroupWord[] Damaged) operand
    ) =>
        (
            operand.Word.Inverted(),
            [operand.Word, .. operand.Damaged.Select(word => word.Inverted())]
        );

    public (GroupWord Word, GroupWord[] Damaged) LinearPart(
        (GroupWord Word, GroupWord[] Damaged) operand
    ) => (operand.Word.LinearOnly(), [.. operand.Damaged.Select(word => word.LinearOnly())]);

    public (GroupWord Word, GroupWord[] Damaged) TranslationPart(
        (GroupWord Word, GroupWord[] Damaged) operand
    ) =>
        (
            operand.Word.TranslationOnly(),
            [.. operand.Damaged.Select(word => word.TranslationOnly())]
        );
}
