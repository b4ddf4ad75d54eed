using System.Collections.Immutable;

namespace AgeFormal.Operators;

/// <summary>The variables that occur unbound in a part of a formula.</summary>
public static class FreeVariables
{
    /// <summary>The variables of a term that no binder in it binds.</summary>
    public static ImmutableHashSet<string> Of(Term term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return term.Match(
            _ => [],
            read => Of(read.At).Union(Of(read.Channel)),
            parameter => Union(parameter.At.Select(Of).Concat(parameter.Channels.Select(Of))),
            pointwise => Of(pointwise.Argument),
            sum => Union(sum.Terms.Select(Of)),
            product => Union(product.Factors.Select(Of)),
            reduce => Of(reduce.Body).Remove(reduce.Variable).Union(Of(reduce.Over)),
            sampled => Of(sampled.Body).Remove(sampled.Variable).Union(Of(sampled.At))
        );
    }

    /// <summary>Whether the term samples an intermediate at a position that a variable moves.</summary>
    public static bool SamplesAt(this Term term, string variable)
    {
        ArgumentNullException.ThrowIfNull(term);
        return term.Match(
            _ => false,
            _ => false,
            _ => false,
            pointwise => pointwise.Argument.SamplesAt(variable),
            sum => sum.Terms.Any(part => part.SamplesAt(variable)),
            product => product.Factors.Any(part => part.SamplesAt(variable)),
            reduce => reduce.Variable != variable && reduce.Body.SamplesAt(variable),
            sampled => Of(sampled.At).Contains(variable)
        );
    }

    internal static ImmutableHashSet<string> Of(Site site) =>
        site.Match(variable => [variable.Name], moved => Of(moved.Origin).Union(Of(moved.By)));

    internal static ImmutableHashSet<string> Of(Rel rel) =>
        rel.Match<ImmutableHashSet<string>>(
            variable => [variable.Name],
            _ => [],
            _ => [],
            between => Of(between.From).Union(Of(between.To)),
            product => Of(product.Left).Union(Of(product.Right)),
            inverse => Of(inverse.Of),
            part => Of(part.Of),
            part => Of(part.Of),
            absolute => Of(absolute.At)
        );

    private static ImmutableHashSet<string> Of(Channel channel) =>
        channel.Match<ImmutableHashSet<string>>(variable => [variable.Name], _ => []);

    private static ImmutableHashSet<string> Of(Domain domain) =>
        domain.Match<ImmutableHashSet<string>>(
            _ => [],
            _ => [],
            _ => [],
            _ => [],
            _ => [],
            window => Of(window.At),
            _ => []
        );

    private static ImmutableHashSet<string> Union(IEnumerable<ImmutableHashSet<string>> sets) =>
        sets.Aggregate(ImmutableHashSet<string>.Empty, (all, set) => all.Union(set));
}
