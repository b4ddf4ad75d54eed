using System.Collections.Immutable;
using AgeFormal.Operators;
using AgeFormal.Operators.Evaluation;

namespace AgeFormal.Verification;

/// <summary>
/// How many values the reference evaluator reads: sampled intermediates and statistics over space are read once for each
/// place and each value of the variables around them, and kept; a reduction that stays the same in a loop around it is read once.
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
                    [],
                    layer.Output.Count
                );
            }
        }

        // The reads of a term that is evaluated so many times, in a scope of variables with so many values, inside of loops.
        private double Of(
            Term term,
            ImmutableDictionary<string, double> scope,
            string start,
            ImmutableStack<string> loops,
            double times
        ) =>
            term.Match(
                constant: _ => 0,
                signal: _ => times,
                parameter: _ => times,
                pointwise: pointwise => Of(pointwise.Argument, scope, start, loops, times),
                sum: sum => sum.Terms.Sum(part => Of(part, scope, start, loops, times)),
                product: product =>
                    product.Factors.Sum(part => Of(part, scope, start, loops, times)),
                reduce: reduce =>
                {
                    var range = (double)layer.Range(reduce);
                    var around = FreeVariables.Of(reduce);
                    var computed = SpaceStatistic.Is(reduce, start)
                        ? Math.Min(times, Kept(around.Remove(start), scope, _order))
                        : times / Repeated(around, scope, loops);
                    var hides = reduce.Variable == start;
                    return (computed < times ? times : 0)
                        + Of(
                            reduce.Body,
                            scope.SetItem(reduce.Variable, range),
                            hides ? "" : start,
                            loops.Push(reduce.Variable),
                            computed * range
                        );
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
                            [],
                            Math.Min(times, kept)
                        );
                }
            );

        // For how many values of the loops around it a reduction stays the same.
        private static double Repeated(
            ImmutableHashSet<string> around,
            ImmutableDictionary<string, double> scope,
            ImmutableStack<string> loops
        ) =>
            loops
                .TakeWhile(name => !around.Contains(name))
                .Aggregate(1.0, (product, name) => product * scope[name]);

        private static double Kept(
            ImmutableHashSet<string> around,
            ImmutableDictionary<string, double> scope,
            double places
        ) => around.Aggregate(places, (product, name) => product * scope[name]);
    }
}
