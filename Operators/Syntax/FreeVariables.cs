using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>The variables that occur unbound in a part of a formula.</summary>
public static class FreeVariables
{
    /// <summary>The variables of a term that no binder in it binds.</summary>
    public static ImmutableHashSet<string> Of(Term term)
    {
        var parts = term.Parts();
        var free = ImmutableHashSet<string>.Empty;
        foreach (var part in parts.Terms)
            free = free.Union(Of(part));
        if (parts.Variable is { } bound)
            free = free.Remove(bound);
        foreach (var site in parts.Sites)
            free = free.Union(Of(site));
        foreach (var rel in parts.Rels)
            free = free.Union(Of(rel));
        foreach (var channel in parts.Channels)
            free = free.Union(Of(channel));
        return free;
    }

    /// <summary>Whether the term samples an intermediate at a position that a variable moves.</summary>
    public static bool SamplesAt(this Term term, string variable)
    {
        var parts = term.Parts();
        return term is Term.Sampled sampled
            ? Of(sampled.At).Contains(variable)
            : parts.Variable != variable && parts.Terms.Any(part => part.SamplesAt(variable));
    }

    internal static ImmutableHashSet<string> Of(Site site) => [.. Variables.In.Of(site)];

    internal static ImmutableHashSet<string> Of(Rel rel) => [.. Variables.In.Of(rel)];

    private static ImmutableHashSet<string> Of(Channel channel) =>
        channel.Match<ImmutableHashSet<string>>(
            variable: variable => [variable.Name],
            literal: _ => [],
            inGroup: index => Of(index.Of).Union(Of(index.Within))
        );

    private sealed class Variables : ElementNames
    {
        public static Variables In { get; } = new();

        protected override EqArray<string> Position(string name) => [name];

        protected override EqArray<string> Element(string name) => [name];
    }
}
