using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// The derivation that follows the structure of a formula, one rule per construct. Escape hatches take a step by a rule
/// that proves nothing; they are listed.
/// </summary>
internal sealed class TypingProof(Vocabulary vocabulary, CancellationToken cancellation = default)
{
    private readonly List<string> _escapes = [];

    /// <summary>The parts that depend on absolute positions, in order of occurrence.</summary>
    public IReadOnlyList<string> Escapes => _escapes;

    public Derivation Formula(Formula formula)
    {
        if (formula.Channels.Count != vocabulary.OutputChannels.Count)
            throw ScopeException.Outputs(formula, vocabulary.OutputChannels.Count);
        if (formula.Sites.Count == 0)
            throw ScopeException.NoPosition(formula);
        var names = formula.Sites.Concat(formula.Channels).ToArray();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw ScopeException.InFormula(
                formula.ToString(),
                "the bound variables of a formula are expected to have distinct names"
            );
        var scope = new Scope(
            vocabulary,
            [
                .. formula.Sites.Select(name => new Binding(name, VariableSort.Position)),
                .. formula.Channels.Select(
                    (name, i) =>
                        new Binding(name, VariableSort.Channel, vocabulary.OutputChannels[i])
                ),
            ]
        );
        return new(
            Rules.FreeTheorem,
            new Claim.Equivariant(formula, vocabulary),
            [Value(scope, formula.Body)]
        );
    }

    private Derivation Value(Scope scope, Term term)
    {
        cancellation.ThrowIfCancellationRequested();
        Derivation By(Rule rule, IEnumerable<Derivation> premises) =>
            new(rule, new Claim.Value(scope, term), premises.ToEqArray());
        return term.Match(
            constant: _ => By(Rules.Number, []),
            signal: signal =>
                By(
                    Rules.SignalValue,
                    [
                        Index(scope, signal.Channel, vocabulary.InputChannels),
                        Position(scope, signal.At),
                    ]
                ),
            parameter: parameter => By(Rules.ParameterValue, Arguments(scope, parameter)),
            pointwise: pointwise => By(Rules.PointwiseFunction, [Value(scope, pointwise.Argument)]),
            sum: sum => By(Rules.SumOfTerms, sum.Terms.Select(part => Value(scope, part))),
            product: product =>
                By(Rules.ProductOfTerms, product.Factors.Select(part => Value(scope, part))),
            reduce: reduce => Reduce(scope, reduce),
            sampled: sampled => Value(scope, Substitution.Expand(sampled))
        );
    }

    private IEnumerable<Derivation> Arguments(Scope scope, Term.Parameter parameter)
    {
        var declaration =
            vocabulary.Parameter(parameter.Name)
            ?? throw ScopeException.NotDeclared($"{parameter}", "parameter", parameter.Name);
        var sizes = new List<int>();
        var relative = 0;
        foreach (var axis in declaration.Axes)
            axis.Match(
                channels: channels =>
                {
                    sizes.Add(channels.Count);
                    return 0;
                },
                pointElements: _ => relative++,
                window: window =>
                {
                    RequireWindow(parameter.ToString(), window.Window);
                    return relative++;
                }
            );
        if (parameter.At.Count != relative || parameter.Channels.Count != sizes.Count)
            throw ScopeException.Arguments(parameter, relative, sizes.Count);
        return parameter
            .At.Select(rel => Relative(scope, rel))
            .Concat(parameter.Channels.Select((channel, i) => Index(scope, channel, sizes[i])));
    }

    private Derivation Reduce(Scope scope, Term.Reduce reduce)
    {
        Derivation By(Rule rule, VariableSort sort, int count = 0) =>
            new(
                rule,
                new Claim.Value(scope, reduce),
                [Value(scope.Bind(new(reduce.Variable, sort, count)), reduce.Body)]
            );
        return reduce.Over.Match(
            sites: _ => By(Rules.ReductionOverPositions, VariableSort.Position),
            wholeGroup: _ => By(Rules.ReductionOverElements, VariableSort.Relative),
            translations: _ => By(Rules.ReductionOverElements, VariableSort.Relative),
            pointElements: _ => By(Rules.ReductionOverElements, VariableSort.Relative),
            window: window =>
            {
                RequireWindow(reduce.ToString(), window.Name);
                return By(Rules.ReductionOverElements, VariableSort.Relative);
            },
            absoluteWindow: window =>
            {
                RequireWindow(reduce.ToString(), window.Name);
                _escapes.Add(window.ToString());
                var at = Position(scope, window.At);
                var body = By(Rules.AbsolutePosition, VariableSort.Relative);
                return body with { Premises = [at, .. body.Premises] };
            },
            channels: channels =>
                channels.Count >= 1
                    ? By(Rules.ReductionOverChannels, VariableSort.Channel, channels.Count)
                    : throw ScopeException.NoChannels($"{reduce}", channels)
        );
    }

    private Derivation Position(Scope scope, Site site)
    {
        Derivation By(Rule rule, EqArray<Derivation> premises) =>
            new(rule, new Claim.Position(scope, site), premises);
        return site.Match(
            variable: variable =>
            {
                Require(scope, variable.Name, VariableSort.Position);
                return By(Rules.PositionVariable, []);
            },
            moved: moved =>
                By(Rules.MovedPosition, [Position(scope, moved.Origin), Relative(scope, moved.By)])
        );
    }

    private Derivation Relative(Scope scope, Rel rel)
    {
        Derivation By(Rule rule, EqArray<Derivation> premises) =>
            new(rule, new Claim.Relative(scope, rel), premises);
        return rel.Match(
            variable: variable =>
            {
                Require(scope, variable.Name, VariableSort.Relative);
                return By(Rules.RelativeVariable, []);
            },
            constant: _ => By(Rules.ConstantElement, []),
            unit: _ => By(Rules.Unit, []),
            between: between =>
                By(Rules.Difference, [Position(scope, between.From), Position(scope, between.To)]),
            product: product =>
                By(
                    Rules.ProductOfElements,
                    [Relative(scope, product.Left), Relative(scope, product.Right)]
                ),
            inverse: inverse => By(Rules.InverseElement, [Relative(scope, inverse.Of)]),
            pointPart: part => By(Rules.PointPart, [Relative(scope, part.Of)]),
            translationPart: part => By(Rules.TranslationPart, [Relative(scope, part.Of)]),
            absolute: absolute =>
            {
                _escapes.Add(absolute.ToString());
                return By(Rules.AbsolutePosition, [Position(scope, absolute.At)]);
            }
        );
    }

    private static Derivation Index(Scope scope, Channel channel, int below)
    {
        Derivation By(Rule rule) => new(rule, new Claim.Index(scope, channel, below), []);
        return channel.Match(
            variable: variable =>
            {
                var found = Require(scope, variable.Name, VariableSort.Channel);
                return found.Count <= below
                    ? By(Rules.IndexVariable)
                    : throw ScopeException.Beyond(channel, found.Count - 1, below);
            },
            literal: literal =>
                literal.Index >= 0 && literal.Index < below
                    ? By(Rules.IndexLiteral)
                    : throw ScopeException.Beyond(channel, literal.Index, below),
            inGroup: index =>
            {
                if (index.Size < 1)
                    throw ScopeException.NoGroup(index);
                var (of, within) = (Values(scope, index.Of), Values(scope, index.Within));
                var last = Operators.Channel.CountInGroup(of, index.Size, within) - 1;
                return last < below
                    ? new(
                        Rules.IndexInGroup,
                        new Claim.Index(scope, channel, below),
                        [Index(scope, index.Of, of), Index(scope, index.Within, within)]
                    )
                    : throw ScopeException.Beyond(channel, last, below);
            }
        );
    }

    // The number of values of an index, from 0.
    private static int Values(Scope scope, Channel channel) =>
        channel.Match(
            variable: variable => Require(scope, variable.Name, VariableSort.Channel).Count,
            literal: literal => literal.Index is var at and >= 0 and < int.MaxValue ? at + 1 : 1,
            inGroup: index =>
                checked(
                    (int)
                        Operators.Channel.CountInGroup(
                            Values(scope, index.Of),
                            Math.Max(1, index.Size),
                            Values(scope, index.Within)
                        )
                )
        );

    private static Binding Require(Scope scope, string name, VariableSort sort)
    {
        var found = scope.Find(name) ?? throw ScopeException.NotBound(name);
        return found.Sort == sort
            ? found
            : throw ScopeException.InFormula(
                name,
                $"the variable '{name}' is bound as a {found.Sort} variable",
                $"a {sort} variable"
            );
    }

    private void RequireWindow(string part, string name)
    {
        if (vocabulary.Window(name) is null)
            throw ScopeException.NotDeclared(part, "window", name);
    }
}
