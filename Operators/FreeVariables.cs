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
        return term.Match(
            constant: _ => false,
            signal: _ => false,
            parameter: _ => false,
            pointwise: pointwise => pointwise.Argument.SamplesAt(variable),
            sum: sum => sum.Terms.Any(part => part.SamplesAt(variable)),
            product: product => product.Factors.Any(part => part.SamplesAt(variable)),
            reduce: reduce => reduce.Variable != variable && reduce.Body.SamplesAt(variable),
            sampled: sampled => Of(sampled.At).Contains(variable)
        );
    }

    internal static ImmutableHashSet<string> Of(Site site) =>
        site.Match(
            variable: variable => [variable.Name],
            moved: moved => Of(moved.Origin).Union(Of(moved.By))
        );

    internal static ImmutableHashSet<string> Of(Rel rel) =>
        rel.Match<ImmutableHashSet<string>>(
            variable: variable => [variable.Name],
            constant: _ => [],
            unit: _ => [],
            between: between => Of(between.From).Union(Of(between.To)),
            product: product => Of(product.Left).Union(Of(product.Right)),
            inverse: inverse => Of(inverse.Of),
            pointPart: part => Of(part.Of),
            translationPart: part => Of(part.Of),
            absolute: absolute => Of(absolute.At)
        );

    private static ImmutableHashSet<string> Of(Channel channel) =>
        channel.Match<ImmutableHashSet<string>>(
            variable: variable => [variable.Name],
            literal: _ => []
        );

    private static ImmutableHashSet<string> Of(Domain domain) =>
        domain.Match<ImmutableHashSet<string>>(
            sites: _ => [],
            wholeGroup: _ => [],
            translations: _ => [],
            pointElements: _ => [],
            window: _ => [],
            absoluteWindow: window => Of(window.At),
            channels: _ => []
        );

    private static ImmutableHashSet<string> Union(IEnumerable<ImmutableHashSet<string>> sets) =>
        sets.Aggregate(ImmutableHashSet<string>.Empty, (all, set) => all.Union(set));
}
