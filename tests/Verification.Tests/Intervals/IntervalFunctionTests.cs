using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Intervals;

namespace AgeFormal.Verification.Tests.Intervals;

/// <summary>What is said of a function's value contains it, and at 256 bits hardly more.</summary>
public sealed class IntervalFunctionTests
{
    private static readonly (
        PointwiseFunction Function,
        Func<Rational, (Rational, Rational)> At
    )[] Known =
    [
        (PointwiseFunction.Exp, Reals.Exp),
        (PointwiseFunction.Sigmoid, Reals.Sigmoid),
        (PointwiseFunction.Tanh, Reals.Tanh),
        (PointwiseFunction.Silu, Reals.Silu),
        (PointwiseFunction.Gelu, Reals.Gelu),
        (PointwiseFunction.SquareRoot, x => Reals.SquareRoot(x.Sign < 0 ? -x : x)),
        (
            PointwiseFunction.ReciprocalSquareRoot,
            x =>
                Reals.SquareRoot(x.Sign < 0 ? -x : x) is var (low, high)
                    ? (Rational.One / high, Rational.One / low)
                    : default
        ),
    ];

    private static IEnumerable<PointwiseFunction> Functions => Known.Select(one => one.Function);

    [TestCaseSource(nameof(Functions))]
    public void The_value_at_a_fraction_is_enclosed_at_every_precision(PointwiseFunction function)
    {
        var at = Known.Single(one => one.Function.Equals(function)).At;
        foreach (var x in Fractions(function, 60))
        {
            var number = at(x);
            foreach (var bits in new[] { 16, 64, 256 })
            {
                var value = new IntervalFunctions(new(bits)).Of(function)(new Interval.Exact(x));
                Assert.That(
                    Misfit(value, number, x, bits),
                    Is.Null,
                    $"{function}({x}), {bits} bits"
                );
            }
        }
    }

    /// <summary>The same comparison finds an interval that is too narrow by one unit, and one that is too wide.</summary>
    [TestCaseSource(nameof(Functions))]
    public void A_bound_that_is_moved_over_the_value_is_found(PointwiseFunction function)
    {
        const int bits = 64;
        var at = Known.Single(one => one.Function.Equals(function)).At;
        foreach (var x in Fractions(function, 10))
        {
            var number = at(x);
            var value = (Interval.Between)
                new IntervalFunctions(new(bits)).Of(function)(new Interval.Exact(x));
            Assert.That(
                Misfit(value with { Low = value.High }, number, x, bits),
                Is.EqualTo("too narrow"),
                $"{function}({x})"
            );
            Assert.That(
                Misfit(value with { High = value.Low }, number, x, bits),
                Is.EqualTo("too narrow"),
                $"{function}({x})"
            );
            Assert.That(
                Misfit(
                    value with
                    {
                        Low = Dyadic.Min(value.Low, -value.Low).Scaled(bits),
                    },
                    number,
                    x,
                    bits
                ),
                Is.EqualTo("too wide"),
                $"{function}({x})"
            );
        }
    }

    [TestCaseSource(nameof(Functions))]
    public void The_value_on_an_interval_encloses_that_at_every_point_of_it(
        PointwiseFunction function
    )
    {
        var arithmetic = new IntervalArithmetic(64);
        var at = new IntervalFunctions(arithmetic).Of(function);
        var fractions = Fractions(function, 40).Order().ToArray();
        foreach (var (low, high) in fractions.Zip(fractions.Skip(3)))
        {
            var value = at(
                    new Interval.Between(
                        arithmetic.Enclosed(low).Low,
                        arithmetic.Enclosed(high).High
                    )
                )
                .Enclosure()!
                .Value;
            foreach (var point in fractions.Where(x => low <= x && x <= high))
                Assert.That(
                    value.Contains(at(new Interval.Exact(point)).Enclosure()!.Value),
                    $"{function} on [{low}, {high}] at {point}"
                );
        }
    }

    [Test]
    public void Pi_is_enclosed_and_is_not_3()
    {
        foreach (var bits in new[] { 8, 64, 256, 300 })
            Assert.That(
                Misfit(CircleNumber.Of(bits), Reals.Pi(), 0, bits),
                Is.Null,
                $"{bits} bits"
            );
        Assert.That(Interval.CertainlyDiffer(CircleNumber.Of(64), new Interval.Exact(3)));
        var archimedes = new Rational(22, 7);
        Assert.That(Interval.CertainlyDiffer(CircleNumber.Of(64), new Interval.Exact(archimedes)));
    }

    [Test]
    public void Values_that_are_fractions_are_exact()
    {
        var of = new IntervalFunctions(new(64));
        Interval At(PointwiseFunction function, Rational x) =>
            of.Of(function)(new Interval.Exact(x));
        Interval Exact(Rational value) => new Interval.Exact(value);
        Assert.Multiple(() =>
        {
            Assert.That(At(PointwiseFunction.Exp, 0), Is.EqualTo(Exact(1)));
            Assert.That(At(PointwiseFunction.Sigmoid, 0), Is.EqualTo(Exact(new(1, 2))));
            Assert.That(At(PointwiseFunction.Tanh, 0), Is.EqualTo(Exact(0)));
            Assert.That(At(PointwiseFunction.SquareRoot, new(9, 4)), Is.EqualTo(Exact(new(3, 2))));
            Assert.That(
                At(PointwiseFunction.ReciprocalSquareRoot, new(9, 4)),
                Is.EqualTo(Exact(new(2, 3)))
            );
            Assert.That(At(PointwiseFunction.Relu, -5), Is.EqualTo(Exact(0)));
            Assert.That(At(PointwiseFunction.Abs, -5), Is.EqualTo(Exact(5)));
            Assert.That(At(PointwiseFunction.Square, new(-1, 3)), Is.EqualTo(Exact(new(1, 9))));
            Assert.That(At(PointwiseFunction.Step, new(1, 1000)), Is.EqualTo(Exact(1)));
            Assert.That(At(PointwiseFunction.Step, 0), Is.EqualTo(Exact(0)));
            Assert.That(At(PointwiseFunction.Reciprocal, 4), Is.EqualTo(Exact(new(1, 4))));
        });
    }

    [Test]
    public void What_has_no_value_is_said_to_have_none_and_nothing_is_said_where_it_may_have_none()
    {
        var arithmetic = new IntervalArithmetic(64);
        var of = new IntervalFunctions(arithmetic);
        var around = new Interval.Between(-Dyadic.One, Dyadic.One);
        foreach (
            var (function, outside) in new[]
            {
                (PointwiseFunction.Reciprocal, 0),
                (PointwiseFunction.SquareRoot, -1),
                (PointwiseFunction.ReciprocalSquareRoot, 0),
                (PointwiseFunction.ReciprocalSquareRoot, -4),
            }
        )
        {
            Assert.That(
                of.Of(function)(new Interval.Exact(outside)),
                Is.EqualTo(Interval.Undefined.Instance)
            );
            Assert.That(of.Of(function)(around), Is.EqualTo(Interval.Unknown.Instance));
        }
        foreach (var other in (Interval[])[Interval.Zero, around, Interval.Unknown.Instance])
        {
            Assert.That(
                arithmetic.Multiply(other, Interval.Undefined.Instance),
                Is.EqualTo(Interval.Undefined.Instance)
            );
            Assert.That(
                arithmetic.Max(Interval.Undefined.Instance, other),
                Is.EqualTo(Interval.Undefined.Instance)
            );
        }
        Assert.That(
            arithmetic.Multiply(Interval.Zero, Interval.Unknown.Instance),
            Is.EqualTo(Interval.Unknown.Instance)
        );
    }

    [Test]
    public void Far_from_zero_gelu_is_the_relu_but_for_a_tail_of_known_size()
    {
        var of = new IntervalFunctions(new(64)).Of(PointwiseFunction.Gelu);
        foreach (var x in new[] { 12, 30, 31, 32, 33, 100, 300_000 })
        {
            var (above, below) = (of(new Interval.Exact(x)), of(new Interval.Exact(-x)));
            var tail = new Rational(1, System.Numerics.BigInteger.One << 40);
            Assert.That(
                above.Enclosure()!.Value.Low,
                Is.GreaterThan(x - tail).And.LessThan(x + tail)
            );
            Assert.That(above.Enclosure()!.Value.High, Is.LessThan(x + tail));
            Assert.That(below.Enclosure()!.Value.High, Is.EqualTo(Rational.Zero).Or.LessThan(tail));
            Assert.That(below.Enclosure()!.Value.Low, Is.GreaterThan(-tail));
        }
    }

    [TestCase(300_000)]
    [TestCase(-300_000)]
    public void Powers_beyond_all_sizes_end_without_a_wrong_bound(int exponent)
    {
        var of = new IntervalFunctions(new(64));
        var value = of.Exp(new Interval.Exact(exponent));
        Assert.That(
            value.Match(
                exact: _ => false,
                between: between => exponent < 0 && between.Low.Sign == 0 && between.High.Sign > 0,
                undefined: _ => false,
                unknown: _ => exponent > 0
            )
        );
        Assert.That(of.Sigmoid(new Interval.Exact(exponent)).HasValue);
        Assert.That(of.Sigmoid(of.Exp(new Interval.Exact(12))).HasValue);
    }

    [Test]
    public void A_function_of_the_users_own_is_known_where_it_is_exact()
    {
        var of = new IntervalFunctions(new(64));
        var third = new PointwiseFunction("third", x => x / 3, x => x / 3);
        var real = new PointwiseFunction("real", x => x);
        var root = new PointwiseFunction("inverse", x => 1 / x, x => Rational.One / x);
        var inexact = new PointwiseFunction(
            "inexact",
            x => x,
            x => throw new NotExactException($"{x}")
        );
        Assert.That(of.Of(third)(Interval.One), Is.EqualTo(new Interval.Exact(new(1, 3))));
        Assert.That(of.Of(real)(Interval.One), Is.EqualTo(Interval.Unknown.Instance));
        Assert.That(of.Of(root)(Interval.Zero), Is.EqualTo(Interval.Undefined.Instance));
        Assert.That(of.Of(inexact)(Interval.One), Is.EqualTo(Interval.Unknown.Instance));
        Assert.That(of.Of(third)(CircleNumber.Of(64)), Is.EqualTo(Interval.Unknown.Instance));
    }

    /// <summary>Where the bounds of a logarithm are raised to powers of e, the number lies between.</summary>
    [Test]
    public void A_logarithm_is_enclosed()
    {
        var of = new IntervalFunctions(new(64)).Of(PointwiseFunction.Log);
        foreach (var x in Fractions(PointwiseFunction.SquareRoot, 40))
        {
            var value = (Interval.Between)of(new Interval.Exact(x));
            var (low, high) = (value.Low.ToRational(), value.High.ToRational());
            Assert.That(Reals.Exp(low).High < x && x < Reals.Exp(high).Low, $"log {x}");
            Assert.That((high - low).ToDouble(), Is.LessThan(1e-15), $"log {x}");
        }
    }

    /// <summary>Whole powers are exact; the p-th power of the bounds of x^(q/p) encloses x^q.</summary>
    [TestCase(5, 3)]
    [TestCase(-1, 3)]
    [TestCase(3, 2)]
    [TestCase(-7, 4)]
    public void A_broken_power_is_enclosed(int numerator, int denominator)
    {
        var of = new IntervalFunctions(new(64)).Of(
            PointwiseFunction.Power(new(numerator, denominator))
        );
        foreach (var x in Fractions(PointwiseFunction.SquareRoot, 40))
        {
            var value = (Interval.Between)of(new Interval.Exact(x));
            var exact = PointwiseFunction.Power(numerator).Exact!(x);
            var raised = PointwiseFunction.Power(denominator).Exact!;
            var (low, high) = (value.Low.ToRational(), value.High.ToRational());
            Assert.That(raised(low) < exact && exact < raised(high), $"{x}");
            Assert.That(((high - low) / high).ToDouble(), Is.LessThan(1e-15), $"{x}");
        }
    }

    [Test]
    public void A_logarithm_and_a_broken_power_have_no_value_below_zero()
    {
        var of = new IntervalFunctions(new(64));
        Interval At(PointwiseFunction function, Rational x) =>
            of.Of(function)(new Interval.Exact(x));
        var none = Interval.Undefined.Instance;
        Assert.Multiple(() =>
        {
            Assert.That(At(PointwiseFunction.Log, -1), Is.EqualTo(none));
            Assert.That(At(PointwiseFunction.Log, 0), Is.EqualTo(none));
            Assert.That(At(PointwiseFunction.Log, 1), Is.EqualTo(Interval.Zero));
            Assert.That(At(PointwiseFunction.Power(new(1, 3)), -8), Is.EqualTo(none));
            Assert.That(At(PointwiseFunction.Power(new(1, 3)), 0), Is.EqualTo(Interval.Zero));
            Assert.That(At(PointwiseFunction.Power(new(-1, 3)), 0), Is.EqualTo(none));
            Assert.That(At(PointwiseFunction.Power(-1), 0), Is.EqualTo(none));
            Assert.That(
                At(PointwiseFunction.Power(-3), -2),
                Is.EqualTo(new Interval.Exact(new(-1, 8)))
            );
            Assert.That(double.IsNaN(PointwiseFunction.Power(new(1, 3)).Real(-8)));
        });
    }

    private static Rational[] Fractions(PointwiseFunction function, int count)
    {
        var random = new Random(17);
        var isRoot =
            function.Equals(PointwiseFunction.SquareRoot)
            || function.Equals(PointwiseFunction.ReciprocalSquareRoot);
        // The series of Φ in the test has no digits left far away.
        var largest = function.Equals(PointwiseFunction.Gelu) ? 8 : 40;
        // No squares, whose roots are exact.
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    var size = new Rational(
                        random.Next(1, 4000),
                        random.Next(1, 1 << (i % 20 + 1)) * 100 + 1
                    );
                    return isRoot || random.Next(2) == 0 ? size : -size;
                })
                .Where(x => !isRoot || x.SquareRoot() is null)
                .Where(x => (x.Sign < 0 ? -x : x) < largest),
        ];
    }

    /// <summary>Null for an interval that contains the number and is narrow for its bits.</summary>
    private static string? Misfit(
        Interval value,
        (Rational Low, Rational High) number,
        Rational argument,
        int bits
    )
    {
        if (value.Enclosure() is not { } of)
            return "no value";
        if (number.Low < of.Low || of.High < number.High)
            return "too narrow";
        var size = number.High.Sign < 0 ? -number.Low : number.High;
        var slack = new Rational(1, System.Numerics.BigInteger.One << (bits - 6));
        // The relative error of eˣ is the absolute one of x.
        var factor = (size + 1) * ((argument.Sign < 0 ? -argument : argument) + 1);
        return of.High - of.Low > factor * slack ? "too wide" : null;
    }

    /// <summary>The step is 0 at 0: on [0, 1] it takes both of its values.</summary>
    [Test]
    public void A_step_at_zero_is_zero()
    {
        var step = new IntervalFunctions(new(64)).Of(PointwiseFunction.Step);
        Assert.That(step(Interval.Zero), Is.EqualTo(Interval.Zero));
        var both = new Interval.Between(Dyadic.Zero, Dyadic.One);
        Assert.That(step(both), Is.EqualTo(both));
        Assert.That(
            step(new Interval.Between(-Dyadic.One, Dyadic.Zero)),
            Is.EqualTo(Interval.Zero)
        );
    }
}
