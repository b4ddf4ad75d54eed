using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Identity;

/// <summary>The place of one equation of Theorem 1.</summary>
/// <param name="By">ḡ.</param>
/// <param name="At">The positions g, or g and g̃.</param>
/// <param name="Channels">The output channels.</param>
internal sealed record Instance(int By, EqArray<int> At, EqArray<int> Channels);

/// <summary>Both sides of Theorem 1 on integer data, in a number field.</summary>
internal sealed class Sides<T>
    where T : struct
{
    private readonly TorusGroup _group;
    private readonly FormulaProgram<T> _program;
    private readonly Frame<T> _frame;

    public Sides(FiniteModel model, Meaning<T> meaning, Formula formula, Work? work = null)
    {
        _group = model.Group;
        _program = new(model, meaning, formula);
        _frame = _program.NewFrame(work);
    }

    /// <summary>A[L_ḡ f] at the positions.</summary>
    public T Left(Instance at)
    {
        _frame.Restart(_group.Inverse(at.By));
        return _program.Evaluate(_frame, [.. at.At, .. at.Channels]);
    }

    /// <summary>A[f] at ḡ⁻¹ times the positions.</summary>
    public T Right(Instance at)
    {
        _frame.Restart(_group.Identity);
        var back = _group.Inverse(at.By);
        return _program.Evaluate(
            _frame,
            [.. at.At.Select(site => _group.Multiply(back, site)), .. at.Channels]
        );
    }
}

/// <summary>Sides of Theorem 1 in ℚ, and in double precision with the functions as they are.</summary>
internal static class Sides
{
    /// <summary>The length of a value, numerator and denominator together.</summary>
    private const int MostBits = 1 << 15;

    /// <summary>Exact; functions with irrational values are polynomials, π is read as 3.</summary>
    public static Sides<Rational> Exact(
        ModelData data,
        Formula formula,
        Surrogates surrogates,
        Work? work = null
    ) =>
        new(
            data.Model,
            new NumberMeaning<Rational>(
                data,
                value => value.IsRational ? value.Factor : value.Factor * Power(value.PowerOfPi),
                function => Bounded(surrogates.Exact(function))
            ),
            formula,
            work
        );

    /// <summary>In double precision.</summary>
    public static Sides<double> Real(ModelData data, Formula formula, Work? work = null) =>
        new(
            data.Model,
            new NumberMeaning<double>(data, value => value.ToDouble(), function => function.Real),
            formula,
            work
        );

    // A function may multiply the length of its argument, so that a nest of them, which is short to write, would not end.
    private static Func<Rational, Rational> Bounded(Func<Rational, Rational> function) =>
        x =>
            function(x) is var value
            && value.Numerator.GetBitLength() + value.Denominator.GetBitLength() <= MostBits
                ? value
                : throw new WorkSpentException(
                    $"A value of a function has more than {MostBits} bits."
                );

    private static Rational Power(int exponent)
    {
        var pi = exponent > 0 ? new Rational(3, 1) : new Rational(1, 3);
        return Enumerable.Repeat(pi, Math.Abs(exponent)).Aggregate((a, b) => a * b);
    }
}
