using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Whether the right side of an equation is the left side with one part replaced, by a law of terms, by one that has its value
/// wherever it has one.
/// </summary>
internal static class TermLawCheck
{
    /// <summary>Null when it follows.</summary>
    public static string? Of(Rule rule, WordTerm left, WordTerm right) =>
        OnePart(left, right, LawChecks.Of(rule))
            ? null
            : $"the right side is not the left side with one part replaced by '{rule.Name}'";

    /// <summary>Congruence: whether a relation holds of the terms or of their only different parts.</summary>
    public static bool OnePart(
        WordTerm left,
        WordTerm right,
        Func<WordTerm, WordTerm, bool> follows
    )
    {
        bool OnlyOne(EqArray<WordTerm> a, EqArray<WordTerm> b)
        {
            if (a.Count != b.Count)
                return false;
            var differ = Enumerable.Range(0, a.Count).Where(i => a[i] != b[i]).ToArray();
            return differ is [var only] && OnePart(a[only], b[only], follows);
        }
        var below = left.Match(
            number: _ => false,
            signal: _ => false,
            parameter: _ => false,
            pointwise: a =>
                right is WordTerm.Pointwise b
                && ReferenceEquals(a.Function, b.Function)
                && OnePart(a.Argument, b.Argument, follows),
            sum: a => right is WordTerm.Sum b && OnlyOne(a.Terms, b.Terms),
            product: a => right is WordTerm.Product b && OnlyOne(a.Factors, b.Factors),
            reduce: a =>
                right is WordTerm.Reduce b
                && a == b with { Body = a.Body }
                && OnePart(a.Body, b.Body, follows)
        );
        return below || follows(left, right);
    }
}
