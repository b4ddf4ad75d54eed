using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Intervals;

/// <summary>
/// The pointwise functions on numbers of which an interval is known. Monotone functions are enclosed at the end points;
/// a function without a value at the argument gives none.
/// </summary>
internal sealed class IntervalFunctions
{
    private readonly IntervalArithmetic _in;
    private readonly Exponential _exponential;
    private readonly Logarithm _logarithm;
    private readonly NormalProbability _normal;
    private readonly Interval.Between _unit = new(Dyadic.Zero, Dyadic.One);

    public IntervalFunctions(IntervalArithmetic arithmetic)
    {
        _in = arithmetic;
        _exponential = new(arithmetic.Bits);
        _logarithm = new(arithmetic.Bits);
        _normal = new(arithmetic.Bits);
    }

    /// <summary>The function by its name; one of the user's own is known at fractions alone, and where it is exact.</summary>
    public Func<Interval, Interval> Of(PointwiseFunction function) =>
        function.Name switch
        {
            "id" => x => x,
            "relu" => x => _in.Max(x, Interval.Zero),
            "abs" => x => _in.Max(_in.Max(x, IntervalArithmetic.Negate(x)), Interval.Zero),
            "square" => Square,
            "reciprocal" => _in.Reciprocal,
            "sigmoid" => Sigmoid,
            "tanh" => Tanh,
            "exp" => Exp,
            "sqrt" => SquareRoot,
            "rsqrt" => x => ReciprocalSquareRoot(x),
            "step" => Step,
            "silu" => x => _in.Multiply(x, Sigmoid(x)),
            "gelu" => x => _in.Multiply(x, Normal(x)),
            "log" => Log,
            _ when function.Exponent is { } exponent => x => Power(x, exponent),
            _ => x => Own(function, x),
        };

    /// <summary>eˣ.</summary>
    public Interval Exp(Interval x) =>
        IntervalArithmetic.Map(
            x,
            exact =>
                exact.Sign == 0 ? Interval.One : Monotone(_in.Enclosed(exact), _exponential.At),
            between => Monotone(between, _exponential.At)
        );

    /// <summary>log x, without a value for x ≤ 0.</summary>
    public Interval Log(Interval x) =>
        IntervalArithmetic.Map(
            x,
            exact =>
                exact.Sign <= 0 ? Interval.Undefined.Instance
                : exact == Rational.One ? Interval.Zero
                : Monotone(_in.Enclosed(exact), _logarithm.At),
            between =>
                between.High.Sign <= 0 ? Interval.Undefined.Instance
                : between.Low.Sign <= 0 ? Interval.Unknown.Instance
                : Monotone(between, _logarithm.At)
        );

    /// <summary>1/(1 + e⁻ˣ), between 0 and 1.</summary>
    public Interval Sigmoid(Interval x) =>
        IntervalArithmetic.Map(
            x,
            exact =>
                exact.Sign == 0
                    ? new Interval.Exact(new(1, 2))
                    : Monotone(_in.Enclosed(exact), SigmoidAt),
            between => Monotone(between, SigmoidAt)
        );

    /// <summary>2σ(2x) − 1, between −1 and 1.</summary>
    public Interval Tanh(Interval x) =>
        IntervalArithmetic.Map(
            x,
            exact => exact.Sign == 0 ? Interval.Zero : Monotone(_in.Enclosed(exact), TanhAt),
            between => Monotone(between, TanhAt)
        );

    /// <summary>√x, without a value for x &lt; 0.</summary>
    public Interval SquareRoot(Interval x) =>
        IntervalArithmetic.Map(
            x,
            exact =>
                exact.Sign < 0 ? Interval.Undefined.Instance
                : exact.SquareRoot() is { } root ? new Interval.Exact(root)
                : RootOf(_in.Enclosed(exact)),
            between =>
                between.High.Sign < 0 ? Interval.Undefined.Instance
                : between.Low.Sign < 0 ? Interval.Unknown.Instance
                : RootOf(between)
        );

    // A product of |k| factors or its reciprocal; else e to the power k·log x, without a value below 0.
    private Interval Power(Interval x, Rational exponent)
    {
        if (exponent.IsInteger)
        {
            var power = Power(x, (int)System.Numerics.BigInteger.Abs(exponent.Numerator));
            return exponent.Sign < 0 ? _in.Reciprocal(power) : power;
        }
        if (exponent.Denominator == 2)
            return Power(SquareRoot(x), exponent.Numerator);
        return x is Interval.Exact { Value.Sign: 0 }
            ? exponent.Sign > 0
                ? Interval.Zero
                : Interval.Undefined.Instance
            : Exp(_in.Multiply(new Interval.Exact(exponent), Log(x)));
    }

    private Interval Power(Interval x, int exponent) =>
        exponent == 1 ? x
        : exponent % 2 == 0 ? Square(Power(x, exponent / 2))
        : _in.Multiply(x, Power(x, exponent - 1));

    // Φ(x), the factor of gelu.
    private Interval Normal(Interval x) =>
        IntervalArithmetic.Map(
            x,
            exact => Monotone(_in.Enclosed(exact), NormalAt),
            between => Monotone(between, NormalAt)
        );

    private Interval ReciprocalSquareRoot(Interval x) => _in.Reciprocal(SquareRoot(x));

    private Interval Square(Interval x) =>
        IntervalArithmetic.Map(
            x,
            exact => _in.Of(exact * exact),
            between =>
                _in.Multiply(between, between) is Interval.Between product
                    ? product with
                    {
                        Low = Dyadic.Max(product.Low, Dyadic.Zero),
                    }
                    : Interval.Unknown.Instance
        );

    private static Interval Step(Interval x) =>
        x.Match(
            exact: exact => exact.Value.Sign > 0 ? Interval.One : Interval.Zero,
            between: between =>
                between.Low.Sign > 0 ? Interval.One
                : between.High.Sign <= 0 ? Interval.Zero
                : new Interval.Between(Dyadic.Zero, Dyadic.One),
            undefined: undefined => undefined,
            unknown: unknown => (Interval)unknown
        );

    private Interval Own(PointwiseFunction function, Interval x)
    {
        if (x is not Interval.Exact known || function.Exact is not { } exact)
            return x is Interval.Undefined ? x : Interval.Unknown.Instance;
        try
        {
            return _in.Of(exact(known.Value));
        }
        catch (DivideByZeroException)
        {
            return Interval.Undefined.Instance;
        }
        catch (NotExactException)
        {
            return Interval.Unknown.Instance;
        }
    }

    private Interval.Between RootOf(Interval.Between x) =>
        new(x.Low.SquareRoot(_in.Bits, Rounding.Down), x.High.SquareRoot(_in.Bits, Rounding.Up));

    private Interval SigmoidAt(Dyadic x) =>
        Within(_in.Reciprocal(_in.Add(Interval.One, _exponential.At(-x))), _unit);

    private Interval NormalAt(Dyadic x) => Within(_normal.At(x), _unit);

    private Interval TanhAt(Dyadic x) =>
        Within(
            _in.Add(
                _in.Multiply(new Interval.Exact(2), SigmoidAt(x.Scaled(1))),
                new Interval.Exact(-1)
            ),
            new(-Dyadic.One, Dyadic.One)
        );

    // The range of a function narrows what is known of its value.
    private static Interval Within(Interval value, Interval.Between range) =>
        value.Match(
            exact: exact => exact,
            between: between =>
                (Interval)
                    new Interval.Between(
                        Dyadic.Max(between.Low, range.Low),
                        Dyadic.Min(between.High, range.High)
                    ),
            undefined: undefined => undefined,
            unknown: _ => range
        );

    // The values of an increasing function lie between those at the end points.
    private Interval Monotone(Interval.Between x, Func<Dyadic, Interval> at) =>
        (_in.Bounds(at(x.Low)), _in.Bounds(at(x.High))) is ({ } low, { } high)
            ? new Interval.Between(low.Low, high.High)
            : Interval.Unknown.Instance;
}
