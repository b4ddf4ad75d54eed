using System.Globalization;
using System.Numerics;
using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>
/// A function φ: ℝ → ℝ applied to each value. Theorems hold for every φ; only its name and meaning differ.
/// </summary>
/// <remarks>
/// Two functions are equal when their names are: the name is what formulas, files and kernels know. A function with
/// <see cref="Exact"/> maps rationals to rationals and takes part in exact evaluation.
/// </remarks>
public sealed class PointwiseFunction : IEquatable<PointwiseFunction>
{
    /// <summary>A function of the user's own.</summary>
    /// <param name="name">The name, for example <c>relu</c>.</param>
    /// <param name="real">The value in double precision.</param>
    /// <param name="exact">The exact value on ℚ, where there is one.</param>
    /// <param name="latex">The name in LaTeX; by default the operator name set upright.</param>
    public PointwiseFunction(
        string name,
        Func<double, double> real,
        Func<Rational, Rational>? exact = null,
        string? latex = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(real);
        Name = name;
        Real = real;
        Exact = exact;
        Latex = latex ?? $@"\operatorname{{{name}}}";
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>k of x ↦ xᵏ, <see cref="Power"/>; null for another function.</summary>
    public Rational? Exponent { get; private init; }

    /// <summary>φ in double precision.</summary>
    public Func<double, double> Real { get; }

    /// <summary>φ on ℚ, or null where its values are not rational.</summary>
    public Func<Rational, Rational>? Exact { get; }

    /// <summary>The name in LaTeX.</summary>
    public string Latex { get; }

    /// <summary>x ↦ x.</summary>
    public static PointwiseFunction Identity { get; } = new("id", x => x, x => x);

    /// <summary>x ↦ max(x, 0).</summary>
    public static PointwiseFunction Relu { get; } =
        new("relu", x => x > 0 ? x : 0, x => x > Rational.Zero ? x : Rational.Zero);

    /// <summary>x ↦ |x|.</summary>
    public static PointwiseFunction Abs { get; } = new("abs", Math.Abs, x => x.Sign < 0 ? -x : x);

    /// <summary>x ↦ x².</summary>
    public static PointwiseFunction Square { get; } = new("square", x => x * x, x => x * x);

    /// <summary>x ↦ 1/x.</summary>
    public static PointwiseFunction Reciprocal { get; } =
        new("reciprocal", x => 1 / x, x => Rational.One / x);

    /// <summary>x ↦ 1/(1 + e⁻ˣ).</summary>
    public static PointwiseFunction Sigmoid { get; } =
        new("sigmoid", x => 1 / (1 + Math.Exp(-x)), latex: @"\sigma");

    /// <summary>x ↦ tanh x.</summary>
    public static PointwiseFunction Tanh { get; } = new("tanh", Math.Tanh, latex: @"\tanh");

    /// <summary>x ↦ eˣ.</summary>
    public static PointwiseFunction Exp { get; } = new("exp", Math.Exp, latex: @"\exp");

    /// <summary>x ↦ √x; exact on the squares of rationals.</summary>
    public static PointwiseFunction SquareRoot { get; } = new("sqrt", Math.Sqrt, Root);

    /// <summary>x ↦ 1/√x; exact on the squares of rationals.</summary>
    public static PointwiseFunction ReciprocalSquareRoot { get; } =
        new("rsqrt", x => 1 / Math.Sqrt(x), x => Rational.One / Root(x));

    /// <summary>x ↦ 1 where x > 0, else 0: the integer stand-in of a gate.</summary>
    public static PointwiseFunction Step { get; } =
        new("step", x => x > 0 ? 1 : 0, x => x > Rational.Zero ? Rational.One : Rational.Zero);

    /// <summary>x ↦ x/(1 + e⁻ˣ). Elfwing et al. 2018, Sigmoid-weighted linear units.</summary>
    public static PointwiseFunction Silu { get; } = new("silu", x => x / (1 + Math.Exp(-x)));

    /// <summary>
    /// x ↦ x·Φ(x) with Φ the distribution function of a standard normal variable, not its approximation by tanh. Hendrycks and
    /// Gimpel 2016, Gaussian error linear units.
    /// </summary>
    public static PointwiseFunction Gelu { get; } =
        new("gelu", x => x * NormalDistribution.Cumulative(x));

    /// <summary>x ↦ the natural logarithm of x; without a value (NaN) below 0, −∞ at 0.</summary>
    public static PointwiseFunction Log { get; } = new("log", Math.Log, latex: @"\log");

    /// <summary>
    /// x ↦ xᵏ for a fixed k, <c>pow(x, k)</c>: exact for an integer k. For another k it has no value (NaN) below 0, as in
    /// libtorch; at 0 it is 0 for k &gt; 0 and ∞ for k &lt; 0.
    /// </summary>
    /// <param name="exponent">k, other than 0, with numerator and denominator of at most 300.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is 0 or too large.</exception>
    public static PointwiseFunction Power(Rational exponent)
    {
        if (!IsExponent(exponent))
            throw new ArgumentOutOfRangeException(
                nameof(exponent),
                exponent,
                $"An exponent other than 0, with numerator and denominator of at most {Limits.Power}, is expected."
            );
        var k = exponent.ToDouble();
        return new(
            PowerName
                + (
                    exponent.IsInteger
                        ? $"{exponent.Numerator}"
                        : $"{exponent.Numerator}/{exponent.Denominator}"
                ),
            x => Math.Pow(x, k),
            exponent.IsInteger ? x => Raised(x, (int)exponent.Numerator) : null,
            @"\operatorname{pow}"
        )
        {
            Exponent = exponent,
        };
    }

    /// <summary>The function of a name, one of <see cref="All"/> or a power; null where there is none.</summary>
    public static PointwiseFunction? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(function => function.Name == name) ?? FindPower(name);
    }

    /// <summary>Whether there is x ↦ xᵏ.</summary>
    internal static bool IsExponent(Rational exponent) =>
        exponent.Sign != 0
        && BigInteger.Abs(exponent.Numerator) <= Limits.Power
        && exponent.Denominator <= Limits.Power;

    /// <summary>The functions that every interpretation knows, powers aside.</summary>
    public static EqArray<PointwiseFunction> All { get; } =
    [
        Identity,
        Relu,
        Abs,
        Square,
        Reciprocal,
        Sigmoid,
        Tanh,
        Exp,
        SquareRoot,
        ReciprocalSquareRoot,
        Step,
        Silu,
        Gelu,
        Log,
    ];

    private const string PowerName = "pow ";

    // "pow 3", "pow -1/2": as Power names them, and no other spelling.
    private static PointwiseFunction? FindPower(string name)
    {
        if (!name.StartsWith(PowerName, StringComparison.Ordinal))
            return null;
        var parts = name[PowerName.Length..].Split('/');
        BigInteger? Whole(string digits) =>
            digits.Length <= 4
            && BigInteger.TryParse(
                digits,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var value
            )
                ? value
                : null;
        if (
            parts.Length > 2
            || Whole(parts[0]) is not { } numerator
            || Whole(parts.ElementAtOrDefault(1) ?? "1") is not { IsZero: false } denominator
        )
            return null;
        var exponent = new Rational(numerator, denominator);
        return IsExponent(exponent) && Power(exponent) is var power && power.Name == name
            ? power
            : null;
    }

    private static Rational Raised(Rational value, int exponent)
    {
        if (exponent < 0)
            return Rational.One / Raised(value, -exponent);
        return new(
            BigInteger.Pow(value.Numerator, exponent),
            BigInteger.Pow(value.Denominator, exponent)
        );
    }

    private static Rational Root(Rational value) =>
        value.SquareRoot()
        ?? throw new NotExactException($"the square root of {value} is not rational");

    /// <inheritdoc/>
    public bool Equals(PointwiseFunction? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PointwiseFunction);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
