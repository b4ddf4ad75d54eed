using System.Collections.Immutable;
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
            // A statistic runs over space once, in the place of each of its positions.
            double Range(Term.Reduce reduce) =>
                SpaceStatistic.Is(reduce, start) ? 1.0 : layer.Range(reduce);
            var (inside, origin) = term switch
            {
                Term.Reduce reduce => (scope.SetItem(reduce.Variable, Range(reduce)), start),
                Term.Sampled sampled => (scope.SetItem(sampled.Variable, places), sampled.Variable),
                _ => (scope, start),
            };
            foreach (var part in term.Children())
                Add(part, inside, origin);
        }
    }
}
