using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>The laws of <see cref="DesignScope"/> on a term, below the variables in scope.</summary>
internal sealed record TermScope(
    Design Design,
    ImmutableDictionary<string, (Sort Sort, int Count)> Variables,
    int Depth
)
{
    public bool Check(Term term)
    {
        ExpectDepth();
        return term.Match(
            constant: constant => Constant(constant.Value),
            signal: signal =>
                Deeper.Channel(signal.Channel, Design.Input.Channels, "f")
                && Deeper.Site(signal.At),
            parameter: Parameter,
            pointwise: pointwise =>
                Expect(
                    PointwiseFunction.Find(pointwise.Function.Name) is not null,
                    $"the function '{pointwise.Function}'",
                    $"one of {string.Join(", ", PointwiseFunction.All)}, or a power"
                ) && Deeper.Check(pointwise.Argument),
            sum: sum => Parts(sum.Terms, "a sum"),
            product: product => Parts(product.Factors, "a product"),
            reduce: Reduce,
            sampled: Sampled
        );
    }

    private TermScope Deeper => this with { Depth = Depth + 1 };

    private bool Expect(bool law, string found, string expected)
    {
        DesignScope.Expect(Design, law, found, expected);
        return true;
    }

    private void ExpectDepth() =>
        Expect(
            Depth <= Limits.Depth,
            $"a term nested more than {Limits.Depth} deep",
            "a flatter term"
        );

    private bool Constant(Coefficient value) =>
        Expect(
            DesignWords.CanWrite(value.Factor)
                && Math.Abs((long)value.PowerOfPi) <= Limits.Power
                && (value.Factor.Sign != 0 || value.PowerOfPi == 0),
            "a number that is too long to write or a multiple of 0 by a power of π",
            $"at most {Limits.Digits} digits and a power of at most {Limits.Power}"
        );

    private bool Parts(EqArray<Term> parts, string what) =>
        Expect(parts.Count >= 2, $"{what} of {Faults.Count(parts.Count, "part")}", "two or more")
        && parts.All(Deeper.Check);

    private bool Parameter(Term.Parameter parameter)
    {
        var declared = Design.Parameters.FirstOrDefault(of => of.Name == parameter.Name);
        Expect(
            declared is not null,
            $"the undeclared parameter '{parameter.Name}'",
            "a declared one"
        );
        var sizes = declared!.Axes.ChannelSizes;
        Expect(
            parameter.At.Count == declared.Axes.Relative.Count
                && parameter.Channels.Count == sizes.Count,
            $"'{parameter}'",
            Declarations.Signature(declared)
        );
        return parameter.At.All(Deeper.Rel)
            && parameter.Channels.Zip(sizes).All(of => Channel(of.First, of.Second, declared.Name));
    }

    private bool Reduce(Term.Reduce reduce)
    {
        ExpectVariable(reduce.Variable);
        var sort = reduce.Over.Match(
            sites: _ => (Sort.Site, 0),
            wholeGroup: _ => (Sort.Rel, 0),
            translations: _ => (Sort.Rel, 0),
            pointElements: _ => (Sort.Rel, 0),
            window: window => Window(window.Name),
            absoluteWindow: window => Deeper.Site(window.At) ? Window(window.Name) : default,
            channels: channels =>
                Expect(
                    channels.Count is >= 1 and <= Limits.Channels,
                    $"the domain {channels}",
                    $"a number from 1 to {Limits.Channels}"
                )
                    ? (Sort.Channel, channels.Count)
                    : default
        );
        var inside = Deeper with { Variables = Variables.SetItem(reduce.Variable, sort) };
        return inside.Check(reduce.Body);
    }

    private bool Sampled(Term.Sampled sampled)
    {
        ExpectVariable(sampled.Variable);
        Deeper.Site(sampled.At);
        var inside = Deeper with
        {
            Variables = Variables.SetItem(sampled.Variable, (Sort.Site, 0)),
        };
        return inside.Check(sampled.Body);
    }

    private void ExpectVariable(string name) =>
        Expect(
            DesignWords.IsName(name) && !Design.Constants.Contains(name),
            $"the variable '{name}'",
            "a word that is neither reserved nor a constant"
        );

    private (Sort, int) Window(string name) =>
        Expect(
            Design.Windows.Any(window => window.Name == name),
            $"the undeclared window '{name}'",
            "a declared one"
        )
            ? (Sort.Rel, 0)
            : default;

    private bool Bound(string name, Sort sort) =>
        Expect(
            Variables.TryGetValue(name, out var bound) && bound.Sort == sort,
            $"'{name}' as a {Sorted(sort)}",
            $"a bound {Sorted(sort)}"
        );

    private static string Sorted(Sort sort) =>
        sort == Sort.Site ? "position"
        : sort == Sort.Rel ? "relative element"
        : "channel index";

    private bool Channel(Channel channel, int size, string what) =>
        Below(Count(channel), size, channel, what);

    // The number of values of an index, from 0.
    private long Count(Channel channel)
    {
        ExpectDepth();
        return channel.Match<long>(
            variable: variable =>
                Bound(variable.Name, Sort.Channel) ? Variables[variable.Name].Count : 0,
            literal: literal =>
                Expect(literal.Index >= 0, $"the channel index {literal.Index}", "0 or more")
                    ? literal.Index + 1L
                    : 0,
            inGroup: index =>
                Expect(
                    index.Size is >= 1 and <= Limits.Channels,
                    $"the groups of {index.Size} channels in '{channel}'",
                    $"a number from 1 to {Limits.Channels}"
                )
                    ? Operators.Channel.CountInGroup(
                        Deeper.Count(index.Of),
                        index.Size,
                        Deeper.Count(index.Within)
                    )
                    : 0
        );
    }

    private bool Below(long count, int size, Channel channel, string what) =>
        Expect(
            count <= size,
            $"the channel index '{channel}' with values up to {count - 1} in '{what}'",
            $"an index below {size}"
        );

    private bool Site(Site site)
    {
        ExpectDepth();
        return site.Match(
            variable: variable => Bound(variable.Name, Sort.Site),
            moved: moved => Deeper.Site(moved.Origin) && Deeper.Rel(moved.By)
        );
    }

    private bool Rel(Rel rel)
    {
        ExpectDepth();
        return rel.Match(
            variable: variable => Bound(variable.Name, Sort.Rel),
            constant: constant =>
                Expect(
                    Design.Constants.Contains(constant.Name),
                    $"the undeclared constant '{constant.Name}'",
                    "a declared one"
                ),
            unit: _ => true,
            between: between => Deeper.Site(between.From) && Deeper.Site(between.To),
            product: product => Deeper.Rel(product.Left) && Deeper.Rel(product.Right),
            inverse: inverse => Deeper.Rel(inverse.Of),
            pointPart: part => Deeper.Rel(part.Of),
            translationPart: part => Deeper.Rel(part.Of),
            absolute: absolute => Deeper.Site(absolute.At)
        );
    }
}
