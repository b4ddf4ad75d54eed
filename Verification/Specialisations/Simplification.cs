using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Proving;

namespace AgeFormal.Verification.Specialisations;

/// <summary>
/// Rewrites a term bottom up to a normal form: sums of products, reductions that go as far inward as they can, unused and
/// unit summands gone, variables absorbed by changes of inner ones. Every step is recorded as an equation of whole terms.
/// </summary>
internal sealed class Simplification(Vocabulary vocabulary)
{
    private readonly List<InstanceStep> _steps = [];
    private int _names;

    private delegate WordTerm Context(WordTerm part);

    /// <summary>The steps from the term to its normal form.</summary>
    public static EqArray<InstanceStep> Steps(WordTerm term, Vocabulary vocabulary)
    {
        var simplification = new Simplification(vocabulary);
        var simple = simplification.Simplify(term, whole => whole);
        var named = simplification.Step(
            InstanceRules.Renaming,
            simple,
            BinderNames.ByDepth(simple),
            whole => whole
        );
        simplification.Ordered(named, whole => whole);
        return simplification._steps.ToEqArray();
    }

    private WordTerm Step(Rule rule, WordTerm before, WordTerm after, Context context)
    {
        if (before != after)
            _steps.Add(new(rule, context(before), context(after)));
        return after;
    }

    private WordTerm Simplify(WordTerm term, Context context) =>
        Inner(term, context, Simplify, Reduce);

    /// <summary>Words and sums of products alone, in the order of the final names.</summary>
    private WordTerm Ordered(WordTerm term, Context context) =>
        Inner(term, context, Ordered, (reduce, _) => reduce);

    private WordTerm Inner(
        WordTerm term,
        Context context,
        Func<WordTerm, Context, WordTerm> part,
        Func<WordTerm.Reduce, Context, WordTerm> whole
    )
    {
        WordTerm InAll(EqArray<WordTerm> parts, Func<EqArray<WordTerm>, WordTerm> build)
        {
            var items = parts.Items;
            for (var i = 0; i < items.Length; i++)
            {
                var at = i;
                var around = items;
                items = items.SetItem(
                    at,
                    part(items[at], inner => context(build(new(around.SetItem(at, inner)))))
                );
            }
            var done = build(new(items));
            return Step(InstanceRules.RingLaws, done, RingForm.Of(done), context);
        }
        return term.Match(
            number: number => number,
            signal: signal => Leaf(signal, context),
            parameter: parameter => Leaf(parameter, context),
            pointwise: pointwise =>
            {
                var argument = part(
                    pointwise.Argument,
                    inner => context(pointwise with { Argument = inner })
                );
                WordTerm done = pointwise with { Argument = argument };
                return
                    argument == new WordTerm.Number(0)
                    && KnownValues.AtZero(pointwise.Function) is { } value
                    ? Step(InstanceRules.KnownValue, done, new WordTerm.Number(value), context)
                    : done;
            },
            sum: sum => InAll(sum.Terms, parts => new WordTerm.Sum(parts)),
            product: product => InAll(product.Factors, parts => new WordTerm.Product(parts)),
            reduce: reduce =>
            {
                if (reduce.Over is Domain.WholeGroup)
                    return part(Split(reduce, context), context);
                var body = part(reduce.Body, inner => context(reduce with { Body = inner }));
                return whole(reduce with { Body = body }, context);
            }
        );
    }

    private WordTerm Leaf(WordTerm.Signal signal, Context context)
    {
        var word = signal.At.Normalise();
        return vocabulary.InputFibre == Fibre.Trivial
            ? Step(
                Rules.SignalOnLattice,
                signal,
                signal with
                {
                    At = word.TranslationPart().ToWord(),
                },
                context
            )
            : Step(Rules.GroupWords, signal, signal with { At = word.ToWord() }, context);
    }

    private WordTerm Leaf(WordTerm.Parameter parameter, Context context)
    {
        var part = (WordTerm.Parameter)WordParts.OfParameters(parameter, vocabulary);
        var at = part.At.Select(word => word.Normalise().ToWord()).ToEqArray();
        return Step(Rules.ParameterAxis, parameter, parameter with { At = at }, context);
    }

    private WordTerm Split(WordTerm.Reduce reduce, Context context)
    {
        var (turn, move) = (Fresh(), Fresh());
        var word =
            GroupWord.Of(GroupLetter.Translation(move)) * GroupWord.Of(GroupLetter.Linear(turn));
        var body = Put(reduce.Body, reduce.Letter!, word);
        return Step(
            InstanceRules.ElementsOfTheGroup,
            reduce,
            new WordTerm.Reduce(
                reduce.By,
                turn,
                new Domain.PointElements(),
                new WordTerm.Reduce(reduce.By, move, new Domain.Translations(), body)
            ),
            context
        );
    }

    private WordTerm Reduce(WordTerm.Reduce reduce, Context context)
    {
        if (!Occurrences.Variable(reduce.Body, reduce.Variable))
            return Unused(reduce, context);
        if (ReductionOrder.IsLinear(reduce.By))
        {
            if (reduce.Body is WordTerm.Sum sum)
                return Distribute(reduce, sum, context);
            if (reduce.By == Reduction.Sum && Unit(reduce, context) is { } unit)
                return unit;
            if (
                reduce.Body is WordTerm.Product product
                && Factor(reduce, product, context) is { } outer
            )
                return outer;
        }
        if (Absorbed(reduce, context) is { } absorbed)
            return absorbed;
        return
            reduce.Body is WordTerm.Reduce inner
            && (
                inner.By == reduce.By
                || (ReductionOrder.IsLinear(inner.By) && ReductionOrder.IsLinear(reduce.By))
            )
            && ReductionOrder.Of(inner.Over).CompareTo(ReductionOrder.Of(reduce.Over)) < 0
            ? Exchange(reduce, inner, context)
            : reduce;
    }

    private WordTerm Unused(WordTerm.Reduce reduce, Context context)
    {
        if (reduce.By != Reduction.Sum)
            return Step(InstanceRules.UnusedVariable, reduce, reduce.Body, context);
        if (reduce.Body == new WordTerm.Number(0))
            return Step(InstanceRules.UnusedVariable, reduce, reduce.Body, context);
        if (reduce.Over is not Domain.Channels channels)
            return reduce;
        var times = new WordTerm.Product([new WordTerm.Number(channels.Count), reduce.Body]);
        var done = Step(InstanceRules.UnusedVariable, reduce, times, context);
        return Step(InstanceRules.RingLaws, done, RingForm.Of(done), context);
    }

    private WordTerm Distribute(WordTerm.Reduce reduce, WordTerm.Sum sum, Context context)
    {
        var parts = sum
            .Terms.Items.Select(part => (WordTerm)(reduce with { Body = part }))
            .ToImmutableArray();
        Step(InstanceRules.Additivity, reduce, new WordTerm.Sum(new(parts)), context);
        for (var i = 0; i < parts.Length; i++)
        {
            var at = i;
            var around = parts;
            parts = parts.SetItem(
                at,
                Reduce(
                    (WordTerm.Reduce)parts[at],
                    inner => context(new WordTerm.Sum(new(around.SetItem(at, inner))))
                )
            );
        }
        var done = new WordTerm.Sum(new(parts));
        return Step(InstanceRules.RingLaws, done, RingForm.Of(done), context);
    }

    private WordTerm? Factor(WordTerm.Reduce reduce, WordTerm.Product product, Context context)
    {
        bool IsFree(WordTerm factor) => !Occurrences.Variable(factor, reduce.Variable);
        WordTerm[] free = [.. product.Factors.Where(IsFree)];
        if (free.Length == 0)
            return null;
        var inner = reduce with
        {
            Body = RingForm.Times([.. product.Factors.Where(factor => !IsFree(factor))]),
        };
        Step(InstanceRules.Homogeneity, reduce, new WordTerm.Product([.. free, inner]), context);
        var simple = Reduce(inner, part => context(new WordTerm.Product([.. free, part])));
        var done = new WordTerm.Product([.. free, simple]);
        return Step(InstanceRules.RingLaws, done, RingForm.Of(done), context);
    }

    private WordTerm? Unit(WordTerm.Reduce reduce, Context context)
    {
        WordTerm[] factors = reduce.Body is WordTerm.Product product
            ? [.. product.Factors]
            : [reduce.Body];
        for (var i = 0; i < factors.Length; i++)
            if (Brackets.Value(factors[i], reduce, vocabulary) is { } value)
            {
                var rest = RingForm.Times([.. factors[..i], .. factors[(i + 1)..]]);
                var put = value.Word is { } word
                    ? Put(rest, reduce.Letter!, word)
                    : Occurrences.Put(rest, reduce.Variable, value.Channel!);
                return Simplify(Step(InstanceRules.UnitSummand, reduce, put, context), context);
            }
        return null;
    }

    /// <summary>A variable without which the body is the same after a change of variables inside of it.</summary>
    private WordTerm? Absorbed(WordTerm.Reduce reduce, Context context)
    {
        if (reduce.Over is not (Domain.WholeGroup or Domain.Translations or Domain.PointElements))
            return null;
        var named = reduce with { Body = BinderNames.Distinct(reduce.Body, Fresh) };
        var without = Put(named.Body, named.Letter!, GroupWord.One);
        if (new VariableChange().Steps(named.Body, without) is not { } changes)
            return null;
        Step(InstanceRules.Renaming, reduce, named, context);
        WordTerm current = named;
        foreach (var body in changes.Select(change => change.Next).Append(without))
        {
            var rule = body == without ? Rules.GroupWords : Rules.ChangeOfVariable;
            current = Step(rule, current, named with { Body = body }, context);
        }
        return Simplify(current, context);
    }

    private WordTerm Exchange(WordTerm.Reduce reduce, WordTerm.Reduce inner, Context context)
    {
        var exchanged = inner with { Body = reduce with { Body = inner.Body } };
        Step(InstanceRules.Exchange, reduce, exchanged, context);
        var body = Reduce(
            (WordTerm.Reduce)exchanged.Body,
            part => context(exchanged with { Body = part })
        );
        return Reduce(exchanged with { Body = body }, context);
    }

    private static WordTerm Put(WordTerm term, GroupLetter letter, GroupWord word) =>
        WordRewriting.Substitute(term, new Dictionary<GroupLetter, GroupWord> { [letter] = word });

    private string Fresh() => $"#x{_names++}";
}
