using System.Numerics;
using AgeFormal.Algebra;

namespace AgeFormal.Operators.Evaluation;

/// <summary>The values of bound variables during one evaluation.</summary>
internal sealed class EvaluationFrame(int variables)
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

    // The position from which reductions over all of space start: the innermost sampled one.
    private int _origin;
    private string _start = "";

    // The variable of the innermost reduction, below the innermost sampled position.
    private string? _loop;

    /// <summary>The number of slots a frame needs; known after compilation.</summary>
    public int Slots { get; private set; }

    public Func<EvaluationFrame, T> Compile(Formula formula)
    {
        var scope = FrameLayout.Empty;
        _start = formula.Sites[0];
        foreach (var site in formula.Sites)
            scope = scope.BindPlace(site, Slot());
        foreach (var channel in formula.Channels)
            scope = scope.BindIndex(channel, Slot());
        return Term(formula.Body, scope);
    }

    private int Slot()
    {
        Slots = Math.Max(Slots, ++_depth);
        return _depth - 1;
    }

    private Func<EvaluationFrame, T> Term(Term term, FrameLayout scope) =>
        term.Match(
            constant: constant =>
            {
                var value = arithmetic.Number(constant.Value);
                return _ => value;
            },
            signal: read => Signal(read, scope),
            parameter: parameter => Parameter(parameter, scope),
            pointwise: pointwise =>
            {
                var function = arithmetic.Function(pointwise.Function);
                var argument = Term(pointwise.Argument, scope);
                return frame => function(argument(frame));
            },
            sum: sum => Folded(sum.Terms, scope, T.AdditiveIdentity, (a, b) => a + b),
            product: product =>
                Folded(product.Factors, scope, T.MultiplicativeIdentity, (a, b) => a * b),
            reduce: reduce => Reduce(reduce, scope),
            sampled: sampled => Sampled(sampled, scope)
        );

    private Func<EvaluationFrame, T> Sampled(Term.Sampled sampled, FrameLayout scope)
    {
        var at = Site(sampled.At, scope);
        var slot = Slot();
        var outer = (_origin, _start, _loop);
        (_origin, _start, _loop) = (slot, sampled.Variable, null);
        var body = Term(sampled.Body, scope.BindPlace(sampled.Variable, slot));
        (_origin, _start, _loop) = outer;
        _depth--;
        var values = new ComputedValues<T>(
            FreeVariables.Of(sampled.Body).Remove(sampled.Variable),
            scope
        );
        return frame =>
        {
            var place = at(frame);
            if (!model.IsOutput(place))
                return T.AdditiveIdentity;
            return values.At(
                frame,
                place,
                () =>
                {
                    frame.Places[slot] = place;
                    return body(frame);
                }
            );
        };
    }

    private Func<EvaluationFrame, T> Folded(
        EqArray<Term> terms,
        FrameLayout scope,
        T unit,
        Func<T, T, T> combine
    )
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

    private Func<EvaluationFrame, T> Signal(Term.Signal read, FrameLayout scope)
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

    private Func<EvaluationFrame, T> Parameter(Term.Parameter parameter, FrameLayout scope)
    {
        var values = model.Parameter(parameter.Name);
        var declaration = model.Declarations[parameter.Name];
        var relative = new Queue<Func<EvaluationFrame, Place>>(
            parameter.At.Select(rel => Rel(rel, scope))
        );
        var channels = new Queue<Func<EvaluationFrame, int>>(
            parameter.Channels.Select(channel => Channel(channel, scope))
        );
        var axes = declaration
            .Axes.Select<ParameterAxis, (int Size, Func<EvaluationFrame, int> Index)>(axis =>
                axis.Match<(int, Func<EvaluationFrame, int>)>(
                    channels: of => (of.Count, channels.Dequeue()),
                    pointElements: _ =>
                    {
                        var place = relative.Dequeue();
                        return (model.Group.Order, frame => place(frame).H);
                    },
                    window: of =>
                    {
                        var place = relative.Dequeue();
                        var index = model.InWindow(of.Window);
                        return (model.Window(of.Window).Points.Count, frame => index(place(frame)));
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

    private Func<EvaluationFrame, T> Reduce(Term.Reduce reduce, FrameLayout scope)
    {
        var slot = Slot();
        var inner = scope.Bind(reduce.Over, reduce.Variable, slot);
        var outer = (_start, _loop);
        _loop = reduce.Variable;
        // Hidden, the position from which reductions start has no name.
        if (reduce.Variable == _start)
            _start = "";
        var body = Term(reduce.Body, inner);
        (_start, _loop) = outer;
        var space = reduce.Body.SamplesAt(reduce.Variable) ? model.OutputPlaces : model.GridPlaces;
        var elements = ElementsOf(reduce.Over, scope, slot, space);
        _depth--;
        var origin = _origin;
        var around = FreeVariables.Of(reduce);
        if (!SpaceStatistic.Is(reduce, _start))
        {
            if (_loop is null || around.Contains(_loop))
                return Reduced;
            // The same for each value of the variable around it.
            var last = new ComputedValues<T>(around, scope);
            return frame => last.Last(frame, frame.Places[origin], () => Reduced(frame));
        }
        var values = new ComputedValues<T>(around.Remove(_start), scope);
        return frame =>
            values.At(frame, PlaceArithmetic.PointPart(frame.Places[origin]), () => Reduced(frame));

        T Reduced(EvaluationFrame frame)
        {
            var taken = 0;
            var result = T.AdditiveIdentity;
            var count = elements.Prepare(frame);
            for (var i = 0; i < count; i++)
            {
                elements.Bind(frame, i);
                var value = body(frame);
                if (frame.Excluded)
                {
                    frame.Excluded = false;
                    continue;
                }
                result =
                    taken == 0 ? value
                    : reduce.By is Reduction.Sum or Reduction.Mean ? result + value
                    : (reduce.By == Reduction.Max ? value > result : value < result) ? value
                    : result;
                taken++;
            }
            if (taken == 0 && reduce.By != Reduction.Sum)
                throw new InvalidOperationException(
                    $"{reduce.By} over no element of {reduce.Over}; the window lies outside of the grid."
                );
            return reduce.By == Reduction.Mean ? result / arithmetic.Number(taken) : result;
        }
    }

    /// <summary>The elements of a domain: how many there are at a frame, and how the i-th is bound.</summary>
    private sealed record Elements(
        Func<EvaluationFrame, int> Prepare,
        Action<EvaluationFrame, int> Bind
    );

    private Elements ElementsOf(Domain domain, FrameLayout scope, int slot, Place[] space)
    {
        var origin = _origin;
        Elements Fixed(Place[] all) =>
            new(_ => all.Length, (frame, i) => frame.Places[slot] = all[i]);
        Elements Relative(Place[] all, Func<EvaluationFrame, Func<Place, Place>> map)
        {
            var current = new Place[all.Length];
            return new(
                frame =>
                {
                    var move = map(frame);
                    for (var i = 0; i < all.Length; i++)
                        current[i] = move(all[i]);
                    return all.Length;
                },
                (frame, i) => frame.Places[slot] = current[i]
            );
        }
        Place[] Window(string name) =>
            [
                .. model
                    .Window(name)
                    .Points.Points.Select(point => Place.At(point, model.Group.Group.Identity)),
            ];

        var turns = model.Group.Group.Elements.Select(h => new Place(0, 0, 0, h)).ToArray();
        Place[] everywhere =
        [
            .. space.SelectMany(place => turns.Select(turn => place with { H = turn.H })),
        ];
        return domain.Match(
            sites: _ => Fixed(everywhere),
            wholeGroup: _ =>
                Relative(
                    everywhere,
                    frame =>
                    {
                        var from = _places.Inverse(frame.Places[origin]);
                        return place => _places.Multiply(from, place);
                    }
                ),
            translations: _ =>
                Relative(
                    space,
                    frame =>
                    {
                        var from = _places.Inverse(frame.Places[origin]);
                        return place => _places.TranslationPart(_places.Multiply(from, place));
                    }
                ),
            pointElements: _ => Fixed(turns),
            window: window => Fixed(Window(window.Name)),
            absoluteWindow: window =>
            {
                var at = Site(window.At, scope);
                return Relative(
                    Window(window.Name),
                    frame =>
                    {
                        var turn = PlaceArithmetic.PointPart(at(frame));
                        var back = _places.Inverse(turn);
                        return place => _places.Multiply(_places.Multiply(back, place), turn);
                    }
                );
            },
            channels: channels => new Elements(
                _ => channels.Count,
                (frame, i) => frame.Channels[slot] = i
            )
        );
    }

    private Func<EvaluationFrame, Place> Site(Site site, FrameLayout scope) =>
        new PlacesOfFrames(_places, scope).Of(site);

    private Func<EvaluationFrame, Place> Rel(Rel rel, FrameLayout scope) =>
        new PlacesOfFrames(_places, scope).Of(rel);

    private sealed class PlacesOfFrames(PlaceArithmetic places, FrameLayout scope)
        : Elements<Func<EvaluationFrame, Place>>
    {
        protected override Func<EvaluationFrame, Place> Position(string name) => Element(name);

        protected override Func<EvaluationFrame, Place> Element(string name)
        {
            var slot = scope[name];
            return frame => frame.Places[slot];
        }

        protected override Func<EvaluationFrame, Place> Constant(string name) =>
            throw new InvalidOperationException(
                $"The constant '{name}' has no value on a grid; constants are given by finite models."
            );

        protected override Func<EvaluationFrame, Place> Unit => _ => places.Unit;

        protected override Func<EvaluationFrame, Place> Product(
            Func<EvaluationFrame, Place> left,
            Func<EvaluationFrame, Place> right
        ) => frame => places.Multiply(left(frame), right(frame));

        protected override Func<EvaluationFrame, Place> Inverse(Func<EvaluationFrame, Place> of) =>
            frame => places.Inverse(of(frame));

        protected override Func<EvaluationFrame, Place> PointPart(
            Func<EvaluationFrame, Place> of
        ) => frame => PlaceArithmetic.PointPart(of(frame));

        protected override Func<EvaluationFrame, Place> TranslationPart(
            Func<EvaluationFrame, Place> of
        ) => frame => places.TranslationPart(of(frame));
    }

    private static Func<EvaluationFrame, int> Channel(Channel channel, FrameLayout scope) =>
        channel.Match<Func<EvaluationFrame, int>>(
            variable: variable =>
            {
                var slot = scope[variable.Name];
                return frame => frame.Channels[slot];
            },
            literal: literal => _ => literal.Index,
            inGroup: index =>
            {
                var of = Channel(index.Of, scope);
                var within = Channel(index.Within, scope);
                var size = index.Size;
                return frame => Operators.Channel.IndexInGroup(of(frame), size, within(frame));
            }
        );
}
