using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Bounds that the value of a term keeps wherever it has one, for all signals and parameters: intervals of rationals, from
/// the ranges of the functions, even powers, variances, and extrema against what they are taken of.
/// </summary>
internal static class RangeCheck
{
    private static readonly Range Nonnegative = new(new(Rational.Zero, false), null);

    // 3.1415926 < π < 3.1415927
    private static readonly Range Pi = new(
        new(new Rational(31415926, 10000000), true),
        new(new Rational(31415927, 10000000), true)
    );

    public static bool IsNonnegative(WordTerm term) => Of(term).Low is { At.Sign: >= 0 };

    public static bool IsNonpositive(WordTerm term) => Of(term).High is { At.Sign: <= 0 };

    public static bool IsPositive(WordTerm term) =>
        Of(term).Low is { } low && (low.At.Sign > 0 || (low.At.Sign == 0 && low.IsOpen));

    // An end that is not there is infinite.
    private sealed record End(Rational At, bool IsOpen);

    private sealed record Range(End? Low, End? High)
    {
        public static Range All { get; } = new(null, null);

        public static Range Point(Rational at) => new(new(at, false), new(at, false));

        public Range Negated() => new(Flip(High), Flip(Low));

        public bool HasSign(int sign) =>
            sign >= 0 ? Low is { At.Sign: >= 0 } : High is { At.Sign: <= 0 };

        public static Range operator +(Range a, Range b) =>
            new(Plus(a.Low, b.Low), Plus(a.High, b.High));

        public Range And(Range other) =>
            new(Tighter(Low, other.Low, 1), Tighter(High, other.High, -1));

        private static End? Flip(End? end) => end is null ? null : new(-end.At, end.IsOpen);

        private static End? Plus(End? a, End? b) =>
            a is null || b is null ? null : new(a.At + b.At, a.IsOpen || b.IsOpen);

        private static End? Tighter(End? a, End? b, int direction)
        {
            if (a is null || b is null)
                return a ?? b;
            var order = a.At.CompareTo(b.At) * direction;
            return order > 0 ? a
                : order < 0 ? b
                : new(a.At, a.IsOpen || b.IsOpen);
        }
    }

    private static Range Of(WordTerm term) =>
        term.Match(
            number: Of,
            signal: _ => Range.All,
            parameter: _ => Range.All,
            pointwise: Of,
            sum: Of,
            product: Of,
            reduce: Of
        );

    private static Range Of(WordTerm.Number number)
    {
        var (factor, power) = (number.Value.Factor, number.Value.PowerOfPi);
        if (factor.Sign == 0 || power == 0)
            return Range.Point(factor);
        var one = power > 0 ? Pi : Inverted(Pi);
        var all = Enumerable.Repeat(one, Math.Abs(power)).Aggregate(Range.Point(1), Times);
        return Times(Range.Point(factor), all);
    }

    private static Range Of(WordTerm.Pointwise term)
    {
        bool Is(PointwiseFunction function) => ReferenceEquals(term.Function, function);
        var x = Of(term.Argument);
        var isNonnegative = x.HasSign(1);
        var isNonpositive = x.HasSign(-1);
        Range Between(End? low, End? high) => new(low, high);
        End Closed(Rational at) => new(at, false);
        End Open(Rational at) => new(at, true);
        End? Cut(End? end) => end is { At.Sign: > 0 } ? end : Closed(0);
        if (Is(PointwiseFunction.Identity))
            return x;
        if (Is(PointwiseFunction.Relu))
            return Between(
                Cut(x.Low),
                x.High is null ? null
                    : x.High.At.Sign > 0 ? x.High
                    : Closed(0)
            );
        if (Is(PointwiseFunction.Abs))
            return isNonnegative ? x
                : isNonpositive ? x.Negated()
                : Nonnegative;
        if (Is(PointwiseFunction.Square))
            return Times(isNonpositive ? x.Negated() : x, isNonpositive ? x.Negated() : x)
                .And(Nonnegative);
        if (Is(PointwiseFunction.Reciprocal))
            return isNonnegative ? Inverted(x)
                : isNonpositive ? Inverted(x.Negated()).Negated()
                : Range.All;
        if (Is(PointwiseFunction.Sigmoid))
            return Between(
                isNonnegative ? Closed(new Rational(1, 2)) : Open(0),
                isNonpositive ? Closed(new Rational(1, 2)) : Open(1)
            );
        if (Is(PointwiseFunction.Tanh))
            return Between(
                isNonnegative ? new End(0, IsStrict(x.Low)) : Open(-1),
                isNonpositive ? new End(0, IsStrict(x.High)) : Open(1)
            );
        if (Is(PointwiseFunction.Exp))
            return Between(
                isNonnegative ? new End(1, IsStrict(x.Low)) : Open(0),
                isNonpositive ? new End(1, IsStrict(x.High)) : null
            );
        if (Is(PointwiseFunction.SquareRoot))
            return Between(new End(0, IsPositiveEnd(x.Low)), null);
        if (Is(PointwiseFunction.ReciprocalSquareRoot))
            return Between(Open(0), null);
        if (Is(PointwiseFunction.Step))
            return IsPositiveEnd(x.Low) ? Range.Point(1)
                : isNonpositive ? Range.Point(0)
                : Between(Closed(0), Closed(1));
        return Range.All;
    }

    private static bool IsStrict(End? end) => end is not null && (end.At.Sign != 0 || end.IsOpen);

    private static bool IsPositiveEnd(End? low) =>
        low is not null && (low.At.Sign > 0 || (low.At.Sign == 0 && low.IsOpen));

    /// <summary>1/x for x ≥ 0, which has a value for x > 0 alone.</summary>
    private static Range Inverted(Range x) =>
        new(
            x.High is null ? new(Rational.Zero, true) : Reverse(x.High),
            x.Low is { At.Sign: > 0 } ? Reverse(x.Low) : null
        );

    // An upper end at 0 leaves no value at all, of which any bound is true.
    private static End Reverse(End end) =>
        end.At.Sign > 0 ? new(Rational.One / end.At, end.IsOpen) : new(Rational.Zero, true);

    private static Range Of(WordTerm.Product product)
    {
        var left = product.Factors.SelectMany(Factors).ToList();
        var range = Range.Point(1);
        while (left.Count > 0)
        {
            var factor = left[0];
            left.RemoveAt(0);
            var twin = left.FindIndex(other => TermsUnder.SameUpToNames(factor, other));
            if (twin < 0)
                range = Times(range, Of(factor));
            else
            {
                left.RemoveAt(twin);
                range = Times(range, Of(new WordTerm.Pointwise(PointwiseFunction.Square, factor)));
            }
        }
        return range;
    }

    private static IEnumerable<WordTerm> Factors(WordTerm term) =>
        term is WordTerm.Product product ? product.Factors.SelectMany(Factors) : [term];

    private static Range Of(WordTerm.Reduce reduce)
    {
        var body = Of(reduce.Body);
        if (reduce.By != Reduction.Sum)
            return body;
        if (reduce.Over is Domain.Channels channels)
            return Times(Range.Point(channels.Count), body);
        return new(
            body.Low is { At.Sign: >= 0 } low ? new End(0, IsStrict(low)) : null,
            body.High is { At.Sign: <= 0 } high ? new End(0, IsStrict(high)) : null
        );
    }

    private static Range Of(WordTerm.Sum sum)
    {
        var parts = sum.Terms.SelectMany(Terms).ToList();
        var range = Range.Point(0);
        while (parts.Count > 0)
        {
            var part = parts[0];
            parts.RemoveAt(0);
            var partner = parts.FindIndex(other => Together(part, other) is not null);
            if (partner < 0)
            {
                range += Of(part);
                continue;
            }
            range += Together(part, parts[partner])!.And(Of(part) + Of(parts[partner]));
            parts.RemoveAt(partner);
        }
        return range;
    }

    private static IEnumerable<WordTerm> Terms(WordTerm term) =>
        term switch
        {
            WordTerm.Sum sum => sum.Terms.SelectMany(Terms),
            WordTerm.Product { Factors: [WordTerm.Number number, WordTerm.Sum inner] } => inner
                .Terms.SelectMany(Terms)
                .Select(part => (WordTerm)new WordTerm.Product([number, part])),
            _ => [term],
        };

    /// <summary>A bound on two summands that is better than their bounds by themselves; null for none.</summary>
    private static Range? Together(WordTerm a, WordTerm b)
    {
        if (RangeOfPairs.IsNonnegative(a, b))
            return Nonnegative;
        return RangeOfPairs.IsNonnegative(Minus(a), Minus(b)) ? Nonnegative.Negated() : null;
    }

    private static WordTerm Minus(WordTerm term) =>
        new WordTerm.Product([new WordTerm.Number(-1), term]);

    private static Range Times(Range a, Range b)
    {
        if (a.Low is null && a.High is null || b.Low is null && b.High is null)
            return Range.Point(0) is var zero && (a == zero || b == zero) ? zero : Range.All;
        if (!a.HasSign(1) && a.HasSign(-1))
            return Times(a.Negated(), b).Negated();
        if (!b.HasSign(1) && b.HasSign(-1))
            return Times(a, b.Negated()).Negated();
        if (!a.HasSign(1))
            return b.HasSign(1) ? Times(b, a) : Bounded(a, b);
        // a ≥ 0: the ends of b decide which end of a counts.
        return new(
            b.Low is not { } low ? (a.High is { At.Sign: 0 } ? new(0, false) : null)
                : low.At.Sign >= 0 ? Times(a.Low!, low)
                : a.High is null ? null
                : Times(a.High, low),
            b.High is not { } high ? (a.High is { At.Sign: 0 } ? new(0, false) : null)
                : high.At.Sign <= 0 ? Times(a.Low!, high)
                : a.High is null ? null
                : Times(a.High, high)
        );
    }

    private static Range Bounded(Range a, Range b)
    {
        if (a.Low is null || a.High is null || b.Low is null || b.High is null)
            return Range.All;
        End[] products =
        [
            Times(a.Low, b.Low),
            Times(a.Low, b.High),
            Times(a.High, b.Low),
            Times(a.High, b.High),
        ];
        var (least, most) = (products.Min(end => end.At), products.Max(end => end.At));
        return new(new(least, false), new(most, false));
    }

    // 0 is reached where one of the ends is 0 and reached.
    private static End Times(End a, End b)
    {
        var product = a.At * b.At;
        var isReached =
            product.Sign == 0
                ? (a.At.Sign == 0 && !a.IsOpen) || (b.At.Sign == 0 && !b.IsOpen)
                : !a.IsOpen && !b.IsOpen;
        return new(product, !isReached);
    }
}
