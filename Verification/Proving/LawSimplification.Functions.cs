using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <content>Functions: known signs first, then the argument, then what is known of the function.</content>
internal sealed partial class LawSimplification
{
    // |a·b·…| is written out for no more factors than this.
    private const int Factors = 4;

    private static bool Is(WordTerm.Pointwise term, PointwiseFunction function) =>
        ReferenceEquals(term.Function, function);

    private static WordTerm Times(Rational number, WordTerm term) =>
        new WordTerm.Product([new WordTerm.Number(number), term]);

    private WordTerm Function(WordTerm.Pointwise term, Context context)
    {
        if (_laws != LawSet.Ring && OfKnownSign(term) is { } value)
            return Simplify(Step(Rules.KnownSign, term, value, context), context);
        if (
            _laws != LawSet.Ring
            && Is(term, PointwiseFunction.Reciprocal)
            && term.Argument is WordTerm.Product product
        )
        {
            var parts = new WordTerm.Product(
                product
                    .Factors.Select(factor => (WordTerm)(term with { Argument = factor }))
                    .ToEqArray()
            );
            return Simplify(Step(Rules.FieldLaws, term, parts, context), context);
        }
        var argument = Simplify(term.Argument, inner => context(term with { Argument = inner }));
        return Applied(term with { Argument = argument }, context);
    }

    /// <summary>φ(t) with t in normal form.</summary>
    private WordTerm Applied(WordTerm.Pointwise term, Context context)
    {
        if (_laws == LawSet.Ring)
            return term;
        if (OfKnownSign(term) is { } value)
            return Ordered(Step(Rules.KnownSign, term, value, context), context);
        if (Is(term, PointwiseFunction.Relu))
            return Relu(term, context);
        if (Is(term, PointwiseFunction.Abs))
            return Absolute(term, context);
        if (Is(term, PointwiseFunction.Step))
            return Threshold(term, context);
        if (Is(term, PointwiseFunction.Sigmoid))
            return Sigmoid(term, context);
        if (Is(term, PointwiseFunction.Tanh))
            return Tanh(term, context);
        if (Is(term, PointwiseFunction.ReciprocalSquareRoot))
        {
            var written = new WordTerm.Pointwise(
                PointwiseFunction.Reciprocal,
                term with
                {
                    Function = PointwiseFunction.SquareRoot,
                }
            );
            return Simplify(Step(Rules.FieldLaws, term, written, context), context);
        }
        // What is taken out is not the root itself: each root is of fewer factors than the one before.
        return
            Is(term, PointwiseFunction.SquareRoot)
            && Root(term) is { } root
            && !_ring.Same(root, term)
            ? Simplify(Step(Rules.Root, term, root, context), context)
            : Ordered(term, context);
    }

    private WordTerm? OfKnownSign(WordTerm.Pointwise term)
    {
        var t = term.Argument;
        var (isRelu, isAbs, isStep) = (
            Is(term, PointwiseFunction.Relu),
            Is(term, PointwiseFunction.Abs),
            Is(term, PointwiseFunction.Step)
        );
        if ((isRelu || isAbs) && _signs.IsNonnegative(t))
            return t;
        if ((isRelu || isStep) && _signs.IsNonpositive(t))
            return new WordTerm.Number(0);
        if (isAbs && _signs.IsNonpositive(t))
            return Times(-1, t);
        return isStep && _signs.IsPositive(t) ? new WordTerm.Number(1) : null;
    }

    private WordTerm Relu(WordTerm.Pointwise term, Context context)
    {
        if (Negative(term) is { } negative)
        {
            var sum = new WordTerm.Sum([term with { Argument = negative }, term.Argument]);
            Step(Rules.ReluOfNegative, term, sum, context);
            return OfParts(sum.Terms, parts => new WordTerm.Sum(parts), context);
        }
        if (Homogeneous(term, context) is { } scaled)
            return scaled;
        if (!IsLongProduct(term.Argument))
            return term;
        var half = new WordTerm.Number(new Rational(1, 2));
        var absolute = term with { Function = PointwiseFunction.Abs };
        WordTerm Build(WordTerm part) =>
            new WordTerm.Product([half, new WordTerm.Sum([term.Argument, part])]);
        Step(Rules.AbsoluteValue, term, Build(absolute), context);
        var done = Applied(absolute, part => context(Build(part)));
        return Ordered(Build(done), context);
    }

    private WordTerm Absolute(WordTerm.Pointwise term, Context context)
    {
        if (Negative(term) is { } negative)
        {
            var positive = term with { Argument = negative };
            Step(Rules.EvenFunction, term, positive, context);
            return Absolute(positive, context);
        }
        if (Homogeneous(term, context) is { } scaled)
            return scaled;
        if (IsLongProduct(term.Argument) && term.Argument is WordTerm.Product product)
        {
            var parts = product
                .Factors.Select(factor => (WordTerm)(term with { Argument = factor }))
                .ToEqArray();
            Step(Rules.AbsoluteValueOfProduct, term, new WordTerm.Product(parts), context);
            return OfParts(parts, all => new WordTerm.Product(all), context);
        }
        var written = new WordTerm.Sum([
            Times(2, term with { Function = PointwiseFunction.Relu }),
            Times(-1, term.Argument),
        ]);
        return Ordered(Step(Rules.AbsoluteValue, term, written, context), context);
    }

    private WordTerm Threshold(WordTerm.Pointwise term, Context context)
    {
        var (outer, inner) = Taken(term.Argument, _signs.IsPositive, evenPowers: false);
        if (outer.Count == 0)
            return term;
        var grouped = term with { Argument = new WordTerm.Product([.. outer, inner]) };
        Regrouped(term.Argument, grouped.Argument, part => context(term with { Argument = part }));
        var done = term with { Argument = inner };
        Step(Rules.PositiveFactorOfStep, grouped, done, context);
        return Applied(done, context);
    }

    private WordTerm Sigmoid(WordTerm.Pointwise term, Context context)
    {
        if (term.Argument == new WordTerm.Number(0))
            return Step(Rules.KnownValue, term, new WordTerm.Number(new Rational(1, 2)), context);
        if (_laws >= LawSet.Exponentials)
        {
            var written = new WordTerm.Pointwise(
                PointwiseFunction.Reciprocal,
                OnePlusExp(Times(-1, term.Argument))
            );
            return Simplify(Step(Rules.SigmoidByExponential, term, written, context), context);
        }
        if (Negative(term) is not { } negative)
            return term;
        var complement = new WordTerm.Sum([
            new WordTerm.Number(1),
            Times(-1, term with { Argument = negative }),
        ]);
        return Ordered(Step(Rules.SigmoidComplement, term, complement, context), context);
    }

    private WordTerm Tanh(WordTerm.Pointwise term, Context context)
    {
        if (term.Argument == new WordTerm.Number(0))
            return Step(Rules.KnownValue, term, new WordTerm.Number(0), context);
        if (_laws >= LawSet.Exponentials)
        {
            var written = new WordTerm.Sum([
                new WordTerm.Number(1),
                Times(
                    -2,
                    new WordTerm.Pointwise(
                        PointwiseFunction.Reciprocal,
                        OnePlusExp(Times(2, term.Argument))
                    )
                ),
            ]);
            return Simplify(Step(Rules.TanhByExponential, term, written, context), context);
        }
        if (Negative(term) is not { } negative)
            return term;
        var odd = Times(-1, term with { Argument = negative });
        return Ordered(Step(Rules.OddFunction, term, odd, context), context);
    }

    private static WordTerm OnePlusExp(WordTerm argument) =>
        new WordTerm.Sum([
            new WordTerm.Number(1),
            new WordTerm.Pointwise(PointwiseFunction.Exp, argument),
        ]);

    /// <summary>−t where that is the one of t and −t that comes first; null where t is.</summary>
    private WordTerm? Negative(WordTerm.Pointwise term)
    {
        var polynomial = _form.Read(term.Argument);
        return polynomial.IsZero || _form.IsCanonical(polynomial)
            ? null
            : _form.Write(polynomial.Scale(-1));
    }

    /// <summary>relu and abs with what is nonnegative taken out of the argument.</summary>
    private WordTerm? Homogeneous(WordTerm.Pointwise term, Context context)
    {
        var (outer, inner) = Taken(term.Argument, _signs.IsNonnegative, evenPowers: true);
        if (outer.Count == 0)
            return null;
        var grouped = new WordTerm.Product([.. outer, inner]);
        Regrouped(term.Argument, grouped, part => context(term with { Argument = part }));
        var product = new WordTerm.Product([.. outer, term with { Argument = inner }]);
        Step(Rules.NonnegativeFactor, term with { Argument = grouped }, product, context);
        var done = Applied(
            term with
            {
                Argument = inner,
            },
            part => context(new WordTerm.Product([.. outer, part]))
        );
        return Ordered(new WordTerm.Product([.. outer, done]), context);
    }

    private bool IsLongProduct(WordTerm term) =>
        _form.Read(term).Single is { Times: var times }
        && times == Rational.One
        && term is WordTerm.Product { Factors.Count: <= Factors } product
        && product.Factors.All(factor => factor is not WordTerm.Number);

    /// <summary>The common factors of a sum that have a sign, and the rest.</summary>
    private (IReadOnlyList<WordTerm> Outer, WordTerm Inner) Taken(
        WordTerm term,
        Func<WordTerm, bool> isTaken,
        bool evenPowers,
        Func<WordTerm, bool>? isFree = null
    )
    {
        bool IsFree(WordTerm factor) => isFree is null || isFree(factor);
        var polynomial = _form.Read(term);
        if (polynomial.IsZero)
            return ([], term);
        var (common, times, _) = _form.Content(polynomial);
        var outer = new List<WordTerm>();
        var taken = FieldMonomial.Pi(common.PowerOfPi);
        var size = times.Sign < 0 ? -times : times;
        if (size != Rational.One || common.PowerOfPi != 0)
            outer.Add(new WordTerm.Number(new Coefficient(size, common.PowerOfPi)));
        foreach (var (key, power) in common.Powers)
        {
            var one = _form.Write(
                FieldMonomial.Of(key, power with { Exponent = Math.Sign(power.Exponent) }),
                Rational.One
            );
            if (!IsFree(one))
                continue;
            var count = Math.Abs(power.Exponent);
            if (!isTaken(one))
                count = evenPowers ? count / 2 * 2 : 0;
            if (count == 0)
                continue;
            if (isTaken(one))
                outer.AddRange(Enumerable.Repeat(one, count));
            else
                for (var i = 0; i < count; i += 2)
                    outer.Add(new WordTerm.Product([one, one]));
            taken *= FieldMonomial.Of(
                key,
                power with
                {
                    Exponent = Math.Sign(power.Exponent) * count,
                }
            );
        }
        foreach (var part in common.Exponents.Values)
        {
            var exp = FieldMonomial.Exp([part]);
            var written = _form.Write(exp, Rational.One);
            if (!IsFree(written))
                continue;
            outer.Add(written);
            taken *= exp;
        }
        if (outer.Count == 0)
            return ([], term);
        var inner = _form.Times(
            polynomial.Scale(Rational.One / size),
            FieldPolynomial.Of(taken.Inverse(), Rational.One)
        );
        return (outer, _form.Write(inner));
    }

    /// <summary>√s as a product of roots; null where nothing can be taken out.</summary>
    private WordTerm? Root(WordTerm.Pointwise term)
    {
        var polynomial = _form.Read(term.Argument);
        if (polynomial.IsZero)
            return null;
        var (common, times, _) = _form.Content(polynomial);
        var size = times.Sign < 0 ? -times : times;
        WordTerm Of(WordTerm part) => term with { Argument = part };
        var roots = new List<WordTerm>();
        var taken = FieldMonomial.One;
        foreach (var part in common.Exponents.Values)
        {
            roots.Add(_form.Write(FieldMonomial.Exp([(part.Of, part.Times / 2)]), Rational.One));
            taken *= FieldMonomial.Exp([part]);
        }
        var squares = new List<(WordTerm One, FieldMonomial Square, int Count)>();
        foreach (var (key, power) in common.Powers)
        {
            var one = _form.Write(
                FieldMonomial.Of(key, power with { Exponent = Math.Sign(power.Exponent) }),
                Rational.One
            );
            var whole = FieldMonomial.Of(key, power);
            if (_signs.IsPositive(one))
            {
                for (var i = 0; i < Math.Abs(power.Exponent) / 2; i++)
                    roots.Add(one);
                if (power.Exponent % 2 != 0)
                    roots.Add(Of(one));
                taken *= whole;
            }
            else if (Math.Abs(power.Exponent) >= 2)
            {
                var count = Math.Abs(power.Exponent) / 2;
                squares.Add(
                    (
                        one,
                        FieldMonomial.Of(
                            key,
                            power with
                            {
                                Exponent = Math.Sign(power.Exponent) * 2 * count,
                            }
                        ),
                        count
                    )
                );
            }
        }
        FieldPolynomial Without(FieldMonomial monomial, Rational number) =>
            _form.Times(
                polynomial.Scale(Rational.One / number),
                FieldPolynomial.Of(monomial.Inverse(), Rational.One)
            );
        var all = squares.Aggregate(taken, (product, one) => product * one.Square);
        var rest = Without(all, size);
        if (_signs.IsNonnegative(_form.Write(rest)))
        {
            taken = all;
            foreach (var (one, _, count) in squares)
                roots.AddRange(
                    Enumerable.Repeat<WordTerm>(
                        new WordTerm.Pointwise(PointwiseFunction.Abs, one),
                        count
                    )
                );
        }
        else
            rest = Without(taken, size);
        var isOne = rest.Single is { Of.IsOne: true, Times: var number } && number == Rational.One;
        if (size != Rational.One)
        {
            if (size.SquareRoot() is { } known)
                roots.Add(new WordTerm.Number(known));
            else if (!isOne || roots.Count > 0)
                roots.Add(Of(new WordTerm.Number(size)));
        }
        if (roots.Count == 0)
            return null;
        if (!isOne)
            roots.Add(Of(_form.Write(rest)));
        return FieldForm.Product(roots);
    }

    private WordTerm OfParts(
        EqArray<WordTerm> parts,
        Func<EqArray<WordTerm>, WordTerm> build,
        Context context
    )
    {
        var done = All(
            parts,
            items => context(build(items)),
            (part, around) => part is WordTerm.Pointwise function ? Applied(function, around) : part
        );
        return Ordered(build(done), context);
    }
}
