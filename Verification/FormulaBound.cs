using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// The <see cref="MagnitudeBound"/> of a layer by its formula: the formula over absolute values, every position reading
/// the bound of its channel. Functions are those of a surrogate.
/// </summary>
internal sealed class FormulaBound
{
    private readonly TypedOp.Elementary _layer;
    private readonly EqArray<double> _input;
    private readonly Dictionary<
        string,
        (ParameterDeclaration Declaration, double[] Values)
    > _parameters;
    private readonly Dictionary<Term, Known> _known = new(ReferenceEqualityComparer.Instance);
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
        var output = Enumerable
            .Range(0, layer.Output.Channels)
            .Select(o =>
                bound.Term(
                    formula.Body,
                    ImmutableSortedDictionary<string, int>.Empty.Add(formula.Channels[0], o)
                )
            )
            .ToEqArray();
        return new(output, bound._peak);
    }

    private double Term(Term term, ImmutableSortedDictionary<string, int> bound)
    {
        var value = term.Match(
            constant => Math.Abs(constant.Value.ToDouble()),
            signal => _input[Index(signal.Channel, bound)],
            parameter => Parameter(parameter, bound),
            pointwise => Function(pointwise.Function, Term(pointwise.Argument, bound)),
            sum => sum.Terms.Sum(part => Term(part, bound)),
            product => product.Factors.Aggregate(1.0, (all, part) => all * Term(part, bound)),
            reduce => Remembered(reduce, bound, () => Reduce(reduce, bound)),
            sampled => Remembered(sampled, bound, () => Term(sampled.Body, bound))
        );
        _peak = Math.Max(_peak, value);
        return value;
    }

    // A step is at most 1; the other functions of a surrogate keep or square magnitudes.
    private static double Function(PointwiseFunction function, double argument) =>
        function.Equals(PointwiseFunction.Step) ? 1
        : function.Equals(PointwiseFunction.Square) ? argument * argument
        : argument;

    // The value of a term depends on the indices of its free variables alone.
    private double Remembered(
        Term term,
        ImmutableSortedDictionary<string, int> bound,
        Func<double> value
    )
    {
        if (!_known.TryGetValue(term, out var known))
            _known.Add(term, known = new([.. FreeVariables.Of(term)], []));
        var key = string.Join(
            ',',
            known.Variables.Select(name => bound.TryGetValue(name, out var index) ? index : -1)
        );
        if (!known.Values.TryGetValue(key, out var result))
            known.Values.Add(key, result = value());
        return result;
    }

    /// <summary>The bounds of a term by the indices of its free variables, −1 for a position.</summary>
    private sealed record Known(string[] Variables, Dictionary<string, double> Values);

    private double Reduce(Term.Reduce reduce, ImmutableSortedDictionary<string, int> bound)
    {
        var count = _layer.Range(reduce);
        // Over all of space the body reads the same bounds everywhere.
        var each = reduce.Over is Domain.Sites or Domain.WholeGroup or Domain.Translations
            ? Enumerable.Repeat(Term(reduce.Body, bound.Remove(reduce.Variable)), count)
            : Enumerable
                .Range(0, count)
                .Select(i => Term(reduce.Body, bound.SetItem(reduce.Variable, i)));
        return reduce.By is Reduction.Sum or Reduction.Mean ? each.Sum() : each.Max();
    }

    private PointSet Window(string name) =>
        _layer.Meaning.Windows.First(window => window.Name == name).Points;

    // |W| at the indices that are known; the largest value over the axes whose argument is another word than a variable.
    private double Parameter(Term.Parameter parameter, ImmutableSortedDictionary<string, int> bound)
    {
        var (declaration, values) = _parameters[parameter.Name];
        var relative = new Queue<Rel>(parameter.At);
        var channels = new Queue<Channel>(parameter.Channels);
        var axes = declaration
            .Axes.Select(axis =>
                axis.Match(
                    of => (of.Count, (int?)Index(channels.Dequeue(), bound)),
                    _ => (_layer.Input.Group.Order, IndexOf(relative.Dequeue())),
                    of => (Window(of.Window).Count, IndexOf(relative.Dequeue()))
                )
            )
            .ToArray();
        return Largest(0, 0);
        int? IndexOf(Rel rel) =>
            rel is Rel.Variable variable && bound.TryGetValue(variable.Name, out var index)
                ? index
                : null;
        double Largest(int axis, int flat)
        {
            if (axis == axes.Length)
                return values[flat];
            var (size, index) = axes[axis];
            return index is { } known
                ? Largest(axis + 1, flat * size + known)
                : Enumerable.Range(0, size).Max(i => Largest(axis + 1, flat * size + i));
        }
    }

    private static int Index(Channel channel, ImmutableSortedDictionary<string, int> bound) =>
        channel.Match(variable => bound[variable.Name], literal => literal.Index);
}
