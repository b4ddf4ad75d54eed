using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Intervals;

namespace AgeFormal.Verification.Models;

/// <summary>
/// Fractions for f and W, and the sums, products, means, maxima, minima and functions that the formula names, each as what
/// is known of its value: a fraction, an interval, or that it has none.
/// </summary>
internal sealed class IntervalMeaning : Meaning<Interval>
{
    private readonly ModelData _data;
    private readonly IntervalArithmetic _in;
    private readonly IntervalFunctions _functions;
    private readonly Surrogates _surrogates;
    private Interval? _pi;

    /// <param name="data">The entries of f and of the parameters.</param>
    /// <param name="surrogates">The functions that are replaced; none for the formula as it is written.</param>
    /// <param name="bits">The bits of a bound.</param>
    public IntervalMeaning(ModelData data, Surrogates surrogates, int bits)
    {
        _data = data;
        _in = new(bits);
        _functions = new(_in);
        _surrogates = surrogates;
    }

    public override Interval Zero => Interval.Zero;

    public override Interval One => Interval.One;

    public override Interval Add(Interval left, Interval right) => _in.Add(left, right);

    public override Interval Multiply(Interval left, Interval right) => _in.Multiply(left, right);

    public override Interval Number(Coefficient value)
    {
        var factor = _in.Of(value.Factor);
        if (value.IsRational)
            return factor;
        var pi = _pi ??= CircleNumber.Of(_in.Bits);
        var power = Enumerable
            .Repeat(pi, Math.Abs(value.PowerOfPi))
            .Aggregate(Interval.One, _in.Multiply);
        return _in.Multiply(factor, value.PowerOfPi > 0 ? power : _in.Reciprocal(power));
    }

    public override Interval Signal(int channel, int element) =>
        _in.Of(_data.Signal(channel, element));

    public override Interval Parameter(int parameter, long index) =>
        _in.Of(_data.Parameter(parameter, index));

    public override int Element(string name, int order) => _data.Element(name);

    public override Func<Interval, Interval> Function(PointwiseFunction function) =>
        _surrogates.For(function) is { } polynomial
            ? x => Polynomial(polynomial, x)
            : _functions.Of(function);

    public override Interval Take(Reduction by, Interval partial, Interval value, int taken) =>
        by switch
        {
            Reduction.Sum or Reduction.Mean => _in.Add(partial, value),
            Reduction.Max => taken == 0 ? value : _in.Max(partial, value),
            Reduction.Min => taken == 0 ? value : _in.Min(partial, value),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public override Interval Finish(Reduction by, Interval partial, int count) =>
        by == Reduction.Mean
            ? _in.Multiply(partial, new Interval.Exact(new Rational(1, count)))
            : partial;

    private Interval Polynomial(IntegerPolynomial polynomial, Interval x) =>
        polynomial
            .Coefficients.Reverse()
            .Aggregate(
                Interval.Zero,
                (result, coefficient) =>
                    _in.Add(_in.Multiply(result, x), new Interval.Exact(coefficient))
            );
}
