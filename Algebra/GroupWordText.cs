namespace AgeFormal.Algebra;

/// <summary>Prints words; a product is put in parentheses under an inverse only, since products associate.</summary>
internal sealed class GroupWordText : IGroupWordFold<(string Text, bool IsProduct)>
{
    public static GroupWordText Instance { get; } = new();

    public (string Text, bool IsProduct) Letter(GroupLetter letter) => (letter.Name, false);

    public (string Text, bool IsProduct) Product(
        (string Text, bool IsProduct) left,
        (string Text, bool IsProduct) right
    ) => ($"{left.Text}·{right.Text}", true);

    public (string Text, bool IsProduct) Inverse((string Text, bool IsProduct) operand) =>
        (operand.IsProduct ? $"({operand.Text})⁻¹" : $"{operand.Text}⁻¹", false);

    public (string Text, bool IsProduct) Identity() => ("e", false);

    public (string Text, bool IsProduct) LinearPart((string Text, bool IsProduct) operand) =>
        ($"π_H({operand.Text})", false);

    public (string Text, bool IsProduct) TranslationPart((string Text, bool IsProduct) operand) =>
        ($"π_X({operand.Text})", false);
}
