namespace AgeFormal.Algebra;

/// <summary>Replaces letters by words, keeping the rest of the syntax.</summary>
internal sealed class GroupWordSubstitution(Func<GroupLetter, GroupWord?> replacement)
    : IGroupWordFold<GroupWord>
{
    public GroupWord Letter(GroupLetter letter)
    {
        var word = replacement(letter);
        if (word is null)
            return GroupWord.Of(letter);
        LetterSortException.Require(letter, word.Normalise());
        return word;
    }

    public GroupWord Product(GroupWord left, GroupWord right) => left * right;

    public GroupWord Inverse(GroupWord operand) => operand.Inverted();

    public GroupWord Identity() => GroupWord.One;

    public GroupWord LinearPart(GroupWord operand) => operand.LinearOnly();

    public GroupWord TranslationPart(GroupWord operand) => operand.TranslationOnly();
}

/// <summary>A letter of sort N or H was given a value outside its sort.</summary>
public sealed class LetterSortException : ArgumentException
{
    /// <summary>The value does not have the sort of the letter.</summary>
    public LetterSortException(GroupLetter letter, string value)
        : base(
            $"The letter {letter?.Name} of sort {letter?.Sort} is expected to have a value of that sort, received {value}."
        )
    {
        ArgumentNullException.ThrowIfNull(letter);
        Letter = letter;
    }

    /// <summary>The letter.</summary>
    public GroupLetter Letter { get; }

    internal static void Require(GroupLetter letter, NormalForm value)
    {
        if (!value.HasSort(letter.Sort))
            throw new LetterSortException(letter, value.ToString());
    }
}
