using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// The <see cref="MagnitudeBound"/> of a layer by its formula: the formula over absolute values, every position reading
/// the bound of its channel. Functions are those of a surrogate. The formula becomes a function of the indices of its bound
/// variables once; what does not depend on all of them is computed once for those on which it does.
/// </summary>
internal sealed class FormulaBound
{
    private readonly TypedOp.Elementary _layer;
    private readonly EqArray<double> _input;
    private readonly Dictionary<
        string,
        (ParameterDeclaration Declaration, double[] Values)
    > _parameters;
    private readonly Dictionary<(Term Term, EqArray<int> Slots), Func<double>> _known = new(
        new SameTermAndSlots()
    );
    private readonly List<int> _indices = [];
    private double _peak;

    private FormulaBound(
        TypedOp.Elementary layer,
        Parameters<double> parameters,
        EqArray<double> input
    )
    {
        _layer = layer;
        _input = input;
        _parameters = layer.Meaning.Parameters.ToDictionary(
            declaration => declaration.Name,
            declaration =>
                (
                    declaration,
                    parameters[TypedOp.Join(layer.Path, declaration.Name)]
                        .Select(Math.Abs)
                        .ToArray()
                )
        );
    }

    public static MagnitudeBound Of(
        TypedOp.Elementary layer,
        Parameters<double> parameters,
        EqArray<double> input
    )
    {
        var bound = new FormulaBound(layer, parameters, input);
        var formula = layer.Meaning.Formula;
        var count = layer.Output.Channels;
        var (scope, slot) = bound.Bind(Scope.Empty, formula.Channels[0], count);
        var body = bound.Term(formula.Body, scope);
        var output = new double[count];
        for (var o = 0; o < count; o++)
        {
            bound._indices[slot] = o;
            output[o] = body();
        }
        return new(EqArray.Create<double>(output), bound._peak);
    }

    /// <summary>The variables that have an index, with its slot and the number of its values; positions have none.</summary>
    private sealed record Scope(
        ImmutableDictionary<string, (int Slot, int Count)> Variables,
        int Depth
    )
    {
        public static Scope Empty { get; } = new(ImmutableDictionary<string, (int, int)>.Empty, 0);

        public Scope WithPosition(string name) => this with { Variables = Variables.Remove(name) };
    }

    private (Scope Scope, int Slot) Bind(Scope scope, string name, int count)
    {
        if (scope.Depth == _indices.Count)
            _indices.Add(0);
        return (
            new(scope.Variables.SetItem(name, (scope.Depth, count)), scope.Depth + 1),
            scope.Depth
        );
    }

    private Func<double> Term(Term term, Scope scope)
    {
        var value = term.Match(
            constant => Constant(Math.Abs(constant.Value.ToDouble())),
            signal =>
            {
                var channel = Index(signal.Channel, scope);
                return () => _input[channel()];
            },
            parameter => Parameter(parameter, scope),
            pointwise =>
            {
                var argument = Term(pointwise.Argument, scope);
                return Function(pointwise.Function, argument);
            },
            sum => Folded(sum.Terms, scope, 0, (all, part) => all + part),
            product => Folded(product.Factors, scope, 1, (all, part) => all * part),
            reduce => Remembered(reduce, scope, () => Reduce(reduce, scope)),
            sampled =>
                Remembered(
                    sampled,
                    scope,
                    () => Term(sampled.Body, scope.WithPosition(sampled.Variable))
                )
        );
        return () =>
        {
            var result = value();
            _peak = Math.Max(_peak, result);
            return result;
        };
    }

    private static Func<double> Constant(double value) => () => value;

    private Func<double> Folded(
        EqArray<Term> terms,
        Scope scope,
        double unit,
        Func<double, double, double> combine
    )
    {
        var parts = terms.Select(term => Term(term, scope)).ToArray();
        return () => parts.Aggregate(unit, (all, part) => combine(all, part()));
    }

    // A step is at most 1; the other functions of a surrogate keep or square magnitudes.
    private static Func<double> Function(PointwiseFunction function, Func<double> argument) =>
        function.Equals(PointwiseFunction.Step)
            ? () =>
            {
                argument();
                return 1;
            }
        : function.Equals(PointwiseFunction.Square)
            ? () =>
            {
                var value = argument();
                return value * value;
            }
        : argument;

    // The value of a term depends on the indices of its free variables alone.
    private Func<double> Remembered(Term term, Scope scope, Func<Func<double>> make)
    {
        var variables = FreeVariables
            .Of(term)
            .Where(scope.Variables.ContainsKey)
            .Select(name => scope.Variables[name])
            .ToArray();
        var slots = variables.Select(variable => variable.Slot).ToEqArray();
        if (_known.TryGetValue((term, slots), out var known))
            return known;
        var value = make();
        var values = new Dictionary<long, double>();
        return _known[(term, slots)] = () =>
        {
            var key = 0L;
            foreach (var (slot, count) in variables)
                key = key * count + _indices[slot];
            if (!values.TryGetValue(key, out var result))
                values.Add(key, result = value());
            return result;
        };
    }

    private sealed class SameTermAndSlots : IEqualityComparer<(Term Term, EqArray<int> Slots)>
    {
        public bool Equals((Term Term, EqArray<int> Slots) x, (Term Term, EqArray<int> Slots) y) =>
            ReferenceEquals(x.Term, y.Term) && x.Slots == y.Slots;

        public int GetHashCode((Term Term, EqArray<int> Slots) key) =>
            HashCode.Combine(
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Term),
                key.Slots
            );
    }

    private Func<double> Reduce(Term.Reduce reduce, Scope scope)
    {
        var count = _layer.Range(reduce);
        var isSum = reduce.By is Reduction.Sum or Reduction.Mean;
        // Over all of space the body reads the same bounds everywhere.
        if (reduce.Over is Domain.Sites or Domain.WholeGroup or Domain.Translations)
        {
            var same = Term(reduce.Body, scope.WithPosition(reduce.Variable));
            return isSum ? () => count * same() : same;
        }
        var (inside, slot) = Bind(scope, reduce.Variable, count);
        var body = Term(reduce.Body, inside);
        return () =>
        {
            var result = 0.0;
            for (var i = 0; i < count; i++)
            {
                _indices[slot] = i;
                var value = body();
                result = isSum ? result + value : Math.Max(result, value);
            }
            return result;
        };
    }

    private PointSet Window(string name) =>
        _layer.Meaning.Windows.First(window => window.Name == name).Points;

    // |W| at the indices that are known; the largest value over the axes whose argument is another word than a variable.
    private Func<double> Parameter(Term.Parameter parameter, Scope scope)
    {
        var (declaration, values) = _parameters[parameter.Name];
        var relative = new Queue<Rel>(parameter.At);
        var channels = new Queue<Channel>(parameter.Channels);
        var axes = declaration
            .Axes.Select(axis =>
                axis.Match<(int Size, Func<int>? Index)>(
                    of => (of.Count, Index(channels.Dequeue(), scope)),
                    _ => (_layer.Input.Group.Order, Index(relative.Dequeue(), scope)),
                    of => (Window(of.Window).Count, Index(relative.Dequeue(), scope))
                )
            )
            .ToArray();
        var known = axes.Where(axis => axis.Index is not null).ToArray();
        var largest = new double[known.Aggregate(1, (product, axis) => product * axis.Size)];
        for (var flat = 0; flat < values.Length; flat++)
        {
            var (at, rest, stride) = (0, flat, 1);
            foreach (var (size, index) in axes.Reverse())
            {
                if (index is not null)
                {
                    at += rest % size * stride;
                    stride *= size;
                }
                rest /= size;
            }
            largest[at] = Math.Max(largest[at], values[flat]);
        }
        return () => largest[known.Aggregate(0, (at, axis) => at * axis.Size + axis.Index!())];
    }

    private Func<int>? Index(Rel rel, Scope scope) =>
        rel is Rel.Variable variable && scope.Variables.TryGetValue(variable.Name, out var bound)
            ? () => _indices[bound.Slot]
            : null;

    private Func<int> Index(Channel channel, Scope scope) =>
        channel.Match<Func<int>>(
            variable =>
            {
                var (slot, _) = scope.Variables[variable.Name];
                return () => _indices[slot];
            },
            literal => () => literal.Index
        );
}
