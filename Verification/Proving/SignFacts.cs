using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>Which sign a term has for all signals and parameters, as far as ranges of functions tell.</summary>
internal sealed class SignFacts(TermKeys keys, FieldForm form)
{
    /// <summary>A bound, and whether it is never reached.</summary>
    private sealed record Bound(Rational At, bool IsStrict);

    public bool IsNonnegative(WordTerm term) => Low(term) is { At.Sign: >= 0 };

    public bool IsNonpositive(WordTerm term) => High(term) is { At.Sign: <= 0 };

    public bool IsPositive(WordTerm term) =>
        Low(term) is { } low && (low.At.Sign > 0 || (low.At.Sign == 0 && low.IsStrict));

    private static Bound At(int value, bool isStrict = false) => new(value, isStrict);

    private Bound? Low(WordTerm term) =>
        term.Match(
            number: number => OfNumber(number.Value, isLow: true),
            signal: _ => null,
            parameter: _ => null,
            pointwise: LowOf,
            sum: sum => OfSum(sum, Low, isLow: true),
            product: product => OfProduct(product, isLow: true),
            reduce: reduce => OfReduction(reduce, Low(reduce.Body), isLow: true)
        );

    private Bound? High(WordTerm term) =>
        term.Match(
            number: number => OfNumber(number.Value, isLow: false),
            signal: _ => null,
            parameter: _ => null,
            pointwise: HighOf,
            sum: sum => OfSum(sum, High, isLow: false),
            product: product => OfProduct(product, isLow: false),
            reduce: reduce => OfReduction(reduce, High(reduce.Body), isLow: false)
        );

    // Powers of π are left out: only their sign is told.
    private static Bound OfNumber(Coefficient value, bool isLow) =>
        value.IsRational ? new(value.Factor, false)
        : value.Factor.Sign > 0 == isLow ? new(Rational.Zero, true)
        : isLow ? new(value.Factor * FourTo(Math.Abs(value.PowerOfPi)), true)
        : new(value.Factor * FourTo(Math.Abs(value.PowerOfPi)), true);

    private static Rational FourTo(int power) =>
        Enumerable.Repeat(new Rational(4, 1), power).Aggregate(Rational.One, (a, b) => a * b);

    private Bound? LowOf(WordTerm.Pointwise term)
    {
        bool Is(PointwiseFunction function) => ReferenceEquals(term.Function, function);
        var t = term.Argument;
        if (Is(PointwiseFunction.Identity))
            return Low(t);
        if (Is(PointwiseFunction.Exp))
            return IsNonnegative(t) ? At(1) : At(0, isStrict: true);
        if (Is(PointwiseFunction.Sigmoid))
            return IsNonnegative(t) ? new(new Rational(1, 2), false) : At(0, isStrict: true);
        if (Is(PointwiseFunction.Tanh))
            return IsNonnegative(t) ? At(0, IsPositive(t)) : At(-1, isStrict: true);
        if (Is(PointwiseFunction.Relu))
            return IsPositive(t) ? Low(t) : At(0);
        if (Is(PointwiseFunction.Abs))
            return IsNonnegative(t) ? Low(t) : At(0);
        if (Is(PointwiseFunction.Square))
            return At(0, IsPositive(t));
        if (Is(PointwiseFunction.SquareRoot))
            return At(0, IsPositive(t));
        if (Is(PointwiseFunction.ReciprocalSquareRoot))
            return At(0, isStrict: true);
        if (Is(PointwiseFunction.Reciprocal))
            return IsNonnegative(t) ? At(0, isStrict: true) : null;
        if (Is(PointwiseFunction.Step))
            return IsPositive(t) ? At(1) : At(0);
        return null;
    }

    private Bound? HighOf(WordTerm.Pointwise term)
    {
        bool Is(PointwiseFunction function) => ReferenceEquals(term.Function, function);
        var t = term.Argument;
        if (Is(PointwiseFunction.Identity))
            return High(t);
        if (Is(PointwiseFunction.Exp))
            return IsNonpositive(t) ? At(1) : null;
        if (Is(PointwiseFunction.Sigmoid))
            return IsNonpositive(t) ? new(new Rational(1, 2), false) : At(1, isStrict: true);
        if (Is(PointwiseFunction.Tanh))
            return IsNonpositive(t) ? At(0) : At(1, isStrict: true);
        if (Is(PointwiseFunction.Relu))
            return IsNonpositive(t) ? At(0) : High(t);
        if (Is(PointwiseFunction.Abs))
            return IsNonnegative(t) ? High(t) : null;
        if (Is(PointwiseFunction.Step))
            return IsNonpositive(t) ? At(0) : At(1);
        if (Is(PointwiseFunction.Reciprocal))
            return Low(t) is { At.Sign: > 0 } low ? new(Rational.One / low.At, low.IsStrict)
                : IsNonpositive(t) ? At(0, isStrict: true)
                : null;
        return null;
    }

    private static Bound? OfReduction(WordTerm.Reduce reduce, Bound? body, bool isLow)
    {
        if (reduce.By != Reduction.Sum || body is null)
            return body;
        if (reduce.Over is Domain.Channels channels)
            return body with { At = body.At * channels.Count };
        var isKept = isLow ? body.At.Sign >= 0 : body.At.Sign <= 0;
        return isKept ? new(Rational.Zero, body.IsStrict || body.At.Sign != 0) : null;
    }

    private Bound? OfProduct(WordTerm.Product product, bool isLow)
    {
        var factors = product.Factors.SelectMany(Factors).ToArray();
        var times = Rational.One;
        var rest = new List<WordTerm>();
        foreach (var group in factors.GroupBy(keys.Full, StringComparer.Ordinal))
        {
            var one = group.First();
            var count = group.Count();
            if (one is WordTerm.Number { Value.IsRational: true } number)
                for (var i = 0; i < count; i++)
                    times *= number.Value.Factor;
            else if (count % 2 == 1)
                rest.Add(one);
            if (one is not WordTerm.Number && count >= 2)
                rest.Add(new WordTerm.Pointwise(PointwiseFunction.Square, one));
        }
        if (times.Sign == 0)
            return At(0);
        if (rest is [var only])
        {
            var bound = times.Sign > 0 == isLow ? Low(only) : High(only);
            return bound is null ? null : bound with { At = bound.At * times };
        }
        var sign = times.Sign;
        var isStrict = true;
        foreach (var factor in rest)
        {
            if (IsNonpositive(factor))
                sign = -sign;
            else if (!IsNonnegative(factor))
                return null;
            isStrict &= IsPositive(factor);
        }
        if (sign > 0 == isLow)
            return At(0, isStrict);
        if (!rest.All(IsNonnegative) || times.Sign < 0 != isLow)
            return null;
        var high = new Bound(times, false);
        foreach (var factor in rest)
        {
            if (High(factor) is not { } bound)
                return null;
            high = new(high.At * bound.At, false);
        }
        return high;
    }

    private static IEnumerable<WordTerm> Factors(WordTerm term) =>
        term is WordTerm.Product product ? product.Factors.SelectMany(Factors) : [term];

    private Bound? OfSum(WordTerm.Sum sum, Func<WordTerm, Bound?> part, bool isLow)
    {
        var parts = sum.Terms.SelectMany(Terms).ToList();
        var total = new Bound(Rational.Zero, false);
        while (parts.Count > 0)
        {
            var one = parts[0];
            parts.RemoveAt(0);
            var partner = parts.FindIndex(other =>
                isLow ? IsPair(one, other) : IsPair(Minus(one), Minus(other))
            );
            if (partner >= 0)
            {
                parts.RemoveAt(partner);
                continue;
            }
            if (part(one) is not { } bound)
                return null;
            total = new(total.At + bound.At, total.IsStrict || bound.IsStrict);
        }
        return total;
    }

    private static WordTerm Minus(WordTerm term) =>
        new WordTerm.Product([new WordTerm.Number(-1), term]);

    private static IEnumerable<WordTerm> Terms(WordTerm term) =>
        term switch
        {
            WordTerm.Sum sum => sum.Terms.SelectMany(Terms),
            WordTerm.Product { Factors: [WordTerm.Number number, WordTerm.Sum inner] } => inner
                .Terms.SelectMany(Terms)
                .Select(part => (WordTerm)new WordTerm.Product([number, part])),
            _ => [term],
        };

    /// <summary>Whether a + b ≥ 0: a variance, a maximum less a mean, a mean less a minimum, |t| or relu t less t.</summary>
    private bool IsPair(WordTerm a, WordTerm b) => InOrder(a, b) || InOrder(b, a);

    private bool InOrder(WordTerm a, WordTerm b)
    {
        var (more, tops) = Split(a);
        var (minus, bottoms) = Split(b);
        var less = -minus;
        if (more.Sign <= 0 || less.Sign <= 0 || tops is not [var top])
            return false;
        if (top is WordTerm.Reduce outer && Rooted(bottoms) is { } inner)
            return IsVariance(outer, more, inner, less);
        if (more != less || bottoms.Count == 0)
            return false;
        var bottom = FieldForm.Product(bottoms);
        return top switch
        {
            WordTerm.Pointwise pointwise => (
                ReferenceEquals(pointwise.Function, PointwiseFunction.Abs)
                || ReferenceEquals(pointwise.Function, PointwiseFunction.Relu)
            )
                && keys.Full(pointwise.Argument) == keys.Full(bottom),
            WordTerm.Reduce { By: Reduction.Max } most => bottom
                is WordTerm.Reduce { By: Reduction.Mean or Reduction.Min } low
                && IsSame(most with { By = low.By }, low),
            WordTerm.Reduce { By: Reduction.Mean } mean => bottom
                is WordTerm.Reduce { By: Reduction.Min } low
                && IsSame(mean with { By = Reduction.Min }, low),
            _ => false,
        };
    }

    private bool IsVariance(WordTerm.Reduce outer, Rational p, WordTerm.Reduce inner, Rational q)
    {
        Rational times = (outer.By, outer.Over) switch
        {
            (Reduction.Mean, _) => 1,
            (Reduction.Sum, Domain.Channels channels) => channels.Count,
            _ => 0,
        };
        return times.Sign > 0
            && p >= times * q
            && IsSame(
                outer,
                inner with
                {
                    Body = new WordTerm.Pointwise(PointwiseFunction.Square, inner.Body),
                }
            );
    }

    private bool IsSame(WordTerm.Reduce left, WordTerm.Reduce right) =>
        left.By == right.By
        && left.Over == right.Over
        && left.Variable == right.Variable
        && form.Same(left.Body, right.Body);

    private WordTerm.Reduce? Rooted(IReadOnlyList<WordTerm> factors)
    {
        var root = factors switch
        {
            [WordTerm.Pointwise { Argument: WordTerm.Reduce inside } square]
                when ReferenceEquals(square.Function, PointwiseFunction.Square) => inside,
            [WordTerm.Reduce one, WordTerm.Reduce other] when keys.Full(one) == keys.Full(other) =>
                one,
            _ => null,
        };
        return root is { By: Reduction.Mean or Reduction.Sum } ? root : null;
    }

    private static (Rational Times, IReadOnlyList<WordTerm> Factors) Split(WordTerm term)
    {
        var times = Rational.One;
        var rest = new List<WordTerm>();
        foreach (var factor in Factors(term))
            if (factor is WordTerm.Number { Value.IsRational: true } number)
                times *= number.Value.Factor;
            else
                rest.Add(factor);
        return (times, rest);
    }
}
