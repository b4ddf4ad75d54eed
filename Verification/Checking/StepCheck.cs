using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// The check of one step: what the rule demands for this conclusion, against what is there. The result is null when the
/// step follows, else the reason why not. The premises themselves are checked elsewhere.
/// </summary>
internal sealed class StepCheck(Rule rule, EqArray<Derivation> premises) : IClaimFold<string?>
{
    private EqArray<Claim> Given => premises.Select(premise => premise.Conclusion).ToEqArray();

    public string? Position(Claim.Position claim) =>
        claim.Site.Match(
            variable: variable =>
                Expect(Rules.PositionVariable)
                ?? Bound(claim.Scope, variable.Name, VariableSort.Position),
            moved: moved =>
                Expect(
                    Rules.MovedPosition,
                    new Claim.Position(claim.Scope, moved.Origin),
                    new Claim.Relative(claim.Scope, moved.By)
                )
        );

    public string? Relative(Claim.Relative claim)
    {
        Claim Part(Rel rel) => new Claim.Relative(claim.Scope, rel);
        return claim.Rel.Match(
            variable: variable =>
                Expect(Rules.RelativeVariable)
                ?? Bound(claim.Scope, variable.Name, VariableSort.Relative),
            constant: _ => Expect(Rules.ConstantElement),
            unit: _ => Expect(Rules.Unit),
            between: between =>
                Expect(
                    Rules.Difference,
                    new Claim.Position(claim.Scope, between.From),
                    new Claim.Position(claim.Scope, between.To)
                ),
            product: product =>
                Expect(Rules.ProductOfElements, Part(product.Left), Part(product.Right)),
            inverse: inverse => Expect(Rules.InverseElement, Part(inverse.Of)),
            pointPart: part => Expect(Rules.PointPart, Part(part.Of)),
            translationPart: part => Expect(Rules.TranslationPart, Part(part.Of)),
            absolute: absolute => $"no rule concludes anything about {absolute}"
        );
    }

    public string? Index(Claim.Index claim) =>
        claim.Channel.Match(
            variable: variable =>
                Expect(Rules.IndexVariable)
                ?? Bound(claim.Scope, variable.Name, VariableSort.Channel)
                ?? Unless(
                    claim.Scope.Find(variable.Name)!.Count <= claim.Below,
                    $"{variable} takes {claim.Scope.Find(variable.Name)!.Count} values"
                ),
            literal: literal =>
                Expect(Rules.IndexLiteral)
                ?? Unless(
                    literal.Index >= 0 && literal.Index < claim.Below,
                    $"{literal.Index} is not below {claim.Below}"
                )
        );

    public string? Value(Claim.Value claim)
    {
        var scope = claim.Scope;
        var words = scope.Vocabulary;
        Claim Of(Term term) => new Claim.Value(scope, term);
        return claim.Term.Match(
            constant: _ => Expect(Rules.Number),
            signal: signal =>
                Expect(
                    Rules.SignalValue,
                    new Claim.Index(scope, signal.Channel, words.InputChannels),
                    new Claim.Position(scope, signal.At)
                ),
            parameter: parameter =>
                ParameterCheck.Arguments(scope, parameter) is { } arguments
                    ? Expect(Rules.ParameterValue, [.. arguments])
                    : $"the arguments of {parameter} do not fit its declaration",
            pointwise: pointwise => Expect(Rules.PointwiseFunction, Of(pointwise.Argument)),
            sum: sum => Expect(Rules.SumOfTerms, [.. sum.Terms.Select(Of)]),
            product: product => Expect(Rules.ProductOfTerms, [.. product.Factors.Select(Of)]),
            reduce: reduce => Reduction(scope, reduce),
            sampled: sampled =>
                $"no rule concludes anything about {sampled}; steps are about formulas on the group"
        );
    }

    private string? Reduction(Scope scope, Term.Reduce reduce)
    {
        string? Binds(Rule expected, Binding binding) =>
            Expect(expected, new Claim.Value(scope.Bind(binding), reduce.Body));
        string? Elements() =>
            Binds(Rules.ReductionOverElements, new Binding(reduce.Variable, VariableSort.Relative));
        return reduce.Over.Match(
            sites: _ =>
                Binds(
                    Rules.ReductionOverPositions,
                    new Binding(reduce.Variable, VariableSort.Position)
                ),
            wholeGroup: _ => Elements(),
            translations: _ => Elements(),
            pointElements: _ => Elements(),
            window: window =>
                scope.Vocabulary.Window(window.Name) is null
                    ? $"the window {window.Name} is not declared"
                    : Elements(),
            absoluteWindow: window => $"no rule concludes anything about {window}",
            channels: channels =>
                Unless(channels.Count >= 1, "a reduction over no channels")
                ?? Binds(
                    Rules.ReductionOverChannels,
                    new Binding(reduce.Variable, VariableSort.Channel, channels.Count)
                )
        );
    }

    public string? Equivariant(Claim.Equivariant claim)
    {
        if (rule == Rules.UniformShift)
            return ChainCheck.Links(claim.Formula, claim.Vocabulary, Displacement.Left, premises);
        var formula = claim.Formula;
        var sizes = claim.Vocabulary.OutputChannels;
        if (formula.Sites.Count == 0 || formula.Channels.Count != sizes.Count)
            return "the bound variables do not fit the vocabulary";
        if (
            formula.Sites.Concat(formula.Channels).Distinct().Count()
            != formula.Sites.Count + sizes.Count
        )
            return "two bound variables have one name";
        var scope = new Scope(claim.Vocabulary, []);
        foreach (var site in formula.Sites)
            scope = scope.Bind(new(site, VariableSort.Position));
        for (var i = 0; i < sizes.Count; i++)
            scope = scope.Bind(new(formula.Channels[i], VariableSort.Channel, sizes[i]));
        return Expect(Rules.FreeTheorem, new Claim.Value(scope, formula.Body));
    }

    public string? OnLattice(Claim.OnLattice claim) =>
        rule == Rules.RightShift
            ? ChainCheck.Links(claim.Formula, claim.Vocabulary, Displacement.Right, premises)
            : Expect(Rules.RightShift);

    public string? Reading(Claim.Reading claim) =>
        Expect(Rules.Definition)
        ?? Unless(
            ReadingCheck.Holds(claim.Formula, claim.Displacement, claim.Term),
            "the term is not the body of the formula at these arguments"
        );

    public string? Equation(Claim.Equation claim) => EquationCheck.Of(rule, claim, Given);

    public string? SameElement(Claim.SameElement claim) =>
        rule == Rules.CommutingPointElements
            ? Expect(
                Rules.CommutingPointElements,
                new Claim.Assumed(new Condition.AbelianPointGroup())
            )
                ?? Unless(
                    claim.Left.Normalise().Abelianised() == claim.Right.Normalise().Abelianised(),
                    $"the normal forms in an abelian group are {claim.Left.Normalise().Abelianised().ToPairText()} and {claim.Right.Normalise().Abelianised().ToPairText()}"
                )
            : Expect(Rules.EqualNormalForms)
                ?? Unless(
                    claim.Left.Normalise() == claim.Right.Normalise(),
                    $"the normal forms are {claim.Left.Normalise().ToPairText()} and {claim.Right.Normalise().ToPairText()}"
                );

    public string? SameElementIn(Claim.SameElementIn claim) =>
        Expect(Rules.CasesOverH, new Claim.Assumed(new Condition.NamedGroup(claim.Group)))
        ?? ElementCheck.Same(claim);

    public string? StableWindow(Claim.StableWindow claim) =>
        Expect(Rules.StableWindow)
        ?? Unless(
            claim.Group.Group.Elements.All(h =>
                claim.Window.Points.Points.All(point =>
                    claim.Window.Points.IndexOf(claim.Group.Act(h, point)) >= 0
                )
            ),
            $"{claim.Group.Name} moves a point out of the window"
        );

    public string? Assumed(Claim.Assumed claim) => Expect(Rules.Hypothesis);

    public string? Under(Claim.Under claim) =>
        Expect(Rules.ConditionalTheorem, claim.Theorem)
        ?? Unless(claim.Conditions.Count > 0, "there are no conditions")
        ?? Unless(
            OpenHypotheses.Of(premises[0]) == claim.Conditions,
            $"the hypotheses are '{Condition.Sentence(OpenHypotheses.Of(premises[0]))}', expected '{Condition.Sentence(claim.Conditions)}'"
        );

    public string? GroupByGroup(Claim.GroupByGroup claim) =>
        Expect(Rules.GroupByGroup, [.. claim.Theorems]) ?? GroupsCheck.Of(claim.Theorems);

    public string? PermutationFibre(Claim.PermutationFibre claim) =>
        Expect(Rules.PermutationRepresentation)
        ?? Unless(
            claim.Type.Fibre is Fibre.Trivial or Fibre.Regular,
            "the fibre is not a permutation representation"
        );

    public string? Commutes(Claim.Commutes claim)
    {
        string? Composite(Rule expected, EqArray<TypedOp> parts) =>
            Expect(expected, [.. parts.Select(part => new Claim.Commutes(part))]);
        return claim.Op.Match(
            elementary: leaf =>
                LayerCheck.FaultOfMeaning(leaf)
                ?? Expect(Rules.Layer, [.. LayerCheck.Demands(leaf)]),
            sequence: sequence =>
                LayerCheck.TypesOf(sequence) ?? Composite(Rules.Composition, sequence.Layers),
            sum: sum => LayerCheck.TypesOf(sum) ?? Composite(Rules.SumOfBranches, sum.Branches),
            concatenation: concatenation =>
                LayerCheck.TypesOf(concatenation)
                ?? Composite(Rules.Concatenation, concatenation.Branches)
        );
    }

    private string? Expect(Rule expected, params ReadOnlySpan<Claim> claims)
    {
        if (rule != expected)
            return $"the rule is '{rule.Name}', expected '{expected.Name}'";
        var given = Given;
        if (given.Count != claims.Length)
            return $"there are {given.Count} premises, expected {claims.Length}";
        for (var i = 0; i < claims.Length; i++)
            if (given[i] != claims[i])
                return $"premise {i + 1} is '{given[i]}', expected '{claims[i]}'";
        return null;
    }

    private static string? Bound(Scope scope, string name, VariableSort sort) =>
        Unless(scope.Find(name)?.Sort == sort, $"'{name}' is not bound as a {sort} variable");

    private static string? Unless(bool holds, string reason) => holds ? null : reason;
}
