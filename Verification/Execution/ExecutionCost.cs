using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Evaluation;

namespace AgeFormal.Verification;

/// <summary>
/// How many values a layer computes for one signal where it runs as tensors: each subterm once, over the values of its free
/// variables; a sampled intermediate over all places, a statistic over space once for each element of H.
/// </summary>
internal static class ExecutionCost
{
    /// <summary>The number of values.</summary>
    public static double Total(TypedOp.Elementary layer)
    {
        var formula = layer.Meaning.Formula;
        var places = (double)layer.Meaning.Geometry.Output.Points().Count * layer.Input.Group.Order;
        var scope = formula
            .Sites.Select(site => KeyValuePair.Create(site, places))
            .Concat(
                formula.Channels.Select(channel =>
                    KeyValuePair.Create(channel, (double)layer.Output.Channels)
                )
            )
            .ToImmutableDictionary();
        var cost = new Layer(layer, places);
        cost.Add(formula.Body, scope, formula.Sites[0]);
        return cost.Values;
    }

    private sealed class Layer(TypedOp.Elementary layer, double places)
    {
        private readonly HashSet<(Term Part, string Around)> _known = [];

        public double Values { get; private set; }

        public void Add(Term term, ImmutableDictionary<string, double> scope, string start)
        {
            var free = FreeVariables.Of(term).Order(StringComparer.Ordinal).ToArray();
            if (!_known.Add((term, string.Join(' ', free.Select(name => $"{name}:{scope[name]}")))))
                return;
            var size = free.Aggregate(1.0, (product, name) => product * scope[name]);
            Values += size;
            void All(EqArray<Term> parts)
            {
                foreach (var part in parts)
                    Add(part, scope, start);
            }
            bool Done(Action action)
            {
                action();
                return true;
            }
            term.Match(
                constant: _ => true,
                signal: _ => true,
                parameter: _ => true,
                pointwise: pointwise => Done(() => Add(pointwise.Argument, scope, start)),
                sum: sum => Done(() => All(sum.Terms)),
                product: product => Done(() => All(product.Factors)),
                reduce: reduce =>
                    Done(() =>
                    {
                        // A statistic runs over space once, in the place of each of its positions.
                        var range = SpaceStatistic.Is(reduce, start) ? 1.0 : layer.Range(reduce);
                        Add(reduce.Body, scope.SetItem(reduce.Variable, range), start);
                    }),
                sampled: sampled =>
                    Done(() =>
                        Add(sampled.Body, scope.SetItem(sampled.Variable, places), sampled.Variable)
                    )
            );
        }
    }
}
