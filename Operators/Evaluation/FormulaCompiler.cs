using System.Numerics;
using AgeFormal.Algebra;

namespace AgeFormal.Operators.Evaluation;

/// <summary>The values of bound variables during one evaluation.</summary>
internal sealed class Frame(int variables)
{
    public Place[] Places { get; } = new Place[variables];

    public int[] Channels { get; } = new int[variables];

    /// <summary>The start of the current signal in the batch.</summary>
    public int Offset { get; set; }

    /// <summary>Set when a read fell on an excluded position; the enclosing reduction skips it.</summary>
    public bool Excluded { get; set; }
}

/// <summary>
/// Turns a formula into a function of a frame. Variables become slots; nothing of the meaning is special to any
/// building block.
/// </summary>
internal sealed class FormulaCompiler<T>(
    LayerModel<T> model,
    Arithmetic<T> arithmetic,
    System.Collections.Immutable.ImmutableArray<T> signal
)
    where T : struct,
        IEquatable<T>,
        IAdditionOperators<T, T, T>,
        IMultiplyOperators<T, T, T>,
        IDivisionOperators<T, T, T>,
        IAdditiveIdentity<T, T>,
        IMultiplicativeIdentity<T, T>,
        IComparisonOperators<T, T, bool>
{
    private readonly PlaceArithmetic _places = model.Places;
    private int _depth;

    /// <summary>The number of slots a frame needs; known after compilation.</summary>
    public int Slots { get; private set; }

    public Func<Frame, T> Compile(Formula formula)
    {
        var scope = Scope.Empty;
        foreach (var site in formula.Sites)
            scope = scope.Bind(site, Slot());
        foreach (var channel in formula.Channels)
            scope = scope.Bind(channel, Slot());
        return Term(formula.Body, scope);
    }

    private int Slot()
    {
        Slots = Math.Max(Slots, ++_depth);
        return _depth - 1;
    }

    private Func<Frame, T> Term(Term term, Scope scope) =>
        term.Match(
            constant =>
            {
                var value = arithmetic.Number(constant.Value);
                return _ => value;
            },
            read => Signal(read, scope),
            parameter => Parameter(parameter, scope),
            pointwise =>
            {
                var function = arithmetic.Function(pointwise.Function);
                var argument = Term(pointwise.Argument, scope);
                return frame => function(argument(frame));
            },
            sum => Folded(sum.Terms, scope, T.AdditiveIdentity, (a, b) => a + b),
            product => Folded(product.Factors, scope, T.MultiplicativeIdentity, (a, b) => a * b),
            reduce => Reduce(reduce, scope)
        );

    private Func<Frame, T> Folded(EqArray<Term> terms, Scope scope, T unit, Func<T, T, T> combine)
    {
        var parts = terms.Select(term => Term(term, scope)).ToArray();
        return frame =>
        {
            var result = unit;
            foreach (var part in parts)
                result = combine(result, part(frame));
            return result;
        };
    }

    private Func<Frame, T> Signal(Term.Signal read, Scope scope)
    {
        var channel = Channel(read.Channel, scope);
        var at = Site(read.At, scope);
        return frame =>
        {
            if (!model.TryRead(signal, frame.Offset, channel(frame), at(frame), out var value))
                frame.Excluded = true;
            return value;
        };
    }

    private Func<Frame, T> Parameter(Term.Parameter parameter, Scope scope)
    {
        var values = model.Parameter(parameter.Name);
        var declaration = model.Declarations[parameter.Name];
        var relative = new Queue<Func<Frame, Place>>(parameter.At.Select(rel => Rel(rel, scope)));
        var channels = new Queue<Func<Frame, int>>(
            parameter.Channels.Select(channel => Channel(channel, scope))
        );
        var axes = declaration
            .Axes.Select<ParameterAxis, (int Size, Func<Frame, int> Index)>(axis =>
                axis.Match<(int, Func<Frame, int>)>(
                    of => (of.Count, channels.Dequeue()),
                    _ =>
                    {
                        var place = relative.Dequeue();
                        return (model.Group.Order, frame => place(frame).H);
                    },
                    of =>
                    {
                        var place = relative.Dequeue();
                        var window = model.Window(of.Window).Points;
                        var index = new Dictionary<(int, int, int), int>();
                        for (var i = 0; i < window.Count; i++)
                        {
                            var point = Place.At(window.Points[i], 0);
                            index.Add((point.X, point.Y, point.Z), i);
                        }
                        return (
                            window.Count,
                            frame =>
                            {
                                var at = place(frame);
                                return index.GetValueOrDefault((at.X, at.Y, at.Z), -1);
                            }
                        );
                    }
                )
            )
            .ToArray();
        return frame =>
        {
            var flat = 0;
            foreach (var (size, index) in axes)
            {
                var i = index(frame);
                if (i < 0)
                    return T.AdditiveIdentity;
                flat = flat * size + i;
            }
            return values[flat];
        };
    }

    private Func<Frame, T> Reduce(Term.Reduce reduce, Scope scope)
    {
        var slot = Slot();
        var inner = scope.Bind(reduce.Variable, slot);
        var body = Term(reduce.Body, inner);
        var elements = Elements(reduce.Over, scope, slot);
        _depth--;
        return frame =>
        {
            var count = 0;
            var result = T.AdditiveIdentity;
            foreach (var _ in elements(frame))
            {
                var value = body(frame);
                if (frame.Excluded)
                {
                    frame.Excluded = false;
                    continue;
                }
                result =
                    count == 0 ? value
                    : reduce.By is Reduction.Sum or Reduction.Mean ? result + value
                    : (reduce.By == Reduction.Max ? value > result : value < result) ? value
                    : result;
                count++;
            }
            if (count == 0 && reduce.By != Reduction.Sum)
                throw new InvalidOperationException(
                    $"{reduce.By} over no element of {reduce.Over}; the window lies outside of the grid."
                );
            return reduce.By == Reduction.Mean ? result / arithmetic.Number(count) : result;
        };
    }

    private Func<Frame, IEnumerable<int>> Elements(Domain domain, Scope scope, int slot)
    {
        Func<Frame, IEnumerable<int>> Each(Func<Frame, IEnumerable<Place>> places) =>
            frame =>
                places(frame)
                    .Select(place =>
                    {
                        frame.Places[slot] = place;
                        return slot;
                    });
        var identity = model.Group.Group.Identity;
        var elements = model.Group.Group.Elements.ToArray();
        return domain.Match(
            _ =>
                Each(_ =>
                    model.GridPlaces.SelectMany(place => elements.Select(h => place with { H = h }))
                ),
            _ =>
                Each(frame =>
                {
                    var from = _places.Inverse(frame.Places[0]);
                    return model.GridPlaces.SelectMany(place =>
                        elements.Select(h => _places.Multiply(from, place with { H = h }))
                    );
                }),
            _ =>
                Each(frame =>
                {
                    var from = _places.Inverse(frame.Places[0]);
                    return model.GridPlaces.Select(place =>
                        _places.TranslationPart(_places.Multiply(from, place))
                    );
                }),
            _ =>
            {
                Place[] all = [.. elements.Select(h => new Place(0, 0, 0, h))];
                return Each(_ => all);
            },
            window =>
            {
                Place[] all =
                [
                    .. model
                        .Window(window.Name)
                        .Points.Points.Select(point => Place.At(point, identity)),
                ];
                return Each(_ => all);
            },
            window =>
            {
                var at = Site(window.At, scope);
                Place[] all =
                [
                    .. model
                        .Window(window.Name)
                        .Points.Points.Select(point => Place.At(point, identity)),
                ];
                return Each(frame =>
                {
                    var turn = PlaceArithmetic.PointPart(at(frame));
                    var back = _places.Inverse(turn);
                    return all.Select(x => _places.Multiply(_places.Multiply(back, x), turn));
                });
            },
            channels =>
                frame =>
                    Enumerable
                        .Range(0, channels.Count)
                        .Select(channel => frame.Channels[slot] = channel)
        );
    }

    private Func<Frame, Place> Site(Site site, Scope scope) =>
        site.Match<Func<Frame, Place>>(
            variable =>
            {
                var slot = scope[variable.Name];
                return frame => frame.Places[slot];
            },
            moved =>
            {
                var origin = Site(moved.Origin, scope);
                var by = Rel(moved.By, scope);
                return frame => _places.Multiply(origin(frame), by(frame));
            }
        );

    private Func<Frame, Place> Rel(Rel rel, Scope scope)
    {
        Func<Frame, Place> Then(Rel of, Func<Place, Place> map)
        {
            var inner = Rel(of, scope);
            return frame => map(inner(frame));
        }
        return rel.Match<Func<Frame, Place>>(
            variable =>
            {
                var slot = scope[variable.Name];
                return frame => frame.Places[slot];
            },
            constant =>
                throw new InvalidOperationException(
                    $"The constant '{constant.Name}' has no value on a grid; constants are given by finite models."
                ),
            _ => _ => _places.Unit,
            between =>
            {
                var from = Site(between.From, scope);
                var to = Site(between.To, scope);
                return frame => _places.Multiply(_places.Inverse(from(frame)), to(frame));
            },
            product =>
            {
                var left = Rel(product.Left, scope);
                var right = Rel(product.Right, scope);
                return frame => _places.Multiply(left(frame), right(frame));
            },
            inverse => Then(inverse.Of, _places.Inverse),
            part => Then(part.Of, PlaceArithmetic.PointPart),
            part => Then(part.Of, _places.TranslationPart),
            absolute => Site(absolute.At, scope)
        );
    }

    private static Func<Frame, int> Channel(Channel channel, Scope scope) =>
        channel.Match<Func<Frame, int>>(
            variable =>
            {
                var slot = scope[variable.Name];
                return frame => frame.Channels[slot];
            },
            literal => _ => literal.Index
        );
}
