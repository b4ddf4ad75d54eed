using AgeFormal.Algebra;

namespace AgeFormal.Verification;

/// <content>
/// The laws of named functions: what holds for exp, σ, relu, the largest and the smallest value, and not for every φ and every
/// symmetric reduction. A side condition on a sign is
/// a bound that the checker derives for all signals and parameters.
/// </content>
public static partial class Rules
{
    private const string Exponential = "exponential function of a real field";
    private const string Piecewise = "definition by cases at 0";
    private const string Order = "ordered field of real numbers";

    /// <summary>The laws of a field with exp and √.</summary>
    public static Rule FieldLaws { get; } =
        new(
            "field laws",
            "both sides are one sum of products with id t = t, square t = t·t, 1/(a·b) = 1/a·1/b, a·1/a = 1, exp(a + b) = exp a·exp b, exp 0 = 1, √t·√t = t, √exp a = exp(a/2), rsqrt t = 1/√t; the right side divides by nothing and takes no root that the left side does not",
            Exponential
        );

    /// <summary>φ at a number.</summary>
    public static Rule KnownValue { get; } =
        new(
            "known value",
            "φ(q) for a rational q where the value is rational: σ(0) = 1/2, exp 0 = 1, tanh 0 = 0, and relu, abs, square, step, reciprocal, √ by their definitions",
            Piecewise
        );

    /// <summary>relu, abs and step of something of one sign.</summary>
    public static Rule KnownSign { get; } =
        new(
            "known sign",
            "relu t = |t| = t for t ≥ 0, relu t = 0 and |t| = −t for t ≤ 0, step t = 1 for t > 0 and 0 for t ≤ 0",
            Piecewise
        );

    /// <summary>σ(x) + σ(−x) = 1.</summary>
    public static Rule SigmoidComplement { get; } =
        new("sigmoid complement", "σ(t) = 1 − σ(−t)", Exponential);

    /// <summary>tanh is odd.</summary>
    public static Rule OddFunction { get; } =
        new("odd function", "tanh t = −tanh(−t)", Exponential);

    /// <summary>abs is even.</summary>
    public static Rule EvenFunction { get; } = new("even function", "|t| = |−t|", Piecewise);

    /// <summary>relu(x) − relu(−x) = x.</summary>
    public static Rule ReluOfNegative { get; } =
        new("relu of a negative", "relu t = relu(−t) + t", Piecewise);

    /// <summary>relu(x) + relu(−x) = |x|.</summary>
    public static Rule AbsoluteValue { get; } =
        new("absolute value", "|t| = 2·relu t − t, relu t = (t + |t|)/2", Piecewise);

    /// <summary>|xy| = |x||y|.</summary>
    public static Rule AbsoluteValueOfProduct { get; } =
        new("absolute value of a product", "|a·b| = |a|·|b|", Piecewise);

    /// <summary>relu and abs are positively homogeneous.</summary>
    public static Rule NonnegativeFactor { get; } =
        new("nonnegative factor", "relu(a·t) = a·relu t and |a·t| = a·|t| for a ≥ 0", Piecewise);

    /// <summary>step does not see a positive factor.</summary>
    public static Rule PositiveFactorOfStep { get; } =
        new("positive factor of step", "step(a·t) = step t for a > 0", Piecewise);

    /// <summary>Products of relu and step.</summary>
    public static Rule ProductOfGates { get; } =
        new(
            "product of gates",
            "relu t·relu t = t·relu t, step t·step t = step t, t·step t = relu t, relu t·step t = relu t",
            Piecewise
        );

    /// <summary>The root is the nonnegative one.</summary>
    public static Rule Root { get; } =
        new("root", "√s = r for r·r = s and r ≥ 0: √(t·t) = |t|, √(a·t) = √a·√t for a > 0", Order);

    /// <summary>A maximum of what does not vary.</summary>
    public static Rule ExtremumOfConstant { get; } =
        new(
            "extremum of a constant",
            "max and min of t over v not in t are t, those over Ch(1) of t(c) are t(0)",
            Reductions
        );

    /// <summary>A maximum moves with what is added.</summary>
    public static Rule ExtremumOfSum { get; } =
        new(
            "extremum of a sum",
            "max_v (a + t) = a + max_v t for a free of v, and so for the minimum",
            Reductions
        );

    /// <summary>A maximum scales, and becomes a minimum under a negative number.</summary>
    public static Rule ExtremumOfMultiple { get; } =
        new(
            "extremum of a multiple",
            "max_v q·t = q·max_v t for a number q > 0, q·min_v t for q < 0, and so for the minimum",
            Reductions
        );

    /// <summary>Maxima commute.</summary>
    public static Rule ExchangeOfExtrema { get; } =
        new(
            "exchange of extrema",
            "max_u max_v t = max_v max_u t, and so for the minimum",
            Reductions
        );

    /// <summary>A maximum scales with what is nonnegative.</summary>
    public static Rule ExtremumOfNonnegativeMultiple { get; } =
        new(
            "extremum of a nonnegative multiple",
            "max_v a·t = a·max_v t for a ≥ 0 free of v, and so for the minimum",
            Order
        );

    /// <summary>A maximum goes through a monotone function.</summary>
    public static Rule MonotoneFunction { get; } =
        new(
            "monotone function",
            "max_v φ(t) = φ(max_v t) for φ one of id, relu, σ, tanh, exp, √, step, and so for the minimum",
            Order
        );

    /// <summary>σ by exp.</summary>
    public static Rule SigmoidByExponential { get; } =
        new("sigmoid by exp", "σ(t) = 1/(1 + exp(−t))", "definition");

    /// <summary>tanh by exp.</summary>
    public static Rule TanhByExponential { get; } =
        new("tanh by exp", "tanh t = 1 − 2/(1 + exp(2·t))", "definition");

    /// <summary>Every law of a named function: a derivation that uses one holds for the functions as named, not for every φ.</summary>
    public static EqArray<Rule> FunctionLaws { get; } =
    [
        FieldLaws,
        KnownValue,
        KnownSign,
        SigmoidComplement,
        OddFunction,
        EvenFunction,
        ReluOfNegative,
        AbsoluteValue,
        AbsoluteValueOfProduct,
        NonnegativeFactor,
        PositiveFactorOfStep,
        ProductOfGates,
        Root,
        ExtremumOfConstant,
        ExtremumOfSum,
        ExtremumOfMultiple,
        ExchangeOfExtrema,
        ExtremumOfNonnegativeMultiple,
        MonotoneFunction,
        SigmoidByExponential,
        TanhByExponential,
    ];
}
