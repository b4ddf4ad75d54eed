using System.Collections.Immutable;
using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// A text for a term in a case of ℤ^d ⋊ H such that terms with one text are equal: H, G and known windows are written out,
/// summands, factors and values are sorted, and a variable over N is changed so that one of the positions that hold it is
/// the variable itself, by whichever position gives the first text.
/// </summary>
internal sealed class CaseForm(Vocabulary vocabulary, EqArray<Condition> granted, CaseVector zero)
{
    /// <summary>No term is written out further than this.</summary>
    public const int MostSteps = 6_000_000;

    private const int MostChanges = 64;
    private const char Between = '\u0001';
    private const char Inside = '\u0002';

    private readonly PointGroup _group = vocabulary.Group;
    private readonly CaseWord _words = new(vocabulary.Group, zero);
    private int _steps;

    /// <summary>What the letters and the channel indices are, and how many symbols are in use.</summary>
    public sealed record Known(
        ImmutableDictionary<GroupLetter, (CaseVector X, int H)> Elements,
        ImmutableDictionary<string, string> Channels,
        int Symbols
    );

    /// <summary>Whether more steps were needed: the texts say nothing then.</summary>
    public bool IsSpent => _steps > MostSteps;

    /// <summary>Counts a step; false where none is left.</summary>
    public bool Step() => _steps <= MostSteps && ++_steps <= MostSteps;

    /// <summary>The points of a window that is not open.</summary>
    public EqArray<EqArray<int>>? Points(string window) =>
        !vocabulary.OpenWindows.Contains(window)
        && vocabulary.Window(window) is { Points.Count: > 0 } known
            ? known.Points.Points
            : null;

    /// <summary>The text.</summary>
    public string Of(WordTerm term, Known known) => Text(Sum(term, known));

    // Inside of a text the factors are joined otherwise than around it.
    private static string Text(IEnumerable<KeyValuePair<string, Rational>> sum) =>
        string.Join(
            " + ",
            sum.Where(one => one.Value.Sign != 0)
                .Select(one => $"{one.Value}[{one.Key.Replace(Between, Inside)}]")
        );

    // A name with its length, so that no name is read as more than a name.
    private static string Name(string name) => $"{name.Length}:{name}";

    // The coefficient of each product of factors.
    private SortedDictionary<string, Rational> Sum(WordTerm term, Known known)
    {
        var sum = new SortedDictionary<string, Rational>(StringComparer.Ordinal);
        if (!Step())
            return sum;
        void Add(string factors, Rational by) =>
            sum[factors] = sum.GetValueOrDefault(factors, Rational.Zero) + by;
        void AddAll(IEnumerable<KeyValuePair<string, Rational>> other, Rational by)
        {
            foreach (var (factors, coefficient) in other)
                Add(factors, by * coefficient);
        }
        bool One(string factor)
        {
            Add(factor, Rational.One);
            return true;
        }
        term.Match(
            number: number =>
            {
                Add(
                    number.Value.IsRational
                        ? ""
                        : string.Create(
                            CultureInfo.InvariantCulture,
                            $"π^{number.Value.PowerOfPi}"
                        ),
                    number.Value.Factor
                );
                return true;
            },
            signal: signal => One($"f{Channel(signal.Channel, known)}{Place(signal.At, known)}"),
            parameter: parameter => Argument(parameter, known) is not { } at || One(at),
            pointwise: pointwise =>
                One($"φ{Name(pointwise.Function.Name)}{{{Of(pointwise.Argument, known)}}}"),
            sum: parts =>
            {
                foreach (var part in parts.Terms)
                    AddAll(Sum(part, known), Rational.One);
                return true;
            },
            product: product =>
            {
                var (factors, by) = (new List<string>(), Rational.One);
                foreach (var factor in product.Factors)
                {
                    var value = Sum(factor, known).Where(one => one.Value.Sign != 0).ToArray();
                    if (value.Length == 0)
                        return true;
                    if (value.Length > 1)
                        factors.Add($"({Of(factor, known)})");
                    else
                    {
                        by *= value[0].Value;
                        if (value[0].Key.Length > 0)
                            factors.AddRange(value[0].Key.Split(Between));
                    }
                }
                factors.Sort(StringComparer.Ordinal);
                Add(string.Join(Between, factors), by);
                return true;
            },
            reduce: reduce =>
            {
                var parts = Parts(reduce, known);
                if (reduce.By is Reduction.Sum or Reduction.Mean)
                {
                    var weight =
                        reduce.By == Reduction.Mean && parts.Count > 0
                            ? new Rational(1, parts.Count)
                            : Rational.One;
                    foreach (var part in parts)
                        AddAll(part(), weight);
                    return true;
                }
                var values = new SortedSet<string>(StringComparer.Ordinal);
                foreach (var part in parts)
                    values.Add(Text(part()));
                return One($"{reduce.By}{{{string.Join(" | ", values)}}}");
            }
        );
        return sum;
    }

    /// <summary>The values that a reduction combines, as sums.</summary>
    private List<Func<IEnumerable<KeyValuePair<string, Rational>>>> Parts(
        WordTerm.Reduce reduce,
        Known known
    )
    {
        Func<IEnumerable<KeyValuePair<string, Rational>>> At(CaseVector x, int h) =>
            () =>
                Sum(
                    reduce.Body,
                    known with
                    {
                        Elements = known.Elements.SetItem(reduce.Letter!, (x, h)),
                    }
                );
        Func<IEnumerable<KeyValuePair<string, Rational>>> Whole(Func<string> text) =>
            () => [new(text(), Rational.One)];
        Func<IEnumerable<KeyValuePair<string, Rational>>> OverN(int h) =>
            Whole(() => $"{reduce.By} N {{{Changed(reduce, h, known)}}}");
        var unit = _group.Group.Identity;
        return reduce.Over.Match<List<Func<IEnumerable<KeyValuePair<string, Rational>>>>>(
            sites: _ => [.. _group.Group.Elements.Select(OverN)],
            wholeGroup: _ => [.. _group.Group.Elements.Select(OverN)],
            translations: _ => [OverN(unit)],
            pointElements: _ => [.. _group.Group.Elements.Select(h => At(zero, h))],
            window: window =>
                Points(window.Name) is { } points
                    ? [.. points.Select(point => At(zero.Point(point), unit))]
                    :
                    [
                        Whole(() =>
                            $"{reduce.By} {Name(window.Name)} {{{Turned(reduce, window, known)}}}"
                        ),
                    ],
            absoluteWindow: _ => throw new System.Diagnostics.UnreachableException(),
            channels: channels =>
                [
                    Whole(() =>
                        $"{reduce.By} Ch{channels.Count} {{{Of(reduce.Body, known with
                        {
                            Channels = known.Channels.SetItem(reduce.Variable, $"b{known.Symbols}"),
                            Symbols = known.Symbols + 1,
                        })}}}"
                    ),
                ]
        );
    }

    // n over an open window, turned by each h where the window is stable.
    private string Turned(WordTerm.Reduce reduce, Domain.Window window, Known known)
    {
        var symbol = zero.Symbol(known.Symbols);
        var turns = granted.Contains(new Condition.StableWindow(window.Name))
            ? _group.Group.Elements
            : [_group.Group.Identity];
        return First(
            turns.Select(h =>
                Body(reduce, symbol.Times(_group.Matrices[h]), _group.Group.Identity, known)
            )
        );
    }

    // n over N, as M⁻¹(n − x) for the positions M n + x of one kind, of which there are fewest.
    private string Changed(WordTerm.Reduce reduce, int h, Known known)
    {
        var number = known.Symbols;
        var symbol = zero.Symbol(number);
        var inside = new CasePositions(vocabulary, this, zero, number)
            .Of(reduce.Body, Within(reduce, symbol, h, known))
            .GroupBy(place => place.Kind, place => (place.Matrix, place.Offset))
            .Select(kind => (kind.Key, Places: kind.DistinctBy(one => $"{one}").ToArray()))
            .OrderBy(kind => kind.Places.Length)
            .ThenBy(kind => kind.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        return inside.Places is not { Length: <= MostChanges } places
            ? Body(reduce, symbol, h, known)
            : First(
                places.Select(place =>
                    Body(
                        reduce,
                        symbol.Plus(place.Offset, -1).Times(place.Matrix.Inverse()),
                        h,
                        known
                    )
                )
            );
    }

    private string Body(WordTerm.Reduce reduce, CaseVector x, int h, Known known) =>
        Of(reduce.Body, Within(reduce, x, h, known));

    private static Known Within(WordTerm.Reduce reduce, CaseVector x, int h, Known known) =>
        known with
        {
            Elements = known.Elements.SetItem(reduce.Letter!, (x, h)),
            Symbols = known.Symbols + 1,
        };

    private static string First(IEnumerable<string> texts) => texts.Min(StringComparer.Ordinal)!;

    /// <summary>The element that a word is.</summary>
    public (CaseVector X, int H) Element(GroupWord word, Known known) =>
        _words.Of(word, letter => known.Elements[letter]);

    /// <summary>Whether the signal ignores h.</summary>
    private bool IsOnLattice => vocabulary.InputFibre == Fibre.Trivial;

    private string Place(GroupWord word, Known known)
    {
        var (x, h) = Element(word, known);
        return IsOnLattice ? $"{x}" : $"{x}{h}";
    }

    private static string Channel(Channel channel, Known known) =>
        channel.Match(
            variable: variable =>
                known.Channels.GetValueOrDefault(variable.Name, Name(variable.Name)),
            literal: literal => $"#{literal.Index}",
            inGroup: index =>
                $"(⌊{Channel(index.Of, known)}/{index.Size}⌋+{Channel(index.Within, known)})"
        );

    /// <summary>A parameter at its arguments; null where it is 0.</summary>
    private string? Argument(WordTerm.Parameter parameter, Known known)
    {
        var read = new List<string>();
        var axes = vocabulary.Parameter(parameter.Name)!.Axes;
        foreach (var axis in axes.Where(axis => axis is not ParameterAxis.OfChannels))
        {
            var (x, h) = Element(parameter.At[read.Count], known);
            if (axis is not ParameterAxis.OfWindow over)
            {
                read.Add($"{h}");
                continue;
            }
            var points = Points(over.Window);
            if (points is { } inside && x.IsFreeFrom(0) && !inside.Contains(x.Constant))
                return null;
            var turns =
                granted.Contains(new Condition.Isotropic(parameter.Name))
                || (points is [var only] && only.All(at => at == 0));
            read.Add(
                turns ? First(_group.Matrices.Select(matrix => $"{x.Times(matrix)}")) : $"{x}"
            );
        }
        return $"W{Name(parameter.Name)}({string.Join(',', read)};{string.Join(',', parameter.Channels.Select(channel => Channel(channel, known)))})";
    }
}
