using AgeFormal.Algebra;

namespace AgeFormal.Verification.Intervals;

/// <summary>
/// Sums, products and quotients of numbers of which an interval is known, with bounds of so many bits rounded outwards.
/// Fractions stay exact as long as they are short. What has no value makes no value of all that it is part of.
/// </summary>
/// <param name="bits">The bits of a bound.</param>
internal sealed class IntervalArithmetic(int bits)
{
    // Fractions with longer numerators or denominators are enclosed.
    private const int LongestExact = 2048;

    // Numbers from 2 to the power of this on are not told from one another.
    private const int LargestTop = 1 << 19;

    /// <summary>The bits of a bound.</summary>
    public int Bits => bits;

    /// <summary>A fraction.</summary>
    public Interval Of(Rational value) =>
        value.Numerator.GetBitLength() <= LongestExact
        && value.Denominator.GetBitLength() <= LongestExact
            ? new Interval.Exact(value)
            : Enclosed(value);

    /// <summary>A fraction between two numbers with so many bits.</summary>
    public Interval.Between Enclosed(Rational value) =>
        new(Dyadic.Of(value, bits, Rounding.Down), Dyadic.Of(value, bits, Rounding.Up));

    /// <summary>a + b.</summary>
    public Interval Add(Interval left, Interval right) =>
        Both(
            left,
            right,
            (a, b) => Of(a + b),
            (a, b) =>
                Between(
                    Dyadic.Add(a.Low, b.Low, bits, Rounding.Down),
                    Dyadic.Add(a.High, b.High, bits, Rounding.Up)
                )
        );

    /// <summary>a · b.</summary>
    public Interval Multiply(Interval left, Interval right)
    {
        if (IsZero(left) && right.HasValue || IsZero(right) && left.HasValue)
            return Interval.Zero;
        return Both(left, right, (a, b) => Of(a * b), Product);
    }

    /// <summary>−a.</summary>
    public static Interval Negate(Interval value) =>
        value.Match(
            exact: exact => new Interval.Exact(-exact.Value),
            between: between => (Interval)new Interval.Between(-between.High, -between.Low),
            undefined: undefined => undefined,
            unknown: unknown => unknown
        );

    /// <summary>1 / a; without a value at 0.</summary>
    public Interval Reciprocal(Interval value) =>
        value.Match(
            exact: exact =>
                exact.Value.Sign == 0
                    ? Interval.Undefined.Instance
                    : Of(Rational.One / exact.Value),
            between: between =>
                between.Low.Sign > 0 || between.High.Sign < 0
                    ? Between(
                        Dyadic.Divide(Dyadic.One, between.High, bits, Rounding.Down),
                        Dyadic.Divide(Dyadic.One, between.Low, bits, Rounding.Up)
                    )
                    : Interval.Unknown.Instance,
            undefined: undefined => undefined,
            unknown: unknown => (Interval)unknown
        );

    /// <summary>The larger of two numbers.</summary>
    public Interval Max(Interval left, Interval right) =>
        Both(
            left,
            right,
            (a, b) => new Interval.Exact(a > b ? a : b),
            (a, b) =>
                a.Low >= b.High ? left
                : b.Low >= a.High ? right
                : new Interval.Between(Dyadic.Max(a.Low, b.Low), Dyadic.Max(a.High, b.High))
        );

    /// <summary>The smaller of two numbers.</summary>
    public Interval Min(Interval left, Interval right) => Negate(Max(Negate(left), Negate(right)));

    /// <summary>The function value for a fraction, or for bounds, of the one argument.</summary>
    public static Interval Map(
        Interval value,
        Func<Rational, Interval> exact,
        Func<Interval.Between, Interval> between
    ) =>
        value.Match(
            exact: known => exact(known.Value),
            between: between,
            undefined: undefined => undefined,
            unknown: unknown => (Interval)unknown
        );

    /// <summary>The bounds of what has a value.</summary>
    public Interval.Between? Bounds(Interval value) =>
        value.Match(
            exact: exact => Enclosed(exact.Value),
            between: between => between,
            undefined: _ => (Interval.Between?)null,
            unknown: _ => null
        );

    private static bool IsZero(Interval value) => value is Interval.Exact { Value.Sign: 0 };

    private Interval Both(
        Interval left,
        Interval right,
        Func<Rational, Rational, Interval> exact,
        Func<Interval.Between, Interval.Between, Interval> between
    )
    {
        if (left is Interval.Undefined || right is Interval.Undefined)
            return Interval.Undefined.Instance;
        if (left is Interval.Exact a && right is Interval.Exact b)
            return exact(a.Value, b.Value);
        return Bounds(left) is { } lower && Bounds(right) is { } upper
            ? between(lower, upper)
            : Interval.Unknown.Instance;
    }

    private Interval Product(Interval.Between left, Interval.Between right)
    {
        if (left.Low.Sign >= 0 && right.Low.Sign >= 0)
            return Between(
                (left.Low * right.Low).Round(bits, Rounding.Down),
                (left.High * right.High).Round(bits, Rounding.Up)
            );
        Dyadic[] products =
        [
            left.Low * right.Low,
            left.Low * right.High,
            left.High * right.Low,
            left.High * right.High,
        ];
        return Between(
            products.Aggregate(Dyadic.Min).Round(bits, Rounding.Down),
            products.Aggregate(Dyadic.Max).Round(bits, Rounding.Up)
        );
    }

    // Beyond the largest size nothing is known; what is smaller than the smallest is bounded by it and by 0.
    private static Interval Between(Dyadic low, Dyadic high) =>
        low.Top > LargestTop || high.Top > LargestTop
            ? Interval.Unknown.Instance
            : new Interval.Between(Normal(low, Rounding.Down), Normal(high, Rounding.Up));

    private static Dyadic Normal(Dyadic bound, Rounding rounding) =>
        bound.Sign == 0 ? Dyadic.Zero
        : bound.Top >= -LargestTop ? bound
        : bound.Sign > 0 == (rounding == Rounding.Up) ? new(bound.Sign, -LargestTop)
        : Dyadic.Zero;
}
