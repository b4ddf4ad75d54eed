using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <content>Reductions whose bodies are in normal form.</content>
internal sealed partial class LawSimplification
{
    private static readonly PointwiseFunction[] Monotone =
    [
        PointwiseFunction.Relu,
        PointwiseFunction.Sigmoid,
        PointwiseFunction.Tanh,
        PointwiseFunction.Exp,
        PointwiseFunction.SquareRoot,
        PointwiseFunction.Step,
    ];

    // A sum over more channels is not written out.
    private const int Channels = 4;

    private WordTerm Reduced(WordTerm.Reduce reduce, Context context)
    {
        if (!Occurrences.Variable(reduce.Body, reduce.Variable))
            return Unused(reduce, context);
        if (reduce.Over is Domain.Channels { Count: 1 })
        {
            var only = Occurrences.Put(reduce.Body, reduce.Variable, new Channel.Literal(0));
            var rule = ReductionOrder.IsLinear(reduce.By)
                ? Rules.OneChannel
                : Rules.ExtremumOfConstant;
            return Simplify(Step(rule, reduce, only, context), context);
        }
        if (reduce is { By: Reduction.Mean, Over: Domain.Channels channels })
        {
            var number = new WordTerm.Number(new Rational(1, channels.Count));
            var sum = reduce with { By = Reduction.Sum };
            Step(Rules.MeanOverChannels, reduce, new WordTerm.Product([number, sum]), context);
            var done = Reduced(sum, part => context(new WordTerm.Product([number, part])));
            return Ordered(new WordTerm.Product([number, done]), context);
        }
        if (
            _laws == LawSet.Channels
            && reduce is { By: Reduction.Sum, Over: Domain.Channels { Count: <= Channels } few }
        )
        {
            var values = new WordTerm.Sum(
                Enumerable
                    .Range(0, few.Count)
                    .Select(c =>
                        Occurrences.Put(reduce.Body, reduce.Variable, new Channel.Literal(c))
                    )
                    .ToEqArray()
            );
            return Simplify(Step(Rules.ChannelsWrittenOut, reduce, values, context), context);
        }
        if (ReductionOrder.IsLinear(reduce.By))
        {
            if (reduce.Body is WordTerm.Sum sum)
                return Distributed(reduce, sum, context);
            if (Factored(reduce, context) is { } outer)
                return outer;
        }
        else if (Extremum(reduce, context) is { } outside)
            return outside;
        return
            reduce.Body is WordTerm.Reduce inner
            && (
                inner.By == reduce.By
                || (ReductionOrder.IsLinear(inner.By) && ReductionOrder.IsLinear(reduce.By))
            )
            && ReductionOrder.Of(inner.Over).CompareTo(ReductionOrder.Of(reduce.Over)) < 0
            ? Exchanged(reduce, inner, context)
            : Named(reduce, context);
    }

    private WordTerm Named(WordTerm.Reduce reduce, Context context)
    {
        var name = BoundVariables.Name(1 + BoundVariables.Height(reduce.Body));
        if (reduce.Variable == name)
            return reduce;
        var renamed = BoundVariables.Renamed(reduce, name);
        Step(Rules.Renaming, reduce, renamed, context);
        return Reordered(renamed, context);
    }

    private WordTerm Unused(WordTerm.Reduce reduce, Context context)
    {
        if (!ReductionOrder.IsLinear(reduce.By))
            return Step(Rules.ExtremumOfConstant, reduce, reduce.Body, context);
        if (reduce.By == Reduction.Mean || reduce.Body == new WordTerm.Number(0))
            return Step(Rules.UnusedVariable, reduce, reduce.Body, context);
        if (reduce.Over is Domain.Channels channels)
        {
            var times = Times(channels.Count, reduce.Body);
            return Ordered(Step(Rules.UnusedVariable, reduce, times, context), context);
        }
        var one = new WordTerm.Number(1);
        if (reduce.Body == one)
            return Named(reduce, context);
        EqArray<WordTerm> free = reduce.Body is WordTerm.Product product
            ? product.Factors
            : [reduce.Body];
        var count = reduce with { Body = one };
        Step(Rules.Homogeneity, reduce, new WordTerm.Product([.. free, count]), context);
        var named = Named(count, part => context(new WordTerm.Product([.. free, part])));
        return Ordered(new WordTerm.Product([.. free, named]), context);
    }

    private WordTerm Distributed(WordTerm.Reduce reduce, WordTerm.Sum sum, Context context)
    {
        var parts = sum.Terms.Select(part => (WordTerm)(reduce with { Body = part })).ToEqArray();
        Step(Rules.Additivity, reduce, new WordTerm.Sum(parts), context);
        var done = All(
            parts,
            items => context(new WordTerm.Sum(items)),
            (part, around) => Reduced((WordTerm.Reduce)part, around)
        );
        return Ordered(new WordTerm.Sum(done), context);
    }

    private WordTerm? Factored(WordTerm.Reduce reduce, Context context)
    {
        if (reduce.Body is not WordTerm.Product product)
            return null;
        bool IsFree(WordTerm factor) => !Occurrences.Variable(factor, reduce.Variable);
        WordTerm[] free = [.. product.Factors.Where(IsFree)];
        if (free.Length == 0)
            return null;
        var inner = reduce with
        {
            Body = FieldForm.Product([.. product.Factors.Where(factor => !IsFree(factor))]),
        };
        Step(Rules.Homogeneity, reduce, new WordTerm.Product([.. free, inner]), context);
        var done = Reduced(inner, part => context(new WordTerm.Product([.. free, part])));
        return Ordered(new WordTerm.Product([.. free, done]), context);
    }

    /// <summary>A maximum or minimum with what is free, signed or monotone taken out; null where nothing is.</summary>
    private WordTerm? Extremum(WordTerm.Reduce reduce, Context context)
    {
        bool IsFree(WordTerm part) => !Occurrences.Variable(part, reduce.Variable);
        WordTerm[] terms = reduce.Body is WordTerm.Sum sum ? [.. sum.Terms] : [reduce.Body];
        if (terms.Any(IsFree))
        {
            WordTerm[] free = [.. terms.Where(IsFree)];
            WordTerm[] bound = [.. terms.Where(part => !IsFree(part))];
            var inner = reduce with
            {
                Body = bound is [var only] ? only : new WordTerm.Sum([.. bound]),
            };
            Step(Rules.ExtremumOfSum, reduce, new WordTerm.Sum([.. free, inner]), context);
            var done = Reduced(inner, part => context(new WordTerm.Sum([.. free, part])));
            return Ordered(new WordTerm.Sum([.. free, done]), context);
        }
        var polynomial = _form.Read(reduce.Body);
        var (common, times, _) = _form.Content(polynomial);
        if (times != Rational.One || common.PowerOfPi != 0)
        {
            var number = new WordTerm.Number(new Coefficient(times, common.PowerOfPi));
            var rest = _form.Times(
                polynomial.Scale(Rational.One / times),
                FieldPolynomial.Of(FieldMonomial.Pi(-common.PowerOfPi), Rational.One)
            );
            var inner = reduce with
            {
                By = times.Sign > 0 ? reduce.By : Opposite(reduce.By),
                Body = _form.Write(rest),
            };
            Step(Rules.ExtremumOfMultiple, reduce, new WordTerm.Product([number, inner]), context);
            var done = Reduced(inner, part => context(new WordTerm.Product([number, part])));
            return Ordered(new WordTerm.Product([number, done]), context);
        }
        return _laws == LawSet.Ring
            ? null
            : Scaled(reduce, IsFree, context) ?? Through(reduce, context);
    }

    private WordTerm? Scaled(WordTerm.Reduce reduce, Func<WordTerm, bool> isFree, Context context)
    {
        var (outer, inner) = Taken(reduce.Body, _signs.IsNonnegative, evenPowers: true, isFree);
        if (outer.Count == 0)
            return null;
        EqArray<WordTerm> rest = inner is WordTerm.Product product ? product.Factors : [inner];
        var grouped = reduce with { Body = new WordTerm.Product([.. outer, .. rest]) };
        Regrouped(reduce.Body, grouped.Body, part => context(reduce with { Body = part }));
        var within = reduce with { Body = inner };
        Step(
            Rules.ExtremumOfNonnegativeMultiple,
            grouped,
            new WordTerm.Product([.. outer, within]),
            context
        );
        var done = Reduced(within, part => context(new WordTerm.Product([.. outer, part])));
        return Ordered(new WordTerm.Product([.. outer, done]), context);
    }

    private WordTerm? Through(WordTerm.Reduce reduce, Context context)
    {
        var body = reduce.Body;
        if (_form.Read(body).Single is { Of: { Powers.Count: 0, Exponents.Count: > 1 } exps })
            body = new WordTerm.Pointwise(
                PointwiseFunction.Exp,
                _form.Write(
                    exps.Exponents.Values.Aggregate(
                        FieldPolynomial.Zero,
                        (sum, part) => sum.Plus(part.Of, part.Times)
                    )
                )
            );
        if (
            body is not WordTerm.Pointwise inside
            || !Monotone.Any(function => ReferenceEquals(function, inside.Function))
        )
            return null;
        Regrouped(reduce.Body, body, part => context(reduce with { Body = part }));
        var inner = reduce with { Body = inside.Argument };
        Step(
            Rules.MonotoneFunction,
            reduce with
            {
                Body = body,
            },
            inside with
            {
                Argument = inner,
            },
            context
        );
        var done = Reduced(inner, part => context(inside with { Argument = part }));
        return Applied(inside with { Argument = done }, context);
    }

    /// <summary>The inner reduction outside, the variables named for it.</summary>
    private WordTerm Exchanged(WordTerm.Reduce reduce, WordTerm.Reduce inner, Context context)
    {
        // Names that nothing else has, so that none is captured on the way.
        var first = BoundVariables.Renamed(reduce, $"{reduce.Variable}≀");
        var second = BoundVariables.Renamed((WordTerm.Reduce)first.Body, reduce.Variable);
        var renamed = first with { Body = second };
        var outer = BoundVariables.Renamed(renamed, inner.Variable);
        Step(Rules.Renaming, reduce, outer, context);
        var within = (WordTerm.Reduce)outer.Body;
        var exchanged = within with { Body = outer with { Body = within.Body } };
        var rule = ReductionOrder.IsLinear(reduce.By) ? Rules.Exchange : Rules.ExchangeOfExtrema;
        Step(rule, outer, exchanged, context);
        var body = Reordered(exchanged.Body, part => context(exchanged with { Body = part }));
        body = Reduced((WordTerm.Reduce)body, part => context(exchanged with { Body = part }));
        return Reduced(exchanged with { Body = body }, context);
    }

    private static Reduction Opposite(Reduction by) =>
        by == Reduction.Max ? Reduction.Min : Reduction.Max;
}
