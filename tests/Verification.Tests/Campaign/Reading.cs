using System.Collections.Immutable;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Tests.Campaign;

/// <summary>
/// The value of a formula straight from its terms: a variable is looked up in the environment of its binder, so a sample
/// t[v := s] is t with v bound to the value of s, and shadowing needs no renaming.
/// </summary>
/// <remarks>
/// Values of reductions and samples are kept per value of the variables that they read. An evaluation that takes more than
/// a number of steps ends in a <see cref="TooLong"/>.
/// </remarks>
internal sealed class Reading
{
    private readonly Placed _placed;
    private readonly Data _data;
    private readonly List<int> _sizes = [];
    private readonly List<Dictionary<long, Tracked>> _kept = [];
    private readonly Part<Tracked> _body;
    private int _shift;
    private long _steps;

    public Reading(Placed placed, Data data, long steps)
    {
        _placed = placed;
        _data = data;
        _steps = steps;
        var names = ImmutableDictionary<string, int>.Empty;
        var formula = placed.Design.Formula;
        foreach (var site in formula.Sites)
            names = names.SetItem(site, Slot(placed.Torus.Order));
        foreach (var (channel, count) in formula.Channels.Zip(placed.Design.Output))
            names = names.SetItem(channel, Slot(count));
        _body = Term(formula.Body, names);
    }

    /// <summary>The budget of steps is spent.</summary>
    internal sealed class TooLong : Exception;

    /// <summary>A part of a formula: its value in an environment, and the slots it reads.</summary>
    private sealed record Part<T>(Func<int[], T> At, ImmutableSortedSet<int> Slots);

    private Torus Torus => _placed.Torus;

    /// <summary>A[L_ḡ f] at positions and channels, (L_ḡ f)(s) = f(ḡ⁻¹·s).</summary>
    public Tracked At(int by, ReadOnlySpan<int> arguments)
    {
        var shift = Torus.Inverse(by);
        if (shift != _shift)
        {
            _shift = shift;
            foreach (var kept in _kept)
                kept.Clear();
        }
        var slots = new int[_sizes.Count];
        arguments.CopyTo(slots);
        return _body.At(slots);
    }

    private int Slot(int size)
    {
        _sizes.Add(size);
        return _sizes.Count - 1;
    }

    private Part<Tracked> Term(Term term, ImmutableDictionary<string, int> names) =>
        term.Match(
            constant: number =>
            {
                var value = Number(number.Value);
                return new(_ => value, []);
            },
            signal: read => Signal(read, names),
            parameter: read => Parameter(read, names),
            pointwise: of =>
            {
                var argument = Term(of.Argument, names);
                return argument with { At = slots => argument.At(slots).Apply(of.Function.Name) };
            },
            sum: of => Combined(of.Terms.Select(part => Term(part, names)), Tracked.Zero, Sum),
            product: of =>
                Combined(of.Factors.Select(part => Term(part, names)), Tracked.One, Product),
            reduce: of => Kept(Reduce(of, names)),
            sampled: of => Kept(Sampled(of, names))
        );

    private static Tracked Sum(Tracked a, Tracked b) => a + b;

    private static Tracked Product(Tracked a, Tracked b) => a * b;

    private static Tracked Number(Coefficient of)
    {
        var quotient = (double)of.Factor.Numerator / (double)of.Factor.Denominator;
        var isExact =
            of.Factor.Denominator.IsPowerOfTwo && of.Factor.Numerator.GetBitLength() <= 53;
        var value = isExact ? Tracked.Exact(quotient) : Tracked.Rounded(quotient);
        var pi = of.PowerOfPi >= 0 ? Math.PI : 1 / Math.PI;
        for (var i = 0; i < Math.Abs(of.PowerOfPi); i++)
            value *= Tracked.Rounded(pi);
        return value;
    }

    private static Part<Tracked> Combined(
        IEnumerable<Part<Tracked>> of,
        Tracked neutral,
        Func<Tracked, Tracked, Tracked> combine
    )
    {
        var parts = of.ToArray();
        return new(
            slots =>
            {
                var value = neutral;
                foreach (var part in parts)
                    value = combine(value, part.At(slots));
                return value;
            },
            Union(parts.Select(part => part.Slots))
        );
    }

    private Part<Tracked> Signal(Term.Signal read, ImmutableDictionary<string, int> names)
    {
        var at = Site(read.At, names);
        var channel = Channel(read.Channel, names);
        // A signal on the lattice ignores h.
        var isOnGroup = _placed.Design.Input.Fibre == Fibre.Regular;
        return new(
            slots =>
            {
                var element = Torus.Times(_shift, at.At(slots));
                return Tracked.Exact(
                    _data.Signal(
                        channel.At(slots),
                        isOnGroup ? element : Torus.Element(Torus.TranslationOf(element), 0)
                    )
                );
            },
            at.Slots.Union(channel.Slots)
        );
    }

    private Part<Tracked> Parameter(Term.Parameter read, ImmutableDictionary<string, int> names)
    {
        var number = 0;
        while (_placed.Design.Parameters[number].Name != read.Name)
            number++;
        var declared = _placed.Design.Parameters[number];
        var (rels, channels) = (new Queue<Rel>(read.At), new Queue<Channel>(read.Channels));
        var axes = declared
            .Axes.Select(axis =>
                axis.Match(
                    channels: _ => Channel(channels.Dequeue(), names),
                    pointElements: _ =>
                    {
                        var rel = Rel(rels.Dequeue(), names);
                        return rel with { At = slots => Torus.PointOf(rel.At(slots)) };
                    },
                    window: of =>
                    {
                        var rel = Rel(rels.Dequeue(), names);
                        var entries = Enumerable
                            .Range(0, Torus.Translations)
                            .Select(x => _placed.Entry(declared, of.Window, x, declared.Isotropic))
                            .ToArray();
                        return rel with
                        {
                            At = slots => entries[Torus.TranslationOf(rel.At(slots))],
                        };
                    }
                )
            )
            .ToArray();
        return new(
            slots =>
            {
                var index = new int[axes.Length];
                for (var axis = 0; axis < axes.Length; axis++)
                    if ((index[axis] = axes[axis].At(slots)) < 0)
                        return Tracked.Zero;
                return Tracked.Exact(_data.Parameter(number, index));
            },
            Union(axes.Select(axis => axis.Slots))
        );
    }

    private Part<Tracked> Reduce(Term.Reduce of, ImmutableDictionary<string, int> names)
    {
        var (over, size) = Domain(of.Over, names);
        var slot = Slot(size);
        var body = Term(of.Body, names.SetItem(of.Variable, slot));
        return new(
            slots =>
            {
                var elements = over.At(slots);
                _steps -= elements.Length;
                if (_steps < 0)
                    throw new TooLong();
                slots[slot] = elements[0];
                var value = body.At(slots);
                for (var i = 1; i < elements.Length; i++)
                {
                    slots[slot] = elements[i];
                    var next = body.At(slots);
                    value = of.By switch
                    {
                        Reduction.Sum or Reduction.Mean => value + next,
                        Reduction.Max => Tracked.Larger(value, next),
                        Reduction.Min => Tracked.Smaller(value, next),
                        var other => throw new ArgumentException($"Unknown reduction {other}."),
                    };
                }
                return of.By == Reduction.Mean ? value.Over(elements.Length) : value;
            },
            body.Slots.Remove(slot).Union(over.Slots)
        );
    }

    private Part<Tracked> Sampled(Term.Sampled of, ImmutableDictionary<string, int> names)
    {
        var at = Site(of.At, names);
        var slot = Slot(Torus.Order);
        var body = Term(of.Body, names.SetItem(of.Variable, slot));
        return new(
            slots =>
            {
                slots[slot] = at.At(slots);
                return body.At(slots);
            },
            body.Slots.Remove(slot).Union(at.Slots)
        );
    }

    private Part<Tracked> Kept(Part<Tracked> part)
    {
        var read = part.Slots.ToArray();
        var kinds = 1.0;
        foreach (var slot in read)
            kinds *= _sizes[slot];
        if (kinds > 1e9)
            return part;
        var values = new Dictionary<long, Tracked>();
        _kept.Add(values);
        return part with
        {
            At = slots =>
            {
                var key = 0L;
                foreach (var slot in read)
                    key = key * _sizes[slot] + slots[slot];
                if (!values.TryGetValue(key, out var value))
                    values[key] = value = part.At(slots);
                return value;
            },
        };
    }

    private Part<int> Channel(Channel channel, ImmutableDictionary<string, int> names) =>
        channel.Match(
            variable: of => Slotted(names[of.Name]),
            literal: of => new Part<int>(_ => of.Index, []),
            inGroup: of =>
            {
                var (whole, inside) = (Channel(of.Of, names), Channel(of.Within, names));
                return new Part<int>(
                    slots =>
                    {
                        var at = whole.At(slots);
                        return at - at % of.Size + inside.At(slots);
                    },
                    whole.Slots.Union(inside.Slots)
                );
            }
        );

    private Part<int> Site(Site site, ImmutableDictionary<string, int> names) =>
        site.Match(
            variable: of => Slotted(names[of.Name]),
            moved: of => Times(Site(of.Origin, names), Rel(of.By, names))
        );

    private Part<int> Rel(Rel rel, ImmutableDictionary<string, int> names) =>
        rel.Match(
            variable: of => Slotted(names[of.Name]),
            constant: of =>
            {
                var element = _data.Constant(of.Name);
                return new(_ => element, []);
            },
            unit: _ => new(_ => Torus.Element(0, 0), []),
            between: of => Times(Mapped(Site(of.From, names), Torus.Inverse), Site(of.To, names)),
            product: of => Times(Rel(of.Left, names), Rel(of.Right, names)),
            inverse: of => Mapped(Rel(of.Of, names), Torus.Inverse),
            pointPart: of =>
                Mapped(Rel(of.Of, names), element => Torus.Element(0, Torus.PointOf(element))),
            translationPart: of =>
                Mapped(
                    Rel(of.Of, names),
                    element => Torus.Element(Torus.TranslationOf(element), 0)
                ),
            absolute: of => Site(of.At, names)
        );

    private (Part<int[]> Elements, int Size) Domain(
        Domain domain,
        ImmutableDictionary<string, int> names
    )
    {
        (Part<int[]>, int) Fixed(IEnumerable<int> of, int size)
        {
            int[] elements = [.. of];
            return (new(_ => elements, []), size);
        }
        var all = Torus.Order;
        return domain.Match(
            sites: _ => Fixed(Enumerable.Range(0, all), all),
            wholeGroup: _ => Fixed(Enumerable.Range(0, all), all),
            translations: _ =>
                Fixed(
                    Enumerable.Range(0, Torus.Translations).Select(x => Torus.Element(x, 0)),
                    all
                ),
            pointElements: _ =>
                Fixed(Enumerable.Range(0, Torus.Point.Order).Select(h => Torus.Element(0, h)), all),
            window: of => Fixed(_placed.Window(of.Name).Select(x => Torus.Element(x, 0)), all),
            absoluteWindow: of =>
            {
                // s·r at s + S: with s = (x, h) the translations r with h▹r in S.
                var at = Site(of.At, names);
                var turned = Enumerable
                    .Range(0, Torus.Point.Order)
                    .Select(h =>
                        _placed
                            .Window(of.Name)
                            .Select(x => Torus.Element(Torus.Move(Torus.InversePoint(h), x), 0))
                            .ToArray()
                    )
                    .ToArray();
                return (new(slots => turned[Torus.PointOf(at.At(slots))], at.Slots), all);
            },
            channels: of => Fixed(Enumerable.Range(0, of.Count), of.Count)
        );
    }

    private Part<int> Times(Part<int> left, Part<int> right) =>
        new(slots => Torus.Times(left.At(slots), right.At(slots)), left.Slots.Union(right.Slots));

    private static Part<int> Mapped(Part<int> of, Func<int, int> map) =>
        of with
        {
            At = slots => map(of.At(slots)),
        };

    private static Part<int> Slotted(int slot) => new(slots => slots[slot], [slot]);

    private static ImmutableSortedSet<int> Union(IEnumerable<ImmutableSortedSet<int>> sets) =>
        sets.Aggregate(ImmutableSortedSet<int>.Empty, (all, set) => all.Union(set));
}
