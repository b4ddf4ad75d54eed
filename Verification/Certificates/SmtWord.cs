using AgeFormal.Algebra;

namespace AgeFormal.Verification.Certificates;

/// <summary>A word as written, over the symbols of the script, and its letters.</summary>
internal sealed class SmtWord(SortedSet<GroupLetter> letters) : IGroupWordFold<string>
{
    public string Letter(GroupLetter letter)
    {
        letters.Add(letter);
        return FreeReduction.Symbol(letter);
    }

    public string Product(string left, string right) => FreeReduction.Product(left, right);

    public string Inverse(string operand) => FreeReduction.Inverted(operand);

    public string Identity() => FreeReduction.One;

    public string LinearPart(string operand) => FreeReduction.PointPart(operand);

    public string TranslationPart(string operand) => FreeReduction.TranslationPart(operand);
}
