using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>The variables that occur unbound in a part of a formula.</summary>
public static class FreeVariables
{
    /// <summary>The variables of a term that no binder in it binds.</summary>
    public static ImmutableHashSet<string> Of(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return term.Match(
            constant: _ => [],
            signal: read => Of(read.At).Union(Of(read.Channel)),
            parameter: parameter =>
                Union(parameter.At.Select(Of).Concat(parameter.Channels.Select(Of))),
            pointwise: pointwise => Of(pointwise.Argument),
            sum: sum => Union(sum.Terms.Select(Of)),
            product: product => Union(product.Factors.Select(Of)),
            reduce: reduce => Of(reduce.Body).Remove(reduce.Variable).Union(Of(reduce.Over)),
            sampled: sampled => Of(sampled.Body).Remove(sampled.Variable).Union(Of(sampled.At))
        );
    }

    /// <summary>Whether the term samples an intermediate at a position that a variable moves.</summary>
    public static bool SamplesAt(this Term term, string variable)
    {
        ArgumentNullException.ThrowIfNull(term);
        return term switch
        {
            Term.Sampled sampled => Of(sampled.At).Contains(variable),
            Term.Reduce reduce when reduce.Variable == variable => false,
            _ => term.Children().Any(part => part.SamplesAt(variable)),
        };
    }

    internal static ImmutableHashSet<string> Of(Site site) => [.. Variables.In.Of(site)];

    internal static ImmutableHashSet<string> Of(Rel rel) => [.. Variables.In.Of(rel)];

    private static ImmutableHashSet<string> Of(Channel channel) =>
        channel.Match<ImmutableHashSet<string>>(
            variable: variable => [variable.Name],
            literal: _ => []
        );

    private static ImmutableHashSet<string> Of(Domain domain) =>
        domain.Position is { } at ? Of(at) : [];

    private static ImmutableHashSet<string> Union(IEnumerable<ImmutableHashSet<string>> sets) =>
        sets.Aggregate(ImmutableHashSet<string>.Empty, (all, set) => all.Union(set));

    private sealed class Variables : ElementNames
    {
        public static Variables In { get; } = new();

        protected override EqArray<string> Position(string name) => [name];

        protected override EqArray<string> Element(string name) => [name];
    }
}
