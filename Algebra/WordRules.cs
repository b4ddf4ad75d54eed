namespace AgeFormal.Algebra;

/// <summary>The rules by which words are brought to normal form, as values: one for each constructor of a word.</summary>
public sealed record WordRules
{
    private WordRules() { }

    /// <summary>A letter is (π_X(letter), π_H(letter)), with x = 0 for sort H and h = e for sort N.</summary>
    public required Func<GroupLetter, NormalForm> Letter { get; init; }

    /// <summary>(x, h)(y, k) = (x + h ▹ y, hk).</summary>
    public required Func<NormalForm, NormalForm, NormalForm> Product { get; init; }

    /// <summary>(x, h)⁻¹ = (−h⁻¹ ▹ x, h⁻¹).</summary>
    public required Func<NormalForm, NormalForm> Inverse { get; init; }

    /// <summary>e = (0, e).</summary>
    public required Func<NormalForm> Identity { get; init; }

    /// <summary>π_H (x, h) = (0, h).</summary>
    public required Func<NormalForm, NormalForm> LinearPart { get; init; }

    /// <summary>π_X (x, h) = (x, e).</summary>
    public required Func<NormalForm, NormalForm> TranslationPart { get; init; }

    /// <summary>The rules of N ⋊ H.</summary>
    public static WordRules Semidirect { get; } =
        new()
        {
            Letter = NormalForm.Of,
            Product = (left, right) => left * right,
            Inverse = operand => operand.Inverse(),
            Identity = () => NormalForm.Identity,
            LinearPart = operand => operand.LinearPart(),
            TranslationPart = operand => operand.TranslationPart(),
        };

    /// <summary>The fold of a word by these rules.</summary>
    public IGroupWordFold<NormalForm> Interpretation => new Fold(this);

    private sealed class Fold(WordRules rules) : IGroupWordFold<NormalForm>
    {
        public NormalForm Letter(GroupLetter letter) => rules.Letter(letter);

        public NormalForm Product(NormalForm left, NormalForm right) => rules.Product(left, right);

        public NormalForm Inverse(NormalForm operand) => rules.Inverse(operand);

        public NormalForm Identity() => rules.Identity();

        public NormalForm LinearPart(NormalForm operand) => rules.LinearPart(operand);

        public NormalForm TranslationPart(NormalForm operand) => rules.TranslationPart(operand);
    }
}
