using System.Collections.Immutable;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Designs;

/// <summary>The windows and parameters that a term names.</summary>
internal sealed record NamesRead(
    ImmutableHashSet<string> Windows,
    ImmutableHashSet<string> Parameters
)
{
    private static readonly NamesRead None = new([], []);

    public static NamesRead In(Term term) =>
        term.Match(
            constant: _ => None,
            signal: _ => None,
            parameter: of => None with { Parameters = [of.Name] },
            pointwise: of => In(of.Argument),
            sum: of => Union(of.Terms.Select(In)),
            product: of => Union(of.Factors.Select(In)),
            reduce: of => Window(of.Over) + In(of.Body),
            sampled: of => In(of.Body)
        );

    public static NamesRead operator +(NamesRead left, NamesRead right) =>
        new(left.Windows.Union(right.Windows), left.Parameters.Union(right.Parameters));

    private static NamesRead Window(Domain domain) =>
        domain.Match(
            sites: _ => None,
            wholeGroup: _ => None,
            translations: _ => None,
            pointElements: _ => None,
            window: of => None with { Windows = [of.Name] },
            absoluteWindow: of => None with { Windows = [of.Name] },
            channels: _ => None
        );

    private static NamesRead Union(IEnumerable<NamesRead> parts) =>
        parts.Aggregate(None, (left, right) => left + right);
}
