using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>Group words in a notation of formulas; a product is bracketed under an inverse only.</summary>
internal sealed class GroupWordRenderer(Notation notation)
    : IGroupWordFold<(string Text, bool IsProduct)>
{
    public (string Text, bool IsProduct) Letter(GroupLetter letter) =>
        (notation.Variable(letter.Name), false);

    public (string Text, bool IsProduct) Product(
        (string Text, bool IsProduct) left,
        (string Text, bool IsProduct) right
    ) => (left.Text + notation.Act + right.Text, true);

    public (string Text, bool IsProduct) Inverse((string Text, bool IsProduct) operand) =>
        (
            notation.Inverse(
                operand.IsProduct ? notation.Open + operand.Text + notation.Close : operand.Text
            ),
            false
        );

    public (string Text, bool IsProduct) Identity() => (notation.Unit, false);

    public (string Text, bool IsProduct) LinearPart((string Text, bool IsProduct) operand) =>
        (notation.Applied(notation.PointPart.TrimEnd(), operand.Text), false);

    public (string Text, bool IsProduct) TranslationPart((string Text, bool IsProduct) operand) =>
        (notation.Applied(notation.TranslationPart.TrimEnd(), operand.Text), false);
}
