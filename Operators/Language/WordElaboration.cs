using System.Globalization;
using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>Resolves the names of a word and decides what sort it has.</summary>
internal sealed class WordElaboration(Faults faults)
{
    private const string Relative = "a relative element, for example g⁻¹·v or n";

    public Site Site(Word word, Context context)
    {
        var value = Value(word, context);
        return value.Sort is Sort.Site or Sort.Open
            ? value.AsSite!
            : throw faults.At(word.At, value.Shown, "a position, for example g·n", context);
    }

    public Rel Rel(Word word, Context context) => Rel(Value(word, context), word, context);

    public Value Channel(Word word, Context context)
    {
        var value = Value(word, context);
        return value.Sort is Sort.Channel or Sort.Open
            ? value
            : throw faults.At(word.At, value.Shown, "a channel index", context);
    }

    /// <summary>The value of any sort, without the inverse of a lone position.</summary>
    public Value Argument(Word word, Context context)
    {
        var value = Value(word, context);
        return value.Sort != Sort.InverseSite
            ? value
            : throw faults.At(word.At, value.Shown, Relative, context);
    }

    private Value Value(Word word, Context context)
    {
        var value = word.Match(
            name: name => Lookup(name, context),
            index: index => Index(index, context),
            inGroup: index => InGroup(index, context),
            unit: _ => Language.Value.Of(new Rel.Unit(), 0, []),
            absolute: absolute =>
            {
                var of = Value(absolute.Of, context.Deeper());
                if (of.Sort is not (Sort.Site or Sort.Open))
                    throw faults.At(absolute.Of.At, of.Shown, "a position", context);
                return Language.Value.Of(new Rel.Absolute(of.AsSite!), of.Depth + 1, of.Free);
            },
            product: product =>
            {
                faults.CheckDepth(product.At, context.Depth + product.Factors.Count - 1, context);
                return Product(
                    product.Factors.Select(factor => (factor, Value(factor, context))).ToEqArray(),
                    context
                );
            },
            inverse: inverse => Inverse(inverse, context),
            pointPart: part => Part(part.Of, rel => new Rel.PointPart(rel), context),
            translationPart: part => Part(part.Of, rel => new Rel.TranslationPart(rel), context)
        );
        faults.CheckDepth(word.At, context.Depth + value.Depth, context);
        return value;
    }

    private Value Lookup(Word.Name name, Context context) =>
        context.Scope.TryGetValue(name.Text, out var value)
            ? value
            : throw faults.At(
                name.At,
                $"the unbound variable '{name.Text}'",
                context.Scope.IsEmpty
                    ? "a bound variable"
                    : $"a bound variable ({string.Join(", ", context.Scope.Keys.Order(StringComparer.Ordinal))})",
                context
            );

    private Value Index(Word.Index index, Context context)
    {
        if (
            !int.TryParse(index.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            || i >= Limits.Channels
        )
            throw faults.At(
                index.At,
                $"the channel index {index.Digits}",
                $"an index below {Limits.Channels}",
                context
            );
        return Language.Value.Of(new Channel.Literal(i), i + 1, 0, []);
    }

    private Value InGroup(Word.InGroup index, Context context)
    {
        var size = faults.Natural(index.Size, 1, Limits.Channels);
        if (faults.Natural(index.Times, 1, Limits.Channels) != size)
            throw faults.At(
                index.Times.At,
                $"the factor {index.Times.Text}",
                $"{size}, by which the index is divided",
                context
            );
        var of = Channel(index.Of, context.Deeper());
        var within = Channel(index.Within, context.Deeper());
        // The arguments of a definition that is read on its own have no number of values.
        var count =
            of.Count == 0 || within.Count == 0
                ? 0
                : Operators.Channel.CountInGroup(of.Count, size, within.Count);
        if (count > Limits.Channels)
            throw faults.At(
                index.At,
                $"a channel index with values up to {count - 1}",
                $"an index below {Limits.Channels}",
                context
            );
        return Language.Value.Of(
            new Channel.InGroup(of.AsChannel!, size, within.AsChannel!),
            (int)count,
            Math.Max(of.Depth, within.Depth) + 1,
            of.Free.Union(within.Free)
        );
    }

    private Value Inverse(Word.Inverse inverse, Context context)
    {
        var value = Value(inverse.Of, context.Deeper());
        for (var i = 0; i < inverse.Times; i++)
        {
            value = value.Sort switch
            {
                Sort.Open => value,
                Sort.Site => value with { Sort = Sort.InverseSite },
                Sort.Rel => Language.Value.Of(
                    new Rel.Inverse(value.AsRel!),
                    value.Depth + 1,
                    value.Free
                ),
                Sort.InverseSite or Sort.Channel => throw faults.At(
                    inverse.At,
                    value.Shown,
                    "a position or relative element to invert",
                    context
                ),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            faults.CheckDepth(inverse.At, context.Depth + value.Depth, context);
        }
        return value;
    }

    private Value Part(Word of, Func<Rel, Rel> part, Context context)
    {
        var value = Value(of, context.Deeper());
        return value.Sort == Sort.Open
            ? value
            : Language.Value.Of(part(Rel(value, of, context)), value.Depth + 1, value.Free);
    }

    private Rel Rel(Value value, Word word, Context context) =>
        value.Sort is Sort.Rel or Sort.Open
            ? value.AsRel!
            : throw faults.At(
                word.At,
                value.Shown,
                value.Sort == Sort.Site ? $"{Relative}; Abs(…) makes one of a position" : Relative,
                context
            );

    /// <summary>
    /// The product from the left; s⁻¹ takes the position that the rest of the word is: k·g⁻¹·v·n = k·(g⁻¹·(v·n)).
    /// </summary>
    private Value Product(EqArray<(Word Word, Value Value)> factors, Context context)
    {
        var rest = new List<(Word Word, Value Value)>();
        for (var i = factors.Count - 1; i >= 0; i--)
        {
            if (factors[i].Value.Sort != Sort.InverseSite)
            {
                rest.Insert(0, factors[i]);
                continue;
            }
            var (word, from) = factors[i];
            var to = rest.Count == 0 ? from : Fold(factors: rest, context: context);
            if (to.Sort is not (Sort.Site or Sort.Open))
                throw faults.At(
                    word.At,
                    $"{from.Shown} without a position after it",
                    Relative,
                    context
                );
            var between = Language.Value.Of(
                new Rel.Between(from.AsSite!, to.AsSite!),
                Math.Max(from.Depth, to.Depth) + 1,
                from.Free.Union(to.Free)
            );
            faults.CheckDepth(word.At, context.Depth + between.Depth, context);
            rest = [(word, between)];
        }
        return Fold(factors: rest, context: context);
    }

    private Value Fold(List<(Word Word, Value Value)> factors, Context context)
    {
        var result = factors[0].Value;
        if (result.Sort == Sort.Channel)
            throw faults.At(
                factors[0].Word.At,
                result.Shown,
                "a position or relative element",
                context
            );
        foreach (var (word, factor) in factors.Skip(1))
        {
            result = Multiply(result, factor, word, context);
            faults.CheckDepth(word.At, context.Depth + result.Depth, context);
        }
        return result;
    }

    private Value Multiply(Value left, Value right, Word word, Context context)
    {
        if (right.Sort is Sort.Channel)
            throw faults.At(word.At, right.Shown, Relative, context);
        if (left.Sort == Sort.Open)
            return left;
        if (right.Sort == Sort.Site)
            throw faults.At(
                word.At,
                $"{right.Shown} after {left.Shown}",
                "a position only at the start or after the inverse of one",
                context
            );
        var depth = Math.Max(left.Depth, right.Depth) + 1;
        var free = left.Free.Union(right.Free);
        if (left.Sort == Sort.Site)
            return Language.Value.Of(left.AsSite! * right.AsRel!, depth, free);
        return right.Sort == Sort.Open
            ? right
            : Language.Value.Of(left.AsRel! * right.AsRel!, depth, free);
    }
}
