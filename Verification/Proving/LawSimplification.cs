using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>A whole term, and the same with one part replaced by one that has its value wherever it has one.</summary>
/// <param name="Rule">The law.</param>
/// <param name="Before">The term.</param>
/// <param name="After">The next term.</param>
internal sealed record TermStep(Rule Rule, WordTerm Before, WordTerm After);

/// <summary>By which laws terms are simplified; each includes those before.</summary>
internal enum LawSet
{
    /// <summary>What holds for every φ: the ring laws and those of reductions.</summary>
    Ring,

    /// <summary>The laws of the named functions.</summary>
    Functions,

    /// <summary>σ and tanh written by exp.</summary>
    Exponentials,

    /// <summary>Sums over few channels written out.</summary>
    Channels,
}

/// <summary>
/// Rewrites a term bottom up to a normal form: sums of products, reductions that go as far inward as they can, functions with
/// what is known of them. Variables are named by height, every step is an equation of whole terms.
/// </summary>
internal sealed partial class LawSimplification
{
    private const int Most = 2000;

    private readonly LawSet _laws;
    private readonly CancellationToken _cancellation;
    private readonly List<TermStep> _steps = [];
    private readonly TermKeys _keys = new();
    private readonly FieldForm _ring;
    private readonly FieldForm _form;
    private readonly SignFacts _signs;

    private delegate WordTerm Context(WordTerm part);

    private LawSimplification(LawSet laws, CancellationToken cancellation)
    {
        (_laws, _cancellation) = (laws, cancellation);
        _ring = new(_keys, readsFunctions: false);
        _form = laws == LawSet.Ring ? _ring : new(_keys, readsFunctions: true);
        _signs = new(_keys, _form);
    }

    private const int Deepest = 64;
    private int _depth;

    /// <summary>The steps from a term with variables named by height to its normal form.</summary>
    /// <exception cref="LawBoundException">A bound is spent.</exception>
    /// <exception cref="OperationCanceledException">It is interrupted.</exception>
    public static EqArray<TermStep> Steps(
        WordTerm term,
        LawSet laws,
        CancellationToken cancellation = default
    )
    {
        var simplification = new LawSimplification(laws, cancellation);
        simplification.Simplify(term, whole => whole);
        return simplification._steps.ToEqArray();
    }

    private WordTerm Step(Rule rule, WordTerm before, WordTerm after, Context context)
    {
        if (before == after)
            return before;
        _cancellation.ThrowIfCancellationRequested();
        if (_steps.Count >= Most)
            throw new LawBoundException($"{Most} steps");
        _steps.Add(new(rule, context(before), context(after)));
        return after;
    }

    private WordTerm Simplify(WordTerm term, Context context)
    {
        if (_depth >= Deepest)
            throw new LawBoundException($"{Deepest} nested simplifications");
        _depth++;
        var simple = Simplified(term, context);
        _depth--;
        return simple;
    }

    private WordTerm Simplified(WordTerm term, Context context) =>
        term.Match(
            number: number => Ordered(number, context),
            signal: signal => signal,
            parameter: parameter => parameter,
            pointwise: pointwise => Function(pointwise, context),
            sum: sum =>
                Ordered(
                    new WordTerm.Sum(
                        All(sum.Terms, parts => context(new WordTerm.Sum(parts)), Simplify)
                    ),
                    context
                ),
            product: product =>
                Ordered(
                    new WordTerm.Product(
                        All(
                            product.Factors,
                            parts => context(new WordTerm.Product(parts)),
                            Simplify
                        )
                    ),
                    context
                ),
            reduce: reduce =>
                Reduced(
                    reduce with
                    {
                        Body = Simplify(reduce.Body, body => context(reduce with { Body = body })),
                    },
                    context
                )
        );

    private static EqArray<WordTerm> All(
        EqArray<WordTerm> parts,
        Func<EqArray<WordTerm>, WordTerm> build,
        Func<WordTerm, Context, WordTerm> part
    )
    {
        var items = parts.Items;
        for (var i = 0; i < items.Length; i++)
        {
            var (at, around) = (i, items);
            items = items.SetItem(
                at,
                part(items[at], inner => build(new(around.SetItem(at, inner))))
            );
        }
        return new(items);
    }

    /// <summary>Sums of products in their order; by the ring laws where these do it.</summary>
    private WordTerm Ordered(WordTerm term, Context context)
    {
        var done = _form.Write(_form.Read(term));
        var written = Step(RuleFor(term, done), term, done, context);
        return _laws == LawSet.Ring ? written : Gated(written, context);
    }

    private Rule RuleFor(WordTerm before, WordTerm after) =>
        _laws == LawSet.Ring || _ring.Same(before, after) ? Rules.RingLaws : Rules.FieldLaws;

    private WordTerm Regrouped(WordTerm before, WordTerm after, Context context) =>
        Step(RuleFor(before, after), before, after, context);

    /// <summary>Orders that names have changed, nothing else.</summary>
    private WordTerm Reordered(WordTerm term, Context context) =>
        term.Match(
            number: number => number,
            signal: signal => signal,
            parameter: parameter => parameter,
            pointwise: pointwise =>
                pointwise with
                {
                    Argument = Reordered(
                        pointwise.Argument,
                        inner => context(pointwise with { Argument = inner })
                    ),
                },
            sum: sum =>
                Sorted(
                    new WordTerm.Sum(
                        All(sum.Terms, parts => context(new WordTerm.Sum(parts)), Reordered)
                    ),
                    context
                ),
            product: product =>
                Sorted(
                    new WordTerm.Product(
                        All(
                            product.Factors,
                            parts => context(new WordTerm.Product(parts)),
                            Reordered
                        )
                    ),
                    context
                ),
            reduce: reduce =>
                (WordTerm)(
                    reduce with
                    {
                        Body = Reordered(reduce.Body, body => context(reduce with { Body = body })),
                    }
                )
        );

    private WordTerm Sorted(WordTerm term, Context context)
    {
        var done = _form.Write(_form.Read(term));
        return Step(RuleFor(term, done), term, done, context);
    }

    /// <summary>Products of relu and step of one argument.</summary>
    private WordTerm Gated(WordTerm term, Context context)
    {
        while (Gate(term) is var (regrouped, gate, of, build))
        {
            Regrouped(term, regrouped, context);
            Step(Rules.ProductOfGates, gate, of, part => context(build(part)));
            var next = build(of);
            term = Regrouped(next, _form.Write(_form.Read(next)), context);
        }
        return term;
    }

    private (WordTerm, WordTerm Gate, WordTerm Of, Context Build)? Gate(WordTerm term)
    {
        var polynomial = _form.Read(term);
        foreach (var (monomial, times) in polynomial.Terms.Values)
        foreach (var (key, power) in monomial.Powers)
        {
            if (power.Exponent < 1 || power.Base is not WordTerm.Pointwise gate)
                continue;
            var argument = gate.Argument;
            var isStep = ReferenceEquals(gate.Function, PointwiseFunction.Step);
            if (!isStep && !ReferenceEquals(gate.Function, PointwiseFunction.Relu))
                continue;
            WordTerm relu = new WordTerm.Pointwise(PointwiseFunction.Relu, argument);
            (WordTerm First, WordTerm Into)? found =
                power.Exponent >= 2
                    ? (
                        gate,
                        isStep ? gate
                        : FieldForm.Product([argument, gate]) is var into
                        && into is WordTerm.Product { Factors.Count: 2 }
                            ? into
                        : new WordTerm.Product([argument, gate])
                    )
                : isStep && monomial.Powers.ContainsKey(_keys.Full(relu)) ? (relu, relu)
                : isStep
                && monomial.Powers.TryGetValue(_keys.Full(argument), out var known)
                && known.Exponent >= 1
                    ? (argument, relu)
                : null;
            if (found is not var (first, result))
                continue;
            var product = new WordTerm.Product([first, gate]);
            var rest = monomial * FieldMonomial.Of(key, power with { Exponent = -1 });
            rest *= FieldMonomial.Of(_keys.Full(first), new FieldPower(first, -1));
            var others = _form.Write(polynomial.Plus(monomial, -times));
            var factor = _form.Write(rest, times);
            Context build = part => new WordTerm.Sum([
                others,
                new WordTerm.Product([factor, part]),
            ]);
            return (build(product), product, result, build);
        }
        return null;
    }
}
