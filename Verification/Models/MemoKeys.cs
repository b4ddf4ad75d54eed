using System.Collections.Immutable;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>
/// What the value of a reduction depends on: the largest positions, relative elements and channel variables in it that
/// do not involve a variable bound inside of it. Two evaluations in which these agree have the same value.
/// </summary>
internal sealed record MemoKeys(
    ImmutableHashSet<Site> Sites,
    ImmutableHashSet<Rel> Rels,
    ImmutableHashSet<string> Channels
)
{
    private static readonly MemoKeys None = new([], [], []);

    public static MemoKeys Of(Term.Reduce reduce) => Of(reduce, []);

    private static MemoKeys Of(Term term, ImmutableHashSet<string> bound)
    {
        var parts = term.Parts();
        var inside = parts.Variable is { } variable ? bound.Add(variable) : bound;
        return Union(parts.Sites.Select(site => Of(site, bound)))
            + Union(parts.Rels.Select(rel => Of(rel, bound)))
            + Union(parts.Channels.Select(channel => Of(channel, bound)))
            + Union(parts.Terms.Select(part => Of(part, inside)));
    }

    private static MemoKeys Of(Channel channel, ImmutableHashSet<string> bound) =>
        channel.Match(
            variable: variable =>
                bound.Contains(variable.Name) ? None : None with { Channels = [variable.Name] },
            literal: _ => None,
            inGroup: index => Of(index.Of, bound) + Of(index.Within, bound)
        );

    private static MemoKeys Of(Site site, ImmutableHashSet<string> bound) =>
        IsFree(site, bound)
            ? None with
            {
                Sites = [site],
            }
            : site.Match(
                variable: _ => None,
                moved: moved => Of(moved.Origin, bound) + Of(moved.By, bound)
            );

    private static MemoKeys Of(Rel rel, ImmutableHashSet<string> bound) =>
        IsFree(rel, bound)
            ? None with
            {
                Rels = [rel],
            }
            : rel.Match(
                variable: _ => None,
                constant: _ => None,
                unit: _ => None,
                between: between => Of(between.From, bound) + Of(between.To, bound),
                product: product => Of(product.Left, bound) + Of(product.Right, bound),
                inverse: inverse => Of(inverse.Of, bound),
                pointPart: part => Of(part.Of, bound),
                translationPart: part => Of(part.Of, bound),
                absolute: absolute => Of(absolute.At, bound)
            );

    // The models read elements by themselves, see docs/TRUST.md.
    private static bool IsFree(Site site, ImmutableHashSet<string> bound) =>
        site.Match(
            variable: variable => !bound.Contains(variable.Name),
            moved: moved => IsFree(moved.Origin, bound) && IsFree(moved.By, bound)
        );

    private static bool IsFree(Rel rel, ImmutableHashSet<string> bound) =>
        rel.Match(
            variable: variable => !bound.Contains(variable.Name),
            constant: _ => true,
            unit: _ => true,
            between: between => IsFree(between.From, bound) && IsFree(between.To, bound),
            product: product => IsFree(product.Left, bound) && IsFree(product.Right, bound),
            inverse: inverse => IsFree(inverse.Of, bound),
            pointPart: part => IsFree(part.Of, bound),
            translationPart: part => IsFree(part.Of, bound),
            absolute: absolute => IsFree(absolute.At, bound)
        );

    private static MemoKeys Union(IEnumerable<MemoKeys> parts) =>
        parts.Aggregate(None, (left, right) => left + right);

    public static MemoKeys operator +(MemoKeys left, MemoKeys right) =>
        new(
            left.Sites.Union(right.Sites),
            left.Rels.Union(right.Rels),
            left.Channels.Union(right.Channels)
        );
}
