using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>
/// A real number known up to rounding: it lies within <see cref="Radius"/> of <see cref="Middle"/>. Sums and products
/// carry the rounding error that was made, computed exactly, so that arithmetic on small integers has radius 0.
/// </summary>
/// <remarks>
/// Undefined (the middle is NaN): 1/0, the root of a negative number and all that reads them. Unclear (the radius is
/// infinite): within rounding it may be undefined, or it left the range of doubles.
/// </remarks>
internal readonly record struct Tracked(double Middle, double Radius)
{
    private const double Unit = 1.0 / (1L << 52);

    public static Tracked Undefined { get; } = new(double.NaN, 0);

    public static Tracked Unclear { get; } = new(0, double.PositiveInfinity);

    public static Tracked Zero { get; } = new(0, 0);

    public static Tracked One { get; } = new(1, 0);

    public bool IsUndefined => double.IsNaN(Middle);

    public bool IsUnclear => double.IsPositiveInfinity(Radius);

    private double Low => Middle - Radius;

    private double High => Middle + Radius;

    public static Tracked Exact(double value) => new(value, 0);

    /// <summary>A value of a function of the run-time library, right but for a few units in the last place.</summary>
    public static Tracked Rounded(double value, double radius = 0) =>
        double.IsFinite(value) && double.IsFinite(radius)
            ? new(value, radius * (1 + 8 * Unit) + 8 * Unit * Math.Abs(value) + double.Epsilon)
            : Unclear;

    public static Tracked operator +(Tracked a, Tracked b)
    {
        if (Odd(a, b) is { } odd)
            return odd;
        var sum = a.Middle + b.Middle;
        var of = sum - a.Middle;
        var error = a.Middle - (sum - of) + (b.Middle - of);
        return Settled(sum, a.Radius + b.Radius + Math.Abs(error));
    }

    public static Tracked operator *(Tracked a, Tracked b)
    {
        if (Odd(a, b) is { } odd)
            return odd;
        var product = a.Middle * b.Middle;
        var error = Math.Abs(Math.FusedMultiplyAdd(a.Middle, b.Middle, -product));
        var isSmall = Math.Abs(product) < 1e-280 && a.Middle != 0 && b.Middle != 0;
        return Settled(
            product,
            Math.Abs(a.Middle) * b.Radius
                + Math.Abs(b.Middle) * a.Radius
                + a.Radius * b.Radius
                + error
                + (isSmall ? double.Epsilon : 0)
        );
    }

    public static Tracked operator -(Tracked a) => a with { Middle = -a.Middle };

    public Tracked Over(int count)
    {
        if (IsUndefined || IsUnclear)
            return this;
        var quotient = Middle / count;
        var rest = Math.Abs(Math.FusedMultiplyAdd(-quotient, count, Middle));
        return Settled(quotient, (Radius + rest) / count);
    }

    public static Tracked Larger(Tracked a, Tracked b) =>
        Odd(a, b) ?? new(Math.Max(a.Middle, b.Middle), Width(a, b));

    public static Tracked Smaller(Tracked a, Tracked b) =>
        Odd(a, b) ?? new(Math.Min(a.Middle, b.Middle), Width(a, b));

    /// <summary>φ of the number; undefined and unclear stay what they are.</summary>
    public Tracked Apply(string function)
    {
        if (IsUndefined || IsUnclear)
            return this;
        return function switch
        {
            "id" => this,
            "relu" => High <= 0 ? Zero : this with { Middle = Math.Max(Middle, 0) },
            "abs" => this with { Middle = Math.Abs(Middle) },
            "square" => this * this,
            "reciprocal" => Reciprocal(),
            "sigmoid" => Sigmoid(),
            "tanh" => Tanh(),
            "exp" => Exp(),
            // Slopes are at most 1.13 in size.
            "silu" => Rounded(PointwiseFunction.Silu.Real(Middle), 1.13 * Radius),
            "gelu" => Rounded(PointwiseFunction.Gelu.Real(Middle), 1.13 * Radius),
            "sqrt" => SquareRoot(),
            "rsqrt" => ReciprocalSquareRoot(),
            "log" => Log(),
            "step" => Low > 0 ? One
            : High <= 0 ? Zero
            : new(0.5, 0.5),
            _ => throw new ArgumentException(
                $"The function '{function}' is not known to the judge.",
                nameof(function)
            ),
        };
    }

    /// <summary>Whether both are defined and apart by more than rounding.</summary>
    public static bool Differ(Tracked a, Tracked b) =>
        !a.IsUndefined
        && !b.IsUndefined
        && Math.Abs(a.Middle - b.Middle) > (a.Radius + b.Radius) * (1 + 16 * Unit);

    /// <summary>Whether both are defined and known well enough to be compared.</summary>
    public static bool Comparable(Tracked a, Tracked b) =>
        !a.IsUndefined && !b.IsUndefined && !a.IsUnclear && !b.IsUnclear;

    /// <inheritdoc/>
    public override string ToString() =>
        IsUndefined ? "undefined"
        : IsUnclear ? "unclear"
        : $"{Middle:R} ± {Radius:G2}";

    private Tracked Reciprocal() =>
        Middle == 0 && Radius == 0 ? Undefined
        : Math.Abs(Middle) <= Radius ? Unclear
        : Rounded(1 / Middle, Radius / (Math.Abs(Middle) * (Math.Abs(Middle) - Radius)));

    private Tracked Sigmoid()
    {
        var nearest = Math.Exp(-Math.Max(0, Math.Abs(Middle) - Radius));
        var slope = nearest / ((1 + nearest) * (1 + nearest));
        var e = Math.Exp(-Math.Abs(Middle));
        return Rounded(Middle >= 0 ? 1 / (1 + e) : e / (1 + e), Radius * slope);
    }

    private Tracked Tanh()
    {
        var nearest = Math.Tanh(Math.Max(0, Math.Abs(Middle) - Radius));
        return Rounded(Math.Tanh(Middle), Radius * Math.Min(1, 1 - nearest * nearest + 8 * Unit));
    }

    private Tracked Exp()
    {
        var value = Math.Exp(Middle);
        return Rounded(value, value * (Radius < 1e-5 ? Radius * 1.0001 : Math.Exp(Radius) - 1));
    }

    private Tracked Log() =>
        High <= 0 ? Undefined
        : Low <= 0 ? Unclear
        : Rounded(Math.Log(Middle), Radius / Low);

    private Tracked SquareRoot() =>
        High < 0 ? Undefined
        : Low < 0 ? Unclear
        : Middle == 0 ? Zero
        : Rounded(Math.Sqrt(Middle), Radius / Math.Sqrt(Middle));

    private Tracked ReciprocalSquareRoot() =>
        High <= 0 ? Undefined
        : Low <= 0 ? Unclear
        : Rounded(1 / Math.Sqrt(Middle), Radius / (2 * Low * Math.Sqrt(Low)));

    private static double Width(Tracked a, Tracked b) => Math.Max(a.Radius, b.Radius);

    private static Tracked? Odd(Tracked a, Tracked b) =>
        a.IsUndefined || b.IsUndefined ? Undefined
        : a.IsUnclear || b.IsUnclear ? Unclear
        : null;

    private static Tracked Settled(double middle, double radius) =>
        double.IsFinite(middle) && double.IsFinite(radius)
            ? new(middle, radius * (1 + 8 * Unit))
            : Unclear;
}
