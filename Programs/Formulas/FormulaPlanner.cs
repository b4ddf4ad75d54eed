using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Formulas;

/// <summary>
/// Lowers formulas to plans: every subterm is a tensor over the axes of its free variables. A sampled intermediate is made once,
/// over all output points; a read that does not depend on a position is made once for all.
/// </summary>
internal sealed class FormulaPlanner
{
    private readonly TypedOp.Elementary _layer;
    private readonly LayerLattice _lattice;
    private readonly ProgramBuilder _builder;
    private readonly Reads _reads;
    private readonly EqArray<int> _elements;

    private FormulaPlanner(
        ProgramBuilder builder,
        TypedOp.Elementary layer,
        Node signal,
        LoweringLimits limits
    )
    {
        _layer = layer;
        _lattice = new LayerLattice(layer);
        _builder = builder;
        _reads = new Reads(layer, signal, _lattice, Axis.Batch(), limits.TableEntries);
        _elements = layer.Input.Group.Group.Elements.ToEqArray();
    }

    /// <summary>The output <c>[b, o·h, …grid]</c> of a layer by its formula.</summary>
    /// <exception cref="LoweringException">A part of the formula cannot be lowered.</exception>
    public static Node Lower(
        ProgramBuilder builder,
        TypedOp.Elementary layer,
        Node signal,
        LoweringLimits limits
    ) => new FormulaPlanner(builder, layer, signal, limits).Lower();

    private Node Lower()
    {
        var formula = _layer.Meaning.Formula;
        if (formula.Sites.Count != 1 || formula.Channels.Count != 1)
            throw Refusal(
                $"λ({formula.Sites}; {formula.Channels})",
                "one position and one channel index are expected"
            );
        var output = _layer.Output;
        var point = Axis.OfPoints(formula.Sites[0], _lattice.OutputPoints);
        var element = Axis.OfElements(
            formula.Sites[0],
            output.Fibre == Fibre.Trivial ? [output.Group.Group.Identity] : _elements
        );
        var channel = Axis.OfChannels(formula.Channels[0], output.Channels);
        var here = Word.Of(point, element);
        var scope = new FormulaScope(ImmutableDictionary<string, Bound>.Empty, here)
            .Bind(formula.Sites[0], here)
            .Bind(formula.Channels[0], channel);
        var value = Included(formula.Body, Lower(formula.Body, scope));
        EqArray<Axis> axes = [_reads.Batch, channel, element, point];
        var whole = Alignment.Of(value, axes).Expand(FormulaSteps.Shape(axes));
        // On a box each output has a place of its own, but for upsampling.
        var boxed =
            output.Grid.BoxCount == _lattice.OutputPoints.Count
                ? whole
                : whole.Take(3, _lattice.OutputBox());
        return boxed.Reshape([
            Sizes.Batch,
            output.Channels * output.FibreSize,
            .. output.Grid.Sizes,
        ]);
    }

    private Value Lower(Term term, FormulaScope scope) =>
        term.Match(
            constant: constant => FormulaSteps.Number(_builder, constant.Value),
            signal: read => Located(read, () => _reads.Signal(read, scope)),
            parameter: parameter => Located(parameter, () => _reads.Parameter(parameter, scope)),
            pointwise: pointwise =>
            {
                if (PointwiseFunction.Find(pointwise.Function.Name) is null)
                    throw Refusal(
                        pointwise.ToString(),
                        $"the function '{pointwise.Function}' has no tensor kernel; {string.Join(", ", PointwiseFunction.All)} are expected"
                    );
                return FormulaSteps.Pointwise(pointwise.Function, Lower(pointwise.Argument, scope));
            },
            sum: sum => Sum(sum.Terms.Select(part => Lower(part, scope)).ToEqArray()),
            product: product => Product(product, scope, []),
            reduce: reduce => OverGroups(reduce, scope) ?? Reduce(reduce, scope),
            sampled: sampled => Sampled(sampled, scope)
        );

    private Value Sum(EqArray<Value> values) =>
        values.Count switch
        {
            0 => FormulaSteps.Number(_builder, 0),
            1 => values[0],
            _ => FormulaSteps.Combine(Combination.Sum, values),
        };

    // Σ over axes, possibly none, of a product.
    private Value Product(Term.Product product, FormulaScope scope, EqArray<Axis> over)
    {
        var factors = Factors(product).ToArray();
        var number = factors
            .OfType<Term.Constant>()
            .Aggregate(
                Coefficient.One,
                (all, next) =>
                    new(all.Factor * next.Value.Factor, all.PowerOfPi + next.Value.PowerOfPi)
            );
        var others = factors.Where(factor => factor is not Term.Constant).ToArray();
        var value = others.Length switch
        {
            0 => PairwiseSum.Sum([FormulaSteps.Number(_builder, 1)], over),
            1 => SumOver(others[0], scope, over),
            _ when over.Count == 0 => FormulaSteps.Combine(
                Combination.Product,
                others.Select(factor => Lower(factor, scope)).ToEqArray()
            ),
            _ => PairwiseSum.Sum(others.Select(factor => Lower(factor, scope)).ToEqArray(), over),
        };
        return FormulaSteps.Scale(value, number);
    }

    private static IEnumerable<Term> Factors(Term.Product product) =>
        product.Factors.SelectMany(factor =>
            factor is Term.Product inner ? Factors(inner) : [factor]
        );

    // Σ over axes of a term; sums inside are drawn into it.
    private Value SumOver(Term term, FormulaScope scope, EqArray<Axis> over) =>
        over.Count == 0
            ? Lower(term, scope)
            : term switch
            {
                Term.Sum { Terms.Count: > 0 } sum => Sum(
                    sum.Terms.Select(part => SumOver(part, scope, over)).ToEqArray()
                ),
                Term.Product product => Product(product, scope, over),
                Term.Reduce { By: Reduction.Sum } inner => SumOverMore(inner, scope, over),
                var other => PairwiseSum.Sum([Lower(other, scope)], over),
            };

    private Value SumOverMore(Term.Reduce reduce, FormulaScope scope, EqArray<Axis> over)
    {
        var (inside, axes) = Bind(reduce, scope);
        return SumOver(reduce.Body, inside, [.. over, .. axes]);
    }

    private Value Reduce(Term.Reduce reduce, FormulaScope scope)
    {
        var (inside, axes) = Bind(reduce, scope);
        if (!_lattice.Excludes && reduce.By is Reduction.Sum or Reduction.Mean)
        {
            var sum = SumOver(reduce.Body, inside, axes);
            return reduce.By == Reduction.Sum
                ? sum
                : FormulaSteps.Scale(
                    sum,
                    1,
                    axes.Aggregate(1, (n, axis) => checked(n * axis.Size))
                );
        }
        var value = Lower(reduce.Body, inside);
        var excluded = value.Excluded ?? new IndexTable([], EqArray.Create<int>([0]));
        return value.Excluded is null && reduce.By is Reduction.Max or Reduction.Min
            ? FormulaSteps.Reduce(value, reduce.By, axes.Where(value.Axes.Contains).ToEqArray())
            : Located(reduce, () => Exclusion.Reduce(value, excluded, reduce.By, axes));
    }

    // A reduction that depends on a channel by its group alone is made once for each group.
    private Value? OverGroups(Term.Reduce reduce, FormulaScope scope)
    {
        foreach (var name in FreeVariables.Of(reduce))
            if (
                scope.Variables[name].Channel is { Axes: [{ Size: > 1 } channels] } all
                && all.IsIdentity(channels.Size)
                && ChannelGroups.SizeIn(reduce, name) is { } size
            )
            {
                var groups = Axis.OfChannels(name, (channels.Size + size - 1) / size);
                var first = IndexTable.Of(groups, group => group * size);
                var value = Lower(reduce, scope.Bind(name, first));
                return value.Axes.Contains(groups)
                    ? Located(
                        reduce,
                        () => _reads.Along(value, groups, IndexTable.Of(channels, c => c / size))
                    )
                    : value;
            }
        return null;
    }

    private (FormulaScope Inside, EqArray<Axis> Axes) Bind(Term.Reduce reduce, FormulaScope scope)
    {
        var name = reduce.Variable;
        var space = reduce.Body.SamplesAt(name) ? _lattice.OutputPoints : _lattice.GridPoints;
        Axis Points(EqArray<EqArray<int>> points) => Axis.OfPoints(name, points);
        Axis Elements() => Axis.OfElements(name, _elements);
        (FormulaScope, EqArray<Axis>) Place(Axis? point, Axis? element, Func<Word, Word> word) =>
            (
                scope.Bind(name, word(Word.Of(point, element))),
                new[] { point, element }.OfType<Axis>().ToEqArray()
            );
        return reduce.Over.Match(
            sites: _ => Place(Points(space), Elements(), at => at),
            wholeGroup: _ => Place(Points(space), Elements(), at => scope.Origin.Inverse * at),
            translations: _ =>
                Place(Points(space), null, at => (scope.Origin.Inverse * at).TranslationPart),
            pointElements: _ => Place(null, Elements(), at => at),
            window: window => Place(Points(_lattice.Window(window.Name)), null, at => at),
            absoluteWindow: window =>
            {
                var turn = scope.Site(window.At).PointPart;
                return Place(
                    Points(_lattice.Window(window.Name)),
                    null,
                    at => turn.Inverse * at * turn
                );
            },
            channels: channels =>
            {
                var axis = Axis.OfChannels(name, channels.Count);
                return (scope.Bind(name, axis), [axis]);
            }
        );
    }

    private Value Sampled(Term.Sampled sampled, FormulaScope scope)
    {
        var point = Axis.OfPoints(sampled.Variable, _lattice.OutputPoints);
        var element = Axis.OfElements(sampled.Variable, _elements);
        var here = Word.Of(point, element);
        var inside = scope.Bind(sampled.Variable, here) with { Origin = here };
        var body = Included(sampled.Body, Lower(sampled.Body, inside));
        return Located(sampled, () => _reads.Sampled(body, point, element, scope.Site(sampled.At)));
    }

    private Value Included(Term term, Value value) =>
        value.Excluded is null
            ? value
            : throw Refusal(
                term.ToString(),
                "reads excluded points outside of a reduction; a reduction around them is expected"
            );

    private Value Located(Term term, Func<Value> make)
    {
        try
        {
            return make();
        }
        catch (Exception fault) when (fault is InvalidOperationException or OverflowException)
        {
            throw Refusal(term.ToString(), fault.Message);
        }
    }

    private LoweringException Refusal(string part, string reason) =>
        new(_layer.Path, part, reason.TrimEnd('.'));
}
