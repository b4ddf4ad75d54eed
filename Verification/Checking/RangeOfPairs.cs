using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Sums of two summands that are nowhere negative: a variance, a maximum less a mean, a minimum or a value of it, and |t| or relu t
/// less t.
/// </summary>
internal static class RangeOfPairs
{
    /// <summary>Whether a + b ≥ 0 wherever it has a value, by one of these laws, in either order.</summary>
    public static bool IsNonnegative(WordTerm a, WordTerm b) => InOrder(a, b) || InOrder(b, a);

    private static bool InOrder(WordTerm a, WordTerm b)
    {
        var (more, large) = Split(a);
        var (minus, small) = Split(b);
        var less = -minus;
        if (more.Sign <= 0 || less.Sign <= 0)
            return false;
        if (IsSquareOfReduction(small, out var inner) && large is [WordTerm.Reduce outer])
            return IsVariance(outer, more, inner, less);
        if (large is not [var top] || small.Count == 0 || more != less)
            return false;
        var bottom = small.Count == 1 ? small[0] : new WordTerm.Product(small.ToEqArray());
        return IsAbove(top, bottom);
    }

    private static bool IsAbove(WordTerm top, WordTerm bottom)
    {
        if (
            top is WordTerm.Pointwise pointwise
            && (
                ReferenceEquals(pointwise.Function, PointwiseFunction.Abs)
                || ReferenceEquals(pointwise.Function, PointwiseFunction.Relu)
            )
        )
            return RingCheck.Follows(pointwise.Argument, bottom)
                && RingCheck.Follows(bottom, pointwise.Argument);
        if (top is WordTerm.Reduce { By: Reduction.Max } most)
            return bottom is WordTerm.Reduce { By: Reduction.Mean or Reduction.Min } low
                    && Same(most with { By = low.By }, low)
                || IsValue(most, bottom);
        if (bottom is not WordTerm.Reduce { By: Reduction.Min } least)
            return false;
        return top is WordTerm.Reduce { By: Reduction.Mean } mean
                && Same(mean with { By = Reduction.Min }, least)
            || IsValue(least, top);
    }

    /// <summary>
    /// Whether a term is the body of a reduction over channels at a fixed one of them, or of a reduction over elements at e.
    /// </summary>
    private static bool IsValue(WordTerm.Reduce over, WordTerm value)
    {
        var at = TermsUnder.Nothing;
        if (over.Over is Domain.Channels channels)
            return LiteralsOf(value)
                .Where(literal => literal.Index >= 0 && literal.Index < channels.Count)
                .Any(literal =>
                    (at with { Channels = at.Channels.SetItem(over.Variable, literal) }).Same(
                        over.Body,
                        value
                    )
                );
        var hasUnit = over.Over is Domain.PointElements or Domain.Translations or Domain.WholeGroup;
        return hasUnit
            && (at with { Words = at.Words.SetItem(over.Letter!, NormalForm.Identity) }).Same(
                over.Body,
                value
            );
    }

    private static IEnumerable<Channel.Literal> LiteralsOf(WordTerm term) =>
        term.Match(
            number: _ => [],
            signal: signal => new[] { signal.Channel }.OfType<Channel.Literal>(),
            parameter: parameter => parameter.Channels.OfType<Channel.Literal>(),
            pointwise: pointwise => LiteralsOf(pointwise.Argument),
            sum: sum => sum.Terms.SelectMany(LiteralsOf),
            product: product => product.Factors.SelectMany(LiteralsOf),
            reduce: reduce => LiteralsOf(reduce.Body)
        );

    /// <summary>p·Red t² − q·(Red t)² ≥ 0: for the mean where p ≥ q, for the sum over n channels where p ≥ n·q.</summary>
    private static bool IsVariance(
        WordTerm.Reduce outer,
        Rational p,
        WordTerm.Reduce inner,
        Rational q
    )
    {
        var times = (outer.By, outer.Over) switch
        {
            (Reduction.Mean, _) => Rational.One,
            (Reduction.Sum, Domain.Channels channels) => channels.Count,
            _ => Rational.Zero,
        };
        return times.Sign > 0
            && p >= times * q
            && Same(
                outer,
                inner with
                {
                    Body = new WordTerm.Pointwise(PointwiseFunction.Square, inner.Body),
                }
            );
    }

    /// <summary>Whether two reductions are one up to names and the laws of a field in their bodies.</summary>
    private static bool Same(WordTerm.Reduce left, WordTerm.Reduce right)
    {
        var (a, b) = (
            (WordTerm.Reduce)BoundNames.ByHeight(left),
            (WordTerm.Reduce)BoundNames.ByHeight(right)
        );
        return a == b with { Body = a.Body }
            && FieldCheck.Follows(a.Body, b.Body)
            && FieldCheck.Follows(b.Body, a.Body);
    }

    private static bool IsSquareOfReduction(
        IReadOnlyList<WordTerm> factors,
        out WordTerm.Reduce root
    )
    {
        var reduce = factors switch
        {
            [WordTerm.Pointwise { Argument: WordTerm.Reduce inside } square]
                when ReferenceEquals(square.Function, PointwiseFunction.Square) => inside,
            [WordTerm.Reduce one, WordTerm.Reduce other]
                when TermsUnder.SameUpToNames(one, other) => one,
            _ => null,
        };
        root = reduce!;
        return reduce is { By: Reduction.Mean or Reduction.Sum };
    }

    /// <summary>The rational coefficient of a product and its other factors.</summary>
    private static (Rational Times, IReadOnlyList<WordTerm> Factors) Split(WordTerm term)
    {
        var times = Rational.One;
        var factors = new List<WordTerm>();
        void Visit(WordTerm part)
        {
            if (part is WordTerm.Product product)
                foreach (var factor in product.Factors)
                    Visit(factor);
            else if (part is WordTerm.Number { Value.IsRational: true } number)
                times *= number.Value.Factor;
            else
                factors.Add(part);
        }
        Visit(term);
        return (times, factors);
    }
}
