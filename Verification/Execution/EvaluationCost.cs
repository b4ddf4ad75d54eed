using System.Collections.Immutable;
using AgeFormal.Operators;
using AgeFormal.Operators.Evaluation;

namespace AgeFormal.Verification;

/// <summary>
/// How many values the reference evaluator reads: sampled intermediates and statistics over space are read once for each
/// place and each value of the variables around them, and kept.
/// </summary>
internal static class EvaluationCost
{
    /// <summary>The number of values read for a batch.</summary>
    public static double Total(TypedOp op, int batch) =>
        op.Leaves().Sum(leaf => new Layer(leaf).Total * batch);

    private sealed class Layer(TypedOp.Elementary layer)
    {
        private readonly double _order = layer.Input.Group.Order;

        private double Places => layer.Meaning.Geometry.Output.Points().Count * _order;

        public double Total
        {
            get
            {
                var formula = layer.Meaning.Formula;
                return Of(
                    formula.Body,
                    formula
                        .Sites.Select(site => KeyValuePair.Create(site, Places))
                        .Concat(
                            formula.Channels.Select(channel =>
                                KeyValuePair.Create(channel, (double)layer.Output.Channels)
                            )
                        )
                        .ToImmutableDictionary(),
                    formula.Sites[0],
                    layer.Output.Count
                );
            }
        }

        // The reads of a term that is evaluated so many times, in a scope of variables with so many values.
        private double Of(
            Term term,
            ImmutableDictionary<string, double> scope,
            string start,
            double times
        ) =>
            term.Match(
                constant: _ => 0,
                signal: _ => times,
                parameter: _ => times,
                pointwise: pointwise => Of(pointwise.Argument, scope, start, times),
                sum: sum => sum.Terms.Sum(part => Of(part, scope, start, times)),
                product: product => product.Factors.Sum(part => Of(part, scope, start, times)),
                reduce: reduce =>
                {
                    var range = (double)layer.Range(reduce);
                    var inside = scope.SetItem(reduce.Variable, range);
                    if (!SpaceStatistic.Is(reduce, start))
                        return Of(reduce.Body, inside, start, times * range);
                    var kept = Kept(FreeVariables.Of(reduce).Remove(start), scope, _order);
                    return times + Of(reduce.Body, inside, start, Math.Min(times, kept) * range);
                },
                sampled: sampled =>
                {
                    var kept = Kept(
                        FreeVariables.Of(sampled.Body).Remove(sampled.Variable),
                        scope,
                        Places
                    );
                    return times
                        + Of(
                            sampled.Body,
                            scope.SetItem(sampled.Variable, Places),
                            sampled.Variable,
                            Math.Min(times, kept)
                        );
                }
            );

        private static double Kept(
            ImmutableHashSet<string> around,
            ImmutableDictionary<string, double> scope,
            double places
        ) => around.Aggregate(places, (product, name) => product * scope[name]);
    }
}
