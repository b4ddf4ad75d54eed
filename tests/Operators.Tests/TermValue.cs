using System.Collections.Immutable;

namespace AgeFormal.Operators.Tests;

/// <summary>
/// A meaning of terms in which nothing cancels: elements, signal and parameters are hashes of what they are built from, and
/// a variable has the value that the environment gives it. Two terms with one value read the same things in the same way.
/// </summary>
internal sealed class TermValue : Elements<ulong>
{
    private readonly ImmutableDictionary<string, ulong> _values;

    private TermValue(ImmutableDictionary<string, ulong> values) => _values = values;

    public static ulong Of(Term term, ImmutableDictionary<string, ulong> values) =>
        new TermValue(values).Value(term);

    /// <summary>A value for every name.</summary>
    public static ImmutableDictionary<string, ulong> Everything { get; } =
        new[] { "g", "h", "x", "y", "o", "p" }.ToImmutableDictionary(
            name => name,
            name => Hash(0, name[0])
        );

    private ulong Value(Term term) =>
        term.Match(
            constant: _ => Hash(1),
            signal: read => Hash(2, Index(read.Channel), Of(read.At)),
            parameter: parameter =>
                Hash([3, .. parameter.At.Select(Of), .. parameter.Channels.Select(Index)]),
            pointwise: pointwise => Hash(4, Value(pointwise.Argument)),
            sum: sum => Hash([5, .. sum.Terms.Select(Value)]),
            product: product => Hash([6, .. product.Factors.Select(Value)]),
            reduce: reduce =>
            {
                var over = reduce.Over.Position is { } at ? Of(at) : 0;
                return Hash([
                    7,
                    over,
                    .. Enumerable
                        .Range(0, 2)
                        .Select(i => With(reduce.Variable, Hash(8, over, (ulong)i)))
                        .Select(inside => inside.Value(reduce.Body)),
                ]);
            },
            sampled: sampled => With(sampled.Variable, Of(sampled.At)).Value(sampled.Body)
        );

    private TermValue With(string name, ulong value) => new(_values.SetItem(name, value));

    private ulong Index(Channel channel) =>
        channel.Match(
            variable: variable => _values[variable.Name],
            literal: literal => Hash(9, (ulong)literal.Index),
            inGroup: index => Hash(10, Index(index.Of), (ulong)index.Size, Index(index.Within))
        );

    protected override ulong Position(string name) => _values[name];

    protected override ulong Element(string name) => _values[name];

    protected override ulong Constant(string name) => Hash(10, name[0]);

    protected override ulong Unit => Hash(11);

    protected override ulong Product(ulong left, ulong right) => Hash(12, left, right);

    protected override ulong Inverse(ulong of) => Hash(13, of);

    protected override ulong PointPart(ulong of) => Hash(14, of);

    protected override ulong TranslationPart(ulong of) => Hash(15, of);

    // The finaliser of SplitMix64, one value after the other.
    private static ulong Hash(params ReadOnlySpan<ulong> values)
    {
        var state = 0x9E3779B97F4A7C15;
        foreach (var value in values)
        {
            state = (state ^ value) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            state ^= state >> 31;
        }
        return state;
    }
}
