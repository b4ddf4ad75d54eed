using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// An order for the summands and factors of a term in which it agrees with another one of the same shape: in everything but
/// words.
/// </summary>
/// <param name="Order">Which part stands at each place.</param>
/// <param name="Parts">The orders inside of the parts, as they stand.</param>
internal sealed record TermAlignment(EqArray<int> Order, EqArray<TermAlignment> Parts)
{
    private static readonly TermAlignment Leaf = new([], []);

    /// <summary>The orders of a term under which it has the shape of the other one, those with equal words first.</summary>
    public static IEnumerable<TermAlignment> Of(WordTerm term, WordTerm like, TermKeys keys)
    {
        if (keys.Shape(term) != keys.Shape(like))
            return [];
        if (keys.Full(term) == keys.Full(like))
            return [Kept(term)];
        return like.Match(
            number: _ => [Leaf],
            signal: _ => [Leaf],
            parameter: _ => [Leaf],
            pointwise: pointwise => Inside(((WordTerm.Pointwise)term).Argument, pointwise.Argument),
            sum: sum => Places(((WordTerm.Sum)term).Terms, sum.Terms, keys),
            product: product => Places(((WordTerm.Product)term).Factors, product.Factors, keys),
            reduce: reduce => Inside(((WordTerm.Reduce)term).Body, reduce.Body)
        );

        IEnumerable<TermAlignment> Inside(WordTerm part, WordTerm other) =>
            Of(part, other, keys).Select(inner => new TermAlignment([0], [inner]));
    }

    /// <summary>The steps to the term in this order, by the ring laws.</summary>
    public IEnumerable<TermStep> Steps(WordTerm term, Func<WordTerm, WordTerm> context)
    {
        if (Order.Count == 0)
            yield break;
        var parts = term.Children();
        var ordered = Order.Select(at => parts[at]).ToEqArray();
        var items = ordered.Items;
        if (ordered != parts)
            yield return new(Rules.RingLaws, context(term), context(term.With(ordered)));
        for (var i = 0; i < items.Length; i++)
        {
            var (at, around) = (i, items);
            foreach (
                var step in Parts[i]
                    .Steps(items[i], part => context(term.With(new(around.SetItem(at, part)))))
            )
                yield return step;
            items = items.SetItem(i, Parts[i].Of(items[i]));
        }
    }

    /// <summary>The term in this order.</summary>
    public WordTerm Of(WordTerm term)
    {
        var parts = term.Children();
        return Order.Count == 0
            ? term
            : term.With(Order.Select((at, i) => Parts[i].Of(parts[at])).ToEqArray());
    }

    private static TermAlignment Kept(WordTerm term)
    {
        var parts = term.Children();
        return new(
            Enumerable.Range(0, parts.Count).ToEqArray(),
            parts.Select(_ => Leaf).ToEqArray()
        );
    }

    private static IEnumerable<TermAlignment> Places(
        EqArray<WordTerm> parts,
        EqArray<WordTerm> like,
        TermKeys keys
    )
    {
        return From(0, [], [], []);

        IEnumerable<TermAlignment> From(
            int place,
            ImmutableHashSet<int> used,
            ImmutableList<int> order,
            ImmutableList<TermAlignment> inner
        )
        {
            if (place == like.Count)
            {
                yield return new(order.ToEqArray(), inner.ToEqArray());
                yield break;
            }
            var wanted = keys.Full(like[place]);
            var candidates = Enumerable
                .Range(0, parts.Count)
                .Where(i => !used.Contains(i) && keys.Shape(parts[i]) == keys.Shape(like[place]))
                .DistinctBy(i => keys.Full(parts[i]))
                .OrderByDescending(i => keys.Full(parts[i]) == wanted);
            foreach (var i in candidates)
            foreach (var alignment in Of(parts[i], like[place], keys))
            foreach (var rest in From(place + 1, used.Add(i), order.Add(i), inner.Add(alignment)))
                yield return rest;
        }
    }
}
