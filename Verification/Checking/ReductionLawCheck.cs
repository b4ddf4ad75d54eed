using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>Whether a term follows from a reduction by a law of sums, means, maxima and minima.</summary>
internal static class ReductionLawCheck
{
    public static bool Follows(Rule rule, WordTerm.Reduce left, WordTerm right)
    {
        var isLinear = left.By is Reduction.Sum or Reduction.Mean;
        if (rule == Rules.Additivity)
            return isLinear
                && left.Body is WordTerm.Sum sum
                && right is WordTerm.Sum parts
                && parts.Terms
                    == sum.Terms.Select(part => (WordTerm)(left with { Body = part })).ToEqArray();
        if (rule == Rules.Homogeneity)
            return isLinear
                && right is WordTerm.Product product
                && Factored(left, product) is not null;
        if (rule == Rules.UnusedVariable)
            return isLinear && !FreeNames.Occurs(left.Body, left.Variable) && IsUnused(left, right);
        if (rule == Rules.Exchange || rule == Rules.ExchangeOfExtrema)
            return isLinear == (rule == Rules.Exchange)
                && left.Body is WordTerm.Reduce inner
                && (isLinear ? inner.By is Reduction.Sum or Reduction.Mean : inner.By == left.By)
                && inner.Variable != left.Variable
                && right == inner with { Body = left with { Body = inner.Body } };
        if (rule == Rules.ChannelsWrittenOut)
            return left is { By: Reduction.Sum, Over: Domain.Channels written }
                && right is WordTerm.Sum values
                && values.Terms.Count == written.Count
                && values.Terms.Index().All(value => IsAt(value.Index, left, value.Item));
        if (rule == Rules.MeanOverChannels)
            return left is { By: Reduction.Mean, Over: Domain.Channels channels }
                && right
                    == new WordTerm.Product([
                        new WordTerm.Number(new Rational(1, channels.Count)),
                        left with
                        {
                            By = Reduction.Sum,
                        },
                    ]);
        if (rule == Rules.OneChannel)
            return isLinear && IsOnly(left, right);
        if (rule == Rules.ExtremumOfConstant)
            return !isLinear
                && (
                    IsOnly(left, right)
                    || !FreeNames.Occurs(left.Body, left.Variable) && right == left.Body
                );
        if (rule == Rules.ExtremumOfSum)
            return !isLinear && right is WordTerm.Sum shifted && IsShifted(left, shifted);
        return rule == Rules.ExtremumOfMultiple
            && !isLinear
            && right
                is WordTerm.Product
                {
                    Factors: [WordTerm.Number { Value: var by }, WordTerm.Reduce scaled]
                }
            && by.Factor.Sign != 0
            && scaled == left with { By = scaled.By, Body = scaled.Body }
            && scaled.By == (by.Factor.Sign > 0 ? left.By : Opposite(left.By))
            && RingCheck.Follows(
                left.Body,
                new WordTerm.Product([new WordTerm.Number(by), scaled.Body])
            );
    }

    /// <summary>The factors that a product takes out of a reduction of a product; null when it is not that.</summary>
    public static IReadOnlyList<WordTerm>? Factored(WordTerm.Reduce left, WordTerm.Product right)
    {
        if (
            right.Factors.Items is not [.. var free, WordTerm.Reduce inner]
            || left != inner with { Body = left.Body }
            || free.Any(factor => FreeNames.Occurs(factor, left.Variable))
        )
            return null;
        var kept = inner.Body is WordTerm.Product product ? product.Factors : [inner.Body];
        var missing = (left.Body is WordTerm.Product body ? body.Factors : [left.Body]).ToList();
        foreach (var factor in free.Concat(kept))
            if (!missing.Remove(factor) && factor != new WordTerm.Number(1))
                return null;
        return missing.Count == 0 ? free : null;
    }

    private static bool IsOnly(WordTerm.Reduce left, WordTerm right) =>
        left.Over == new Domain.Channels(1) && IsAt(0, left, right);

    private static bool IsAt(int channel, WordTerm.Reduce left, WordTerm right) =>
        (
            TermsUnder.Nothing with
            {
                Channels = TermsUnder.Nothing.Channels.SetItem(
                    left.Variable,
                    new Channel.Literal(channel)
                ),
            }
        ).Same(left.Body, right);

    private static bool IsUnused(WordTerm.Reduce left, WordTerm right) =>
        left.By != Reduction.Sum || left.Body == new WordTerm.Number(0)
            ? right == left.Body
            : left.Over is Domain.Channels channels
                && right == new WordTerm.Product([new WordTerm.Number(channels.Count), left.Body]);

    private static bool IsShifted(WordTerm.Reduce left, WordTerm.Sum right)
    {
        if (
            left.Body is not WordTerm.Sum body
            || right.Terms.Items is not [.. var free, WordTerm.Reduce inner]
            || left != inner with { Body = left.Body }
            || free.Any(part => FreeNames.Occurs(part, left.Variable))
        )
            return false;
        var kept = inner.Body is WordTerm.Sum sum ? sum.Terms : [inner.Body];
        var missing = body.Terms.ToList();
        return free.Concat(kept).All(missing.Remove) && missing.Count == 0;
    }

    private static Reduction Opposite(Reduction by) =>
        by == Reduction.Max ? Reduction.Min : Reduction.Max;
}
