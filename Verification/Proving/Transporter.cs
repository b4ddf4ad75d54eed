using AgeFormal.Algebra;

namespace AgeFormal.Verification.Proving;

/// <summary>Which element of H, if any, turns one symbolic translation into another.</summary>
internal static class Transporter
{
    /// <summary>
    /// u with u ▹ x = y, or null. A turn maps the first summand w ▹ a of x to some summand w′ ▹ a of y, so u = w′w⁻¹ for one
    /// of them.
    /// </summary>
    /// <param name="from">x.</param>
    /// <param name="to">y.</param>
    /// <param name="commuting">Whether H is abelian.</param>
    public static LinearWord? Between(TranslationSum from, TranslationSum to, bool commuting)
    {
        TranslationSum Form(TranslationSum sum) => commuting ? sum.Abelianised() : sum;
        var (x, y) = (Form(from), Form(to));
        if (x.IsZero || y.IsZero)
            return x == y ? LinearWord.Identity : null;
        var first = x.Terms[0];
        return y
            .Terms.Where(term => term.Letter == first.Letter)
            .Select(term => term.Word * first.Word.Inverse())
            .FirstOrDefault(turn => Form(from.Act(turn)) == y);
    }
}
