using AgeFormal.Algebra;

namespace AgeFormal.Verification.Intervals;

/// <summary>What is known about a real number that an expression names.</summary>
internal abstract record Interval
{
    private Interval() { }

    /// <summary>0.</summary>
    public static Interval Zero { get; } = new Exact(Rational.Zero);

    /// <summary>1.</summary>
    public static Interval One { get; } = new Exact(Rational.One);

    /// <summary>It is a known fraction.</summary>
    /// <param name="Value">The fraction.</param>
    public sealed record Exact(Rational Value) : Interval;

    /// <summary>It lies between two bounds, which belong to the interval.</summary>
    /// <param name="Low">Not above the number.</param>
    /// <param name="High">Not below the number.</param>
    public sealed record Between(Dyadic Low, Dyadic High) : Interval;

    /// <summary>The expression has no value: it contains 1/0, or the root of a negative number.</summary>
    public sealed record Undefined : Interval
    {
        /// <summary>The only one.</summary>
        public static Undefined Instance { get; } = new();
    }

    /// <summary>Nothing is known, not even whether there is a value.</summary>
    public sealed record Unknown : Interval
    {
        /// <summary>The only one.</summary>
        public static Unknown Instance { get; } = new();
    }

    /// <summary>One function per case.</summary>
    public T Match<T>(
        Func<Exact, T> exact,
        Func<Between, T> between,
        Func<Undefined, T> undefined,
        Func<Unknown, T> unknown
    ) =>
        this switch
        {
            Exact value => exact(value),
            Between value => between(value),
            Undefined value => undefined(value),
            Unknown value => unknown(value),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Whether the expression has a value, as far as is known.</summary>
    public bool HasValue => this is Exact or Between;

    /// <summary>Whether two numbers are unequal for certain: two different fractions, or disjoint intervals.</summary>
    public static bool CertainlyDiffer(Interval left, Interval right) =>
        (left, right) switch
        {
            (Exact a, Exact b) => a.Value != b.Value,
            (Between a, Between b) => a.High < b.Low || b.High < a.Low,
            (Exact a, Between b) => LiesOutside(a.Value, b),
            (Between a, Exact b) => LiesOutside(b.Value, a),
            _ => false,
        };

    /// <summary>Whether two numbers are equal for certain: the same fraction.</summary>
    public static bool CertainlyAgree(Interval left, Interval right) =>
        left is Exact a && right is Exact b && a.Value == b.Value;

    /// <summary>What is known, as two fractions; null where there is no value or nothing is known.</summary>
    public Enclosure? Enclosure() =>
        Match(
            exact: exact => new Enclosure(exact.Value, exact.Value),
            between: between => new Enclosure(between.Low.ToRational(), between.High.ToRational()),
            undefined: _ => (Enclosure?)null,
            unknown: _ => null
        );

    private static bool LiesOutside(Rational value, Between bounds)
    {
        // A bound of the fraction on either side, as sharp as the bounds that it is compared with.
        var bits = 64 + (int)long.Max(Length(bounds.Low), Length(bounds.High));
        return Dyadic.Of(value, bits, Rounding.Up) < bounds.Low
            || Dyadic.Of(value, bits, Rounding.Down) > bounds.High;
    }

    private static long Length(Dyadic of) => (long)of.Mantissa.GetBitLength();
}
