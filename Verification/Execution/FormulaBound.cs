using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>
/// The <see cref="MagnitudeBound"/> of a layer by its formula: the formula over absolute values, every position reading
/// the bound of its channel. Functions are those of a surrogate. The bound of a term is a number for all indices of its free
/// variables; a variable that stands for a position has none.
/// </summary>
internal sealed class FormulaBound
{
    private readonly TypedOp.Elementary _layer;
    private readonly EqArray<double> _input;
    private readonly Dictionary<string, ParameterDeclaration> _declarations;
    private readonly Parameters<double> _parameters;
    private readonly Dictionary<
        (Term Term, EqArray<IndexVariable> Variables),
        IndexedValues
    > _known = new(new SameTermAndVariables());
    private readonly Dictionary<
        (string Parameter, EqArray<AxisRead> Axes),
        IndexedValues
    > _tables = [];
    private double _peak;

    private FormulaBound(
        TypedOp.Elementary layer,
        Parameters<double> parameters,
        EqArray<double> input
    )
    {
        _layer = layer;
        _input = input;
        _parameters = parameters;
        _declarations = layer.Meaning.Parameters.ToDictionary(declaration => declaration.Name);
    }

    public static MagnitudeBound Of(
        TypedOp.Elementary layer,
        Parameters<double> parameters,
        EqArray<double> input
    )
    {
        var bound = new FormulaBound(layer, parameters, input);
        var formula = layer.Meaning.Formula;
        var (scope, channel) = IndexScope.Empty.Bind(formula.Channels[0], layer.Output.Channels);
        var output = bound.Term(formula.Body, scope);
        // A body that does not depend on the channel is the same in all.
        var each = output + new IndexedValues([channel], new double[channel.Count]);
        return new(EqArray.Create<double>(each.Numbers), bound._peak);
    }

    /// <summary>The variables that have indices.</summary>
    private sealed record IndexScope(
        ImmutableDictionary<string, IndexVariable> Variables,
        int Depth
    )
    {
        public static IndexScope Empty { get; } =
            new(ImmutableDictionary<string, IndexVariable>.Empty, 0);

        public (IndexScope Inside, IndexVariable Variable) Bind(string name, int count)
        {
            var variable = new IndexVariable(Depth, count);
            return (new(Variables.SetItem(name, variable), Depth + 1), variable);
        }

        public IndexScope WithPosition(string name) =>
            this with
            {
                Variables = Variables.Remove(name),
            };
    }

    private IndexedValues Term(Term term, IndexScope scope)
    {
        var value = term.Match(
            constant: constant => IndexedValues.Constant(Math.Abs(constant.Value.ToDouble())),
            signal: signal =>
                IndexedValues.Read([At(_input.Count, signal.Channel, scope)], [.. _input]),
            parameter: parameter => Parameter(parameter, scope),
            pointwise: pointwise => Function(pointwise.Function, Term(pointwise.Argument, scope)),
            sum: sum =>
                sum.Terms.Select(part => Term(part, scope))
                    .Aggregate(IndexedValues.Constant(0), (all, part) => all + part),
            product: product =>
                product
                    .Factors.Select(part => Term(part, scope))
                    .Aggregate(IndexedValues.Constant(1), (all, part) => all * part),
            reduce: reduce => Remembered(reduce, scope, () => Reduce(reduce, scope)),
            sampled: sampled =>
                Remembered(
                    sampled,
                    scope,
                    () => Term(sampled.Body, scope.WithPosition(sampled.Variable))
                )
        );
        _peak = Math.Max(_peak, value.Largest);
        return value;
    }

    // A step is at most 1; the other functions of a surrogate keep or square magnitudes.
    private static IndexedValues Function(PointwiseFunction function, IndexedValues argument) =>
        function.Equals(PointwiseFunction.Step) ? IndexedValues.Constant(1)
        : function.Equals(PointwiseFunction.Square) ? argument * argument
        : argument;

    // The value of a term depends on its free variables alone.
    private IndexedValues Remembered(Term term, IndexScope scope, Func<IndexedValues> make)
    {
        var variables = FreeVariables
            .Of(term)
            .Where(scope.Variables.ContainsKey)
            .Select(name => scope.Variables[name])
            .ToEqArray();
        if (!_known.TryGetValue((term, variables), out var known))
            _known.Add((term, variables), known = make());
        return known;
    }

    private sealed class SameTermAndVariables
        : IEqualityComparer<(Term Term, EqArray<IndexVariable> Variables)>
    {
        public bool Equals(
            (Term Term, EqArray<IndexVariable> Variables) x,
            (Term Term, EqArray<IndexVariable> Variables) y
        ) => ReferenceEquals(x.Term, y.Term) && x.Variables == y.Variables;

        public int GetHashCode((Term Term, EqArray<IndexVariable> Variables) key) =>
            HashCode.Combine(
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Term),
                key.Variables
            );
    }

    private IndexedValues Reduce(Term.Reduce reduce, IndexScope scope)
    {
        var (inside, variable) = scope.Bind(reduce.Variable, _layer.Range(reduce));
        // Over all of space the body reads the same bounds everywhere.
        var isPosition = reduce.Over is Domain.Sites or Domain.WholeGroup or Domain.Translations;
        var body = Term(reduce.Body, isPosition ? inside.WithPosition(reduce.Variable) : inside);
        return reduce.By is Reduction.Sum or Reduction.Mean
            ? body.Sum(variable)
            : body.Max(variable);
    }

    private PointSet Window(string name) =>
        _layer.Meaning.Windows.First(window => window.Name == name).Points;

    // |W| at the indices that are known; the largest value over the axes whose argument is another word than a variable.
    private IndexedValues Parameter(Term.Parameter parameter, IndexScope scope)
    {
        var declaration = _declarations[parameter.Name];
        var relative = new Queue<Rel>(parameter.At);
        var channels = new Queue<Channel>(parameter.Channels);
        var axes = declaration
            .Axes.Select(axis =>
                axis.Match(
                    channels: of => At(of.Count, channels.Dequeue(), scope),
                    pointElements: _ => At(_layer.Input.Group.Order, relative.Dequeue(), scope),
                    window: of => At(Window(of.Window).Count, relative.Dequeue(), scope)
                )
            )
            .ToEqArray();
        if (!_tables.TryGetValue((parameter.Name, axes), out var table))
            _tables.Add(
                (parameter.Name, axes),
                table = IndexedValues.Read(
                    axes,
                    ImmutableCollectionsMarshal.AsArray(
                        _parameters[TypedOp.Join(_layer.Path, parameter.Name)]
                    )!
                )
            );
        return table;
    }

    private static AxisRead At(int size, Channel channel, IndexScope scope) =>
        channel.Match<AxisRead>(
            variable: variable => new(size, scope.Variables[variable.Name], null),
            literal: literal => new(size, null, literal.Index),
            inGroup: _ => new(size, null, null)
        );

    private static AxisRead At(int size, Rel rel, IndexScope scope) =>
        rel is Rel.Variable variable && scope.Variables.TryGetValue(variable.Name, out var bound)
            ? new(size, bound, null)
            : new(size, null, null);
}
