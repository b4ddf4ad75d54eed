using AgeFormal.Operators;

namespace AgeFormal.Verification.Models;

/// <summary>
/// A formula on a finite model as a function of a frame. A sample t[v := s] is t in the frame in which v is the value of s;
/// no term is substituted. Complexity: each reduction is computed once per value of what it depends on
/// (<see cref="MemoKeys"/>), so a nest of reductions costs the sum, over its reductions, of (values of its keys) · (size of
/// its domain), and not the product of all domains. Memory: what was computed.
/// </summary>
internal sealed class FormulaProgram<T>
    where T : notnull
{
    /// <summary>The largest number of values that the keys of a table can have.</summary>
    public const long DefaultTable = 1L << 62;

    private readonly long _largestTable;
    private readonly FiniteModel _model;
    private readonly Meaning<T> _meaning;
    private readonly ModelElements<T> _elements;
    private readonly List<long> _tables = [];
    private readonly Func<ModelFrame<T>, T> _body;
    private readonly int _variables;
    private int _depth;
    private int _slots;

    /// <param name="model">The model.</param>
    /// <param name="meaning">The meaning of the symbols.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="largestTable">The largest table of values of a reduction; 0 for none.</param>
    public FormulaProgram(
        FiniteModel model,
        Meaning<T> meaning,
        Formula formula,
        long largestTable = DefaultTable
    )
    {
        _largestTable = largestTable;
        _model = model;
        _meaning = meaning;
        _elements = new(model, meaning);
        var sizes = model.Vocabulary.OutputChannels;
        if (formula.Channels.Count != sizes.Count)
            throw ScopeException.Outputs(formula, sizes.Count);
        if (formula.Sites.Count == 0)
            throw ScopeException.NoPosition(formula);
        var scope = Variables.None;
        foreach (var site in formula.Sites)
            scope = scope.Bind(site, Variables.Kind.Site, Slot(), 0);
        for (var i = 0; i < sizes.Count; i++)
            scope = scope.Bind(formula.Channels[i], Variables.Kind.Channel, Slot(), sizes[i]);
        _variables = _slots;
        _body = Term(formula.Body, scope);
    }

    public ModelFrame<T> NewFrame(Work? work = null) =>
        new(_slots, _tables, work ?? Work.Unbounded);

    /// <summary>A[L_ḡ f] at the positions and channels, on the frame's signal.</summary>
    public T Evaluate(ModelFrame<T> frame, ReadOnlySpan<int> sitesThenChannels)
    {
        if (sitesThenChannels.Length != _variables)
            throw new ArgumentException(
                $"{_variables} positions and channels are expected, received {sitesThenChannels.Length}.",
                nameof(sitesThenChannels)
            );
        sitesThenChannels.CopyTo(frame.Slots);
        return _body(frame);
    }

    private int Slot()
    {
        _slots = Math.Max(_slots, ++_depth);
        return _depth - 1;
    }

    private Func<ModelFrame<T>, T> Term(Term term, Variables scope) =>
        term.Match(
            constant: constant =>
            {
                var value = _meaning.Number(constant.Value);
                return _ => value;
            },
            signal: signal => Signal(signal, scope),
            parameter: parameter => Parameter(parameter, scope),
            pointwise: pointwise =>
            {
                var function = _meaning.Function(pointwise.Function);
                var argument = Term(pointwise.Argument, scope);
                return frame => function(argument(frame));
            },
            sum: sum =>
            {
                var parts = sum.Terms.Select(part => Term(part, scope)).ToArray();
                return frame =>
                {
                    var result = _meaning.Zero;
                    foreach (var part in parts)
                        result = _meaning.Add(result, part(frame));
                    return result;
                };
            },
            product: product =>
            {
                var parts = product.Factors.Select(part => Term(part, scope)).ToArray();
                return frame =>
                {
                    var result = _meaning.One;
                    foreach (var part in parts)
                        result = _meaning.Multiply(result, part(frame));
                    return result;
                };
            },
            reduce: reduce => Reduce(reduce, scope),
            sampled: sampled => Sampled(sampled, scope)
        );

    private Func<ModelFrame<T>, T> Sampled(Term.Sampled sampled, Variables scope)
    {
        var at = _elements.Site(sampled.At, scope);
        var slot = Slot();
        var body = Term(
            sampled.Body,
            scope.Bind(sampled.Variable, Variables.Kind.Site, slot, count: 0)
        );
        _depth--;
        return frame =>
        {
            frame.Slots[slot] = at(frame);
            return body(frame);
        };
    }

    private Func<ModelFrame<T>, T> Signal(Term.Signal signal, Variables scope)
    {
        var channel = ModelElements<T>.Channel(
            signal.Channel,
            scope,
            _model.Vocabulary.InputChannels
        );
        var at = _elements.Site(signal.At, scope);
        var group = _model.Group;
        var onLattice = _model.Vocabulary.InputFibre == Fibre.Trivial;
        return frame =>
        {
            var element = group.Multiply(frame.Back, at(frame));
            return _meaning.Signal(
                channel(frame),
                onLattice ? _model.Translations[group.TranslationPart(element)] : element
            );
        };
    }

    private Func<ModelFrame<T>, T> Parameter(Term.Parameter parameter, Variables scope)
    {
        var number = IndexOf(parameter.Name);
        if (number < 0)
            throw ScopeException.NotDeclared($"{parameter}", "parameter", parameter.Name);
        var axes = ParameterIndex<T>.Of(_elements, parameter, number, scope);
        return frame =>
        {
            var index = 0L;
            foreach (var axis in axes)
            {
                var i = axis.At(frame);
                if (i < 0)
                    return _meaning.Zero;
                index = index * axis.Size + i;
            }
            return _meaning.Parameter(number, index);
        };
    }

    private int IndexOf(string parameter)
    {
        var declared = _model.Vocabulary.Parameters;
        for (var i = 0; i < declared.Count; i++)
            if (declared[i].Name == parameter)
                return i;
        return -1;
    }

    private Func<ModelFrame<T>, T> Reduce(Term.Reduce reduce, Variables scope)
    {
        var slot = Slot();
        var (kind, count, elements) = _elements.Domain(reduce.Over, scope);
        var body = Term(reduce.Body, scope.Bind(reduce.Variable, kind, slot, count));
        _depth--;
        T Compute(ModelFrame<T> frame)
        {
            var result = _meaning.Zero;
            var all = elements(frame);
            for (var taken = 0; taken < all.Length; taken++)
            {
                frame.Work.Take();
                frame.Slots[slot] = all[taken];
                result = _meaning.Take(reduce.By, result, body(frame), taken);
            }
            return _meaning.Finish(reduce.By, result, all.Length);
        }
        return Memoised(Compute, reduce, scope);
    }

    private Func<ModelFrame<T>, T> Memoised(
        Func<ModelFrame<T>, T> compute,
        Term.Reduce reduce,
        Variables scope
    )
    {
        var keys = MemoKeys.Of(reduce);
        (int Size, Func<ModelFrame<T>, int> At)[] parts =
        [
            .. keys.Sites.Select(site => (_model.Group.Order, _elements.Site(site, scope))),
            .. keys.Rels.Select(rel => (_model.Group.Order, _elements.Rel(rel, scope))),
            .. keys.Channels.Select(name =>
            {
                var entry = scope.Find(name, Variables.Kind.Channel);
                return (entry.Count, (Func<ModelFrame<T>, int>)(frame => frame.Slots[entry.Slot]));
            }),
        ];
        var size = 1L;
        if (_largestTable < 1)
            return compute;
        foreach (var part in parts)
        {
            if (size > _largestTable / part.Size)
                return compute;
            size *= part.Size;
        }
        var table = _tables.Count;
        _tables.Add(size);
        return frame =>
        {
            var index = 0L;
            foreach (var (count, at) in parts)
                index = index * count + at(frame);
            if (frame.TryGet(table, index, out var known))
                return known;
            var value = compute(frame);
            frame.Set(table, index, value);
            return value;
        };
    }
}
