using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// Terms as sums of monomials and back, in one order. By the ring laws alone, or with exp, square, √ and reciprocals read by the
/// laws of a field.
/// </summary>
internal sealed class FieldForm(TermKeys keys, bool readsFunctions)
{
    // A sum of which a power is divided out more often than this is left as it is.
    private const int Divisions = 64;

    private readonly ConditionalWeakTable<WordTerm, FieldPolynomial> _read = [];

    public bool Same(WordTerm left, WordTerm right) => Read(left).Key == Read(right).Key;

    public FieldPolynomial Read(WordTerm term) => _read.GetValue(term, ReadNew);

    private FieldPolynomial ReadNew(WordTerm term) =>
        term.Match(
            number: number =>
                FieldPolynomial.Of(FieldMonomial.Pi(number.Value.PowerOfPi), number.Value.Factor),
            signal: Atom,
            parameter: Atom,
            pointwise: pointwise => readsFunctions ? Function(pointwise) : Atom(pointwise),
            sum: sum =>
                Divided(sum.Terms.Select(Read).Aggregate(FieldPolynomial.Zero, (a, b) => a + b)),
            product: product =>
                Divided(product.Factors.Select(Read).Aggregate(FieldPolynomial.One, Times)),
            reduce: Atom
        );

    private FieldPolynomial Atom(WordTerm term) =>
        FieldPolynomial.Of(
            FieldMonomial.Of(keys.Full(term), new FieldPower(term, 1)),
            Rational.One
        );

    private FieldPolynomial Function(WordTerm.Pointwise pointwise)
    {
        bool Is(PointwiseFunction function) => ReferenceEquals(pointwise.Function, function);
        if (Is(PointwiseFunction.Identity))
            return Read(pointwise.Argument);
        if (Is(PointwiseFunction.Square))
            return Divided(Times(Read(pointwise.Argument), Read(pointwise.Argument)));
        if (Is(PointwiseFunction.Exp))
            return FieldPolynomial.Of(
                FieldMonomial.Exp(Read(pointwise.Argument).Terms.Values),
                Rational.One
            );
        if (Is(PointwiseFunction.Reciprocal))
            return Inverse(Read(pointwise.Argument)) ?? Atom(pointwise);
        if (Is(PointwiseFunction.SquareRoot))
            return Root(pointwise);
        if (Is(PointwiseFunction.ReciprocalSquareRoot))
            return Inverse(
                    Root(new WordTerm.Pointwise(PointwiseFunction.SquareRoot, pointwise.Argument))
                ) ?? Atom(pointwise);
        return Atom(pointwise);
    }

    private FieldPolynomial Root(WordTerm.Pointwise root)
    {
        var of = Read(root.Argument);
        if (of.Single is { Of: var monomial, Times: var times })
        {
            if (monomial.IsOne && times.SquareRoot() is { } known)
                return FieldPolynomial.Of(monomial, known);
            if (
                times == Rational.One
                && monomial.PowerOfPi == 0
                && monomial.Powers.Count == 0
                && monomial.Exponents.Count > 0
            )
                return FieldPolynomial.Of(monomial.HalfOfExponents(), Rational.One);
        }
        return FieldPolynomial.Of(
            FieldMonomial.Of(keys.Full(root), new FieldPower(root, 1, RootOf: of)),
            Rational.One
        );
    }

    /// <summary>The sum as a term: monomials by shape, coefficient and words.</summary>
    public WordTerm Write(FieldPolynomial polynomial)
    {
        var monomials = polynomial
            .Terms.Values.Select(term => (Term: Write(term.Of, term.Times), term.Times))
            .OrderBy(one => keys.Shape(one.Term), StringComparer.Ordinal)
            .ThenBy(one => one.Times)
            .ThenBy(one => keys.Full(one.Term), StringComparer.Ordinal)
            .Select(one => one.Term)
            .ToEqArray();
        WordTerm written = monomials switch
        {
            [] => new WordTerm.Number(0),
            [var only] => only,
            _ => new WordTerm.Sum(monomials),
        };
        _read.AddOrUpdate(written, polynomial);
        return written;
    }

    public WordTerm Write(FieldMonomial monomial, Rational times)
    {
        var atoms = new List<WordTerm>();
        foreach (var power in monomial.Powers.Values)
        {
            var factor =
                power.Exponent > 0
                    ? power.Base
                    : new WordTerm.Pointwise(PointwiseFunction.Reciprocal, power.Base);
            atoms.AddRange(Enumerable.Repeat(factor, Math.Abs(power.Exponent)));
        }
        atoms.AddRange(
            monomial.Exponents.Values.Select(part =>
                (WordTerm)new WordTerm.Pointwise(PointwiseFunction.Exp, Write(part.Of, part.Times))
            )
        );
        var ordered = atoms
            .OrderBy(keys.Shape, StringComparer.Ordinal)
            .ThenBy(keys.Full, StringComparer.Ordinal);
        var number = new Coefficient(times, monomial.PowerOfPi);
        return number == Coefficient.One && atoms.Count > 0
            ? Product([.. ordered])
            : Product([new WordTerm.Number(number), .. ordered]);
    }

    /// <summary>The product of factors; 1 for none.</summary>
    public static WordTerm Product(IReadOnlyList<WordTerm> factors) =>
        factors switch
        {
            [] => new WordTerm.Number(1),
            [var only] => only,
            _ => new WordTerm.Product(factors.ToEqArray()),
        };

    public FieldPolynomial Times(FieldPolynomial left, FieldPolynomial right)
    {
        var result = FieldPolynomial.Zero;
        foreach (var (a, x) in left.Terms.Values)
        foreach (var (b, y) in right.Terms.Values)
            result += Settled(a * b).Scale(x * y);
        return result;
    }

    /// <summary>A monomial in which roots have power −1, 0 or 1 and sums no positive one.</summary>
    private FieldPolynomial Settled(FieldMonomial monomial)
    {
        foreach (var (key, power) in monomial.Powers)
        {
            if (power is { Sum: { } sum, Exponent: > 0 })
                return Times(
                    Settled(monomial.With(key, power with { Exponent = power.Exponent - 1 })),
                    sum
                );
            if (power.RootOf is not { } of)
                continue;
            if (Math.Abs(power.Exponent) >= 2)
            {
                var sign = Math.Sign(power.Exponent);
                var rest = monomial.With(key, power with { Exponent = power.Exponent - 2 * sign });
                var whole = sign > 0 ? of : Inverse(of)!;
                return Times(Settled(rest), whole);
            }
            if (
                of.Single
                    is {
                        Of: { PowerOfPi: 0, Exponents.Count: 0, Powers.Count: 1 } atom,
                        Times: var times
                    }
                && times == Rational.One
                && atom.Powers.First() is { Key: var name, Value.Exponent: 1 }
                && monomial.Powers.TryGetValue(name, out var known)
                && known.Exponent * power.Exponent < 0
            )
                return Settled(
                    monomial
                        .With(name, known with { Exponent = known.Exponent + power.Exponent })
                        .With(key, power with { Exponent = -power.Exponent })
                );
        }
        return FieldPolynomial.Of(monomial, Rational.One);
    }

    /// <summary>1/p; null for p = 0.</summary>
    public FieldPolynomial? Inverse(FieldPolynomial of)
    {
        if (of.IsZero)
            return null;
        var (content, times, rest) = Content(of);
        var outside = Settled(content.Inverse()).Scale(Rational.One / times);
        if (rest.Single is not null)
            return outside;
        var written = Write(rest);
        return Times(
            outside,
            FieldPolynomial.Of(
                FieldMonomial.Of(keys.Full(written), new FieldPower(written, -1, Sum: rest)),
                Rational.One
            )
        );
    }

    /// <summary>
    /// p = q·m·p′ with all that the monomials have in common in q·m, where the first coefficient of p′ by shapes is positive and
    /// all are integers without a common divisor.
    /// </summary>
    public (FieldMonomial Common, Rational Times, FieldPolynomial Primitive) Content(
        FieldPolynomial of
    )
    {
        var monomials = of.Terms.Values.Select(term => term.Of).ToArray();
        var common = FieldMonomial.Pi(monomials.Min(one => one.PowerOfPi));
        foreach (var key in monomials.SelectMany(one => one.Powers.Keys).Distinct())
        {
            var exponents = monomials
                .Select(one => one.Powers.GetValueOrDefault(key)?.Exponent ?? 0)
                .ToArray();
            var power = monomials.First(one => one.Powers.ContainsKey(key)).Powers[key];
            // What is left of a sum has no positive power, what is left of a root none that could be written out.
            var taken =
                power.Sum is not null ? exponents.Max()
                : power.RootOf is null ? exponents.Min()
                : exponents.Distinct().Count() == 1 ? exponents[0]
                : 0;
            if (taken != 0)
                common *= FieldMonomial.Of(key, power with { Exponent = taken });
        }
        foreach (var key in monomials.SelectMany(one => one.Exponents.Keys).Distinct())
        {
            var least = monomials.Min(one =>
                one.Exponents.TryGetValue(key, out var known) ? known.Times : Rational.Zero
            );
            if (least.Sign != 0)
                common *= FieldMonomial.Exp([
                    (
                        monomials.First(one => one.Exponents.ContainsKey(key)).Exponents[key].Of,
                        least
                    ),
                ]);
        }
        var times = Divisor(of) * (IsCanonical(of) ? 1 : -1);
        var inverse = common.Inverse();
        var rest = of.Terms.Values.Aggregate(
            FieldPolynomial.Zero,
            (sum, term) => sum + Settled(term.Of * inverse).Scale(term.Times / times)
        );
        return (common, times, rest);
    }

    /// <summary>Whether p comes before −p, by shapes and coefficients first.</summary>
    public bool IsCanonical(FieldPolynomial of)
    {
        var terms = of
            .Terms.Values.Select(term =>
                (Shape: keys.Shape(Write(term.Of, Rational.One)), term.Of.Key, term.Times)
            )
            .ToArray();
        var plus = terms
            .OrderBy(one => one.Shape, StringComparer.Ordinal)
            .ThenByDescending(one => one.Times);
        var minus = terms
            .OrderBy(one => one.Shape, StringComparer.Ordinal)
            .ThenBy(one => one.Times);
        foreach (var (a, b) in plus.Zip(minus))
            if (a.Times != -b.Times)
                return a.Times > -b.Times;
        return terms.OrderBy(one => one.Key, StringComparer.Ordinal).First().Times.Sign > 0;
    }

    /// <summary>The greatest rational that divides all coefficients into integers.</summary>
    private static Rational Divisor(FieldPolynomial of)
    {
        var (numerator, denominator) = (
            System.Numerics.BigInteger.Zero,
            System.Numerics.BigInteger.One
        );
        foreach (var (_, times) in of.Terms.Values)
        {
            numerator = System.Numerics.BigInteger.GreatestCommonDivisor(
                numerator,
                times.Numerator
            );
            denominator *=
                times.Denominator
                / System.Numerics.BigInteger.GreatestCommonDivisor(denominator, times.Denominator);
        }
        return new Rational(numerator, denominator);
    }

    /// <summary>Powers of 1/p times the largest monomial of p written by the others, with p·(1/p) = 1.</summary>
    private FieldPolynomial Divided(FieldPolynomial of)
    {
        for (var i = 0; i < Divisions; i++)
            if (DividedOnce(of) is { } next)
                of = next;
            else
                break;
        return of;
    }

    private FieldPolynomial? DividedOnce(FieldPolynomial of)
    {
        foreach (var (monomial, times) in of.Terms.Values)
        foreach (var (key, power) in monomial.Powers)
        {
            if (power.Sum is not { } sum)
                continue;
            var (lead, by) = sum
                .Terms.Values.OrderByDescending(term => Degree(term.Of))
                .ThenBy(term => keys.Shape(Write(term.Of, Rational.One)), StringComparer.Ordinal)
                .ThenBy(term => term.Of.Key, StringComparer.Ordinal)
                .First();
            if (!IsDivisible(monomial, lead))
                continue;
            var rest =
                monomial.With(key, power with { Exponent = power.Exponent + 1 }) * lead.Inverse();
            var others = sum.Plus(lead, -by);
            var scale = times / by;
            return of.Plus(monomial, -times)
                + Settled(rest).Scale(scale)
                + Times(FieldPolynomial.Of(monomial * lead.Inverse(), Rational.One), others)
                    .Scale(-scale);
        }
        return null;
    }

    private static Rational Degree(FieldMonomial monomial) =>
        monomial.Powers.Values.Aggregate(Rational.Zero, (sum, power) => sum + power.Exponent)
        + monomial.Exponents.Values.Aggregate(Rational.Zero, (sum, part) => sum + part.Times);

    private static bool IsDivisible(FieldMonomial monomial, FieldMonomial by) =>
        by.Powers.All(pair =>
            pair.Value.Exponent > 0
            && monomial.Powers.TryGetValue(pair.Key, out var power)
            && power.Exponent >= pair.Value.Exponent
        )
        && by.Exponents.All(pair =>
            monomial.Exponents.TryGetValue(pair.Key, out var part) && part.Times >= pair.Value.Times
        );
}
