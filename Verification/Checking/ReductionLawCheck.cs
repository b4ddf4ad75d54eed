using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>Whether a term follows from a reduction by a law of sums, means, maxima and minima.</summary>
internal static class ReductionLawCheck
{
    public static bool Additivity(WordTerm.Reduce left, WordTerm right) =>
        IsLinear(left)
        && left.Body is WordTerm.Sum sum
        && right is WordTerm.Sum parts
        && parts.Terms
            == sum.Terms.Select(part => (WordTerm)(left with { Body = part })).ToEqArray();

    public static bool Homogeneity(WordTerm.Reduce left, WordTerm right) =>
        IsLinear(left) && right is WordTerm.Product product && Factored(left, product) is not null;

    public static bool UnusedVariable(WordTerm.Reduce left, WordTerm right) =>
        IsLinear(left) && !FreeNames.Occurs(left.Body, left.Variable) && IsUnused(left, right);

    public static bool Exchange(WordTerm.Reduce left, WordTerm right) =>
        IsLinear(left)
        && left.Body is WordTerm.Reduce inner
        && IsLinear(inner)
        && IsExchanged(left, inner, right);

    public static bool ExchangeOfExtrema(WordTerm.Reduce left, WordTerm right) =>
        !IsLinear(left)
        && left.Body is WordTerm.Reduce inner
        && inner.By == left.By
        && IsExchanged(left, inner, right);

    public static bool ChannelsWrittenOut(WordTerm.Reduce left, WordTerm right) =>
        left is { By: Reduction.Sum, Over: Domain.Channels written }
        && right is WordTerm.Sum values
        && values.Terms.Count == written.Count
        && values.Terms.Index().All(value => IsAt(value.Index, left, value.Item));

    public static bool MeanOverChannels(WordTerm.Reduce left, WordTerm right) =>
        left is { By: Reduction.Mean, Over: Domain.Channels channels }
        && right
            == new WordTerm.Product([
                new WordTerm.Number(new Rational(1, channels.Count)),
                left with
                {
                    By = Reduction.Sum,
                },
            ]);

    public static bool OneChannel(WordTerm.Reduce left, WordTerm right) =>
        IsLinear(left) && IsOnly(left, right);

    public static bool ExtremumOfConstant(WordTerm.Reduce left, WordTerm right) =>
        !IsLinear(left)
        && (
            IsOnly(left, right) || !FreeNames.Occurs(left.Body, left.Variable) && right == left.Body
        );

    public static bool ExtremumOfSum(WordTerm.Reduce left, WordTerm right) =>
        !IsLinear(left) && right is WordTerm.Sum shifted && IsShifted(left, shifted);

    public static bool ExtremumOfMultiple(WordTerm.Reduce left, WordTerm right) =>
        !IsLinear(left)
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

    private static bool IsLinear(WordTerm.Reduce reduce) =>
        reduce.By is Reduction.Sum or Reduction.Mean;

    private static bool IsExchanged(WordTerm.Reduce left, WordTerm.Reduce inner, WordTerm right) =>
        inner.Variable != left.Variable
        && right == inner with { Body = left with { Body = inner.Body } };

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
