using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>The element of ℤ^d ⋊ H that a word is where the linear parts of its letters are known.</summary>
internal sealed class CaseWord(PointGroup group, CaseVector zero)
{
    /// <summary>x and h, constructor by constructor.</summary>
    public (CaseVector X, int H) Of(GroupWord word, Func<GroupLetter, (CaseVector X, int H)> value)
    {
        var table = group.Group;
        switch (word)
        {
            case GroupWord.Letter letter:
                return value(letter.Symbol);
            case GroupWord.Product product:
                var (left, right) = (Of(product.Left, value), Of(product.Right, value));
                return (
                    left.X.Plus(right.X.Times(group.Matrices[left.H]), 1),
                    table.Multiply(left.H, right.H)
                );
            case GroupWord.Inverse inverse:
                var (x, h) = Of(inverse.Operand, value);
                var back = table.Inverse(h);
                return (zero.Plus(x.Times(group.Matrices[back]), -1), back);
            case GroupWord.LinearPart part:
                return (zero, Of(part.Operand, value).H);
            case GroupWord.TranslationPart part:
                return (Of(part.Operand, value).X, table.Identity);
            case GroupWord.Identity:
                return (zero, table.Identity);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
