using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>What is wrong with the premises of a step; null when its conclusion follows from them.</summary>
internal delegate string? StepCheck(EqArray<Derivation> premises);

/// <summary>
/// The one check of every rule: for a conclusion, what is wrong with premises; no check where the rule concludes no such claim.
/// The premises themselves are checked elsewhere.
/// </summary>
internal static class RuleChecks
{
    /// <summary>The rules with their checks. Of the rules for one claim the first is what is expected there.</summary>
    public static EqArray<(Rule Rule, Func<Claim, StepCheck?> Check)> All { get; } =
    [
        (
            Rules.PositionVariable,
            claim =>
                claim is Claim.Position { Site: Site.Variable variable } of
                    ? None(() => Bound(of.Scope, variable.Name, VariableSort.Position))
                    : null
        ),
        (
            Rules.MovedPosition,
            claim =>
                claim is Claim.Position { Site: Site.Moved moved } of
                    ? Are([
                        new Claim.Position(of.Scope, moved.Origin),
                        new Claim.Relative(of.Scope, moved.By),
                    ])
                    : null
        ),
        (
            Rules.RelativeVariable,
            claim =>
                claim is Claim.Relative { Rel: Rel.Variable variable } of
                    ? None(() => Bound(of.Scope, variable.Name, VariableSort.Relative))
                    : null
        ),
        (
            Rules.ConstantElement,
            claim => claim is Claim.Relative { Rel: Rel.Constant } ? None() : null
        ),
        (Rules.Unit, claim => claim is Claim.Relative { Rel: Rel.Unit } ? None() : null),
        (
            Rules.Difference,
            claim =>
                claim is Claim.Relative { Rel: Rel.Between between } of
                    ? Are([
                        new Claim.Position(of.Scope, between.From),
                        new Claim.Position(of.Scope, between.To),
                    ])
                    : null
        ),
        Elements<Rel.Product>(Rules.ProductOfElements, product => [product.Left, product.Right]),
        Elements<Rel.Inverse>(Rules.InverseElement, inverse => [inverse.Of]),
        Elements<Rel.PointPart>(Rules.PointPart, part => [part.Of]),
        Elements<Rel.TranslationPart>(Rules.TranslationPart, part => [part.Of]),
        (
            Rules.IndexVariable,
            claim =>
                claim is Claim.Index { Channel: Channel.Variable variable } of
                    ? None(() =>
                        Bound(of.Scope, variable.Name, VariableSort.Channel)
                        ?? Unless(
                            of.Scope.Find(variable.Name)!.Count <= of.Below,
                            $"{variable} takes {of.Scope.Find(variable.Name)!.Count} values"
                        )
                    )
                    : null
        ),
        (
            Rules.IndexLiteral,
            claim =>
                claim is Claim.Index { Channel: Channel.Literal literal } of
                    ? None(() =>
                        Unless(
                            literal.Index >= 0 && literal.Index < of.Below,
                            $"{literal.Index} is not below {of.Below}"
                        )
                    )
                    : null
        ),
        (
            Rules.IndexInGroup,
            claim =>
                claim is Claim.Index { Channel: Channel.InGroup index } of
                    ? premises => InGroup(of, index, premises)
                    : null
        ),
        (Rules.Number, claim => claim is Claim.Value { Term: Term.Constant } ? None() : null),
        (
            Rules.SignalValue,
            claim =>
                claim is Claim.Value { Term: Term.Signal signal, Scope: var scope }
                    ? Are([
                        new Claim.Index(scope, signal.Channel, scope.Vocabulary.InputChannels),
                        new Claim.Position(scope, signal.At),
                    ])
                    : null
        ),
        (
            Rules.ParameterValue,
            claim =>
                claim is not Claim.Value { Term: Term.Parameter parameter } of ? null
                : ParameterCheck.Arguments(of.Scope, parameter) is { } arguments
                    ? Are(arguments.ToEqArray())
                : _ => $"the arguments of {parameter} do not fit its declaration"
        ),
        Values<Term.Pointwise>(Rules.PointwiseFunction, pointwise => [pointwise.Argument]),
        Values<Term.Sum>(Rules.SumOfTerms, sum => sum.Terms),
        Values<Term.Product>(Rules.ProductOfTerms, product => product.Factors),
        Reduction(
            Rules.ReductionOverPositions,
            VariableSort.Position,
            over => over is Domain.Sites
        ),
        Reduction(
            Rules.ReductionOverElements,
            VariableSort.Relative,
            over =>
                over
                    is Domain.WholeGroup
                        or Domain.Translations
                        or Domain.PointElements
                        or Domain.Window
        ),
        Reduction(
            Rules.ReductionOverChannels,
            VariableSort.Channel,
            over => over is Domain.Channels
        ),
        Row<Claim.Equivariant>(Rules.FreeTheorem, FreeTheorem),
        Row<Claim.Equivariant>(
            Rules.UniformShift,
            of =>
                premises => ChainCheck.Links(of.Formula, of.Vocabulary, Displacement.Left, premises)
        ),
        Row<Claim.OnLattice>(
            Rules.RightShift,
            of =>
                premises =>
                    ChainCheck.Links(of.Formula, of.Vocabulary, Displacement.Right, premises)
        ),
        Row<Claim.Reading>(
            Rules.Definition,
            of =>
                None(() =>
                    Unless(
                        ReadingCheck.Holds(of.Formula, of.Displacement, of.Term),
                        "the term is not the body of the formula at these arguments"
                    )
                )
        ),
        .. EquationChecks.All.Select(row => (row.Rule, Equation(row.Check))),
        Row<Claim.SameElement>(Rules.EqualNormalForms, of => None(() => SameNormalForm(of))),
        Row<Claim.SameElement>(
            Rules.CommutingPointElements,
            of =>
                Are(
                    [new Claim.Assumed(new Condition.AbelianPointGroup())],
                    () => SameAbelianised(of)
                )
        ),
        Row<Claim.SameElementIn>(
            Rules.CasesOverH,
            of =>
                Are(
                    [new Claim.Assumed(new Condition.NamedGroup(of.Group))],
                    () => ElementCheck.Same(of)
                )
        ),
        Row<Claim.StableWindow>(Rules.StableWindow, of => None(() => Stable(of))),
        Row<Claim.Assumed>(Rules.Hypothesis, _ => None()),
        Row<Claim.Under>(
            Rules.ConditionalTheorem,
            of => premises => Are([of.Theorem])(premises) ?? Conditions(of, premises)
        ),
        Row<Claim.GroupByGroup>(
            Rules.GroupByGroup,
            of => Are(of.Theorems, () => GroupsCheck.Of(of.Theorems))
        ),
        Row<Claim.PermutationFibre>(
            Rules.PermutationRepresentation,
            of =>
                None(() =>
                    Unless(
                        of.Type.Fibre is Fibre.Trivial or Fibre.Regular,
                        "the fibre is not a permutation representation"
                    )
                )
        ),
        (
            Rules.Layer,
            claim =>
                claim is Claim.Commutes { Op: TypedOp.Elementary leaf }
                    ? premises =>
                        LayerCheck.FaultOfMeaning(leaf)
                        ?? Are(LayerCheck.Demands(leaf).ToEqArray())(premises)
                    : null
        ),
        Composite<TypedOp.Sequence>(Rules.Composition, LayerCheck.TypesOf, op => op.Layers),
        Composite<TypedOp.Sum>(Rules.SumOfBranches, LayerCheck.TypesOf, op => op.Branches),
        Composite<TypedOp.Concatenation>(
            Rules.Concatenation,
            LayerCheck.TypesOf,
            op => op.Branches
        ),
        Composite<TypedOp.Restriction>(Rules.Restriction, LayerCheck.TypesOf, op => [op.Body]),
    ];

    private static readonly Dictionary<Rule, Func<Claim, StepCheck?>> Checks = All.ToDictionary(
        row => row.Rule,
        row => row.Check
    );

    /// <summary>Why a step does not follow; null when it does.</summary>
    public static string? Fault(Derivation step) =>
        Checks.GetValueOrDefault(step.Rule)?.Invoke(step.Conclusion) is { } check
            ? check(step.Premises)
            : NotConcluded(step);

    private static string NotConcluded(Derivation step) =>
        step.Conclusion switch
        {
            Claim.Equation => $"the rule '{step.Rule.Name}' concludes no equation",
            Claim.Value { Term: Term.Sampled sampled } =>
                $"no rule concludes anything about {sampled}; steps are about formulas on the group",
            var claim => All.FirstOrDefault(row => row.Check(claim) is not null).Rule
                is { } expected
                ? $"the rule is '{step.Rule.Name}', expected '{expected.Name}'"
                : $"no rule concludes anything about {Subject(claim)}",
        };

    private static object Subject(Claim claim) =>
        claim is Claim.Relative { Rel: var rel } ? rel
        : claim is Claim.Value { Term: Term.Reduce { Over: var over } } ? over
        : claim;

    private static (Rule, Func<Claim, StepCheck?>) Row<TClaim>(
        Rule rule,
        Func<TClaim, StepCheck> check
    )
        where TClaim : Claim => (rule, claim => claim is TClaim of ? check(of) : null);

    private static (Rule, Func<Claim, StepCheck?>) Elements<TRel>(
        Rule rule,
        Func<TRel, EqArray<Rel>> parts
    )
        where TRel : Rel =>
        (
            rule,
            claim =>
                claim is Claim.Relative { Rel: TRel rel } of
                    ? Are(parts(rel).Select(part => (Claim)(of with { Rel = part })).ToEqArray())
                    : null
        );

    private static (Rule, Func<Claim, StepCheck?>) Values<TTerm>(
        Rule rule,
        Func<TTerm, EqArray<Term>> parts
    )
        where TTerm : Term =>
        (
            rule,
            claim =>
                claim is Claim.Value { Term: TTerm term } of
                    ? Are(parts(term).Select(part => (Claim)(of with { Term = part })).ToEqArray())
                    : null
        );

    private static (Rule, Func<Claim, StepCheck?>) Reduction(
        Rule rule,
        VariableSort sort,
        Func<Domain, bool> ranges
    ) =>
        (
            rule,
            claim =>
                claim is Claim.Value { Term: Term.Reduce reduce, Scope: var scope }
                && ranges(reduce.Over)
                    ? Reduced(scope, reduce, sort)
                    : null
        );

    private static StepCheck Reduced(Scope scope, Term.Reduce reduce, VariableSort sort)
    {
        if (reduce.Over is Domain.Window window && scope.Vocabulary.Window(window.Name) is null)
            return _ => $"the window {window.Name} is not declared";
        var count = (reduce.Over as Domain.Channels)?.Count ?? 0;
        return sort == VariableSort.Channel && count < 1
            ? _ => "a reduction over no channels"
            : Are([new Claim.Value(scope.Bind(new(reduce.Variable, sort, count)), reduce.Body)]);
    }

    private static Func<Claim, StepCheck?> Equation(
        Func<Claim.Equation, EqArray<Claim>, string?> check
    ) =>
        claim =>
            claim is Claim.Equation of
                ? premises =>
                    of.Left == of.Right ? "both sides are one term" : check(of, Given(premises))
                : null;

    private static (Rule, Func<Claim, StepCheck?>) Composite<TOp>(
        Rule rule,
        Func<TOp, string?> types,
        Func<TOp, EqArray<TypedOp>> parts
    )
        where TOp : TypedOp =>
        (
            rule,
            claim =>
                claim is Claim.Commutes { Op: TOp op }
                    ? premises =>
                        types(op)
                        ?? Are(
                            parts(op).Select(part => (Claim)new Claim.Commutes(part)).ToEqArray()
                        )(premises)
                    : null
        );

    private static StepCheck FreeTheorem(Claim.Equivariant claim)
    {
        var formula = claim.Formula;
        var sizes = claim.Vocabulary.OutputChannels;
        if (formula.Sites.Count == 0 || formula.Channels.Count != sizes.Count)
            return _ => "the bound variables do not fit the vocabulary";
        if (
            formula.Sites.Concat(formula.Channels).Distinct().Count()
            != formula.Sites.Count + sizes.Count
        )
            return _ => "two bound variables have one name";
        var scope = new Scope(claim.Vocabulary, []);
        foreach (var site in formula.Sites)
            scope = scope.Bind(new(site, VariableSort.Position));
        for (var i = 0; i < sizes.Count; i++)
            scope = scope.Bind(new(formula.Channels[i], VariableSort.Channel, sizes[i]));
        return Are([new Claim.Value(scope, formula.Body)]);
    }

    private static string? SameNormalForm(Claim.SameElement claim) =>
        Unless(
            claim.Left.Normalise() == claim.Right.Normalise(),
            $"the normal forms are {claim.Left.Normalise().ToPairText()} and {claim.Right.Normalise().ToPairText()}"
        );

    private static string? SameAbelianised(Claim.SameElement claim) =>
        Unless(
            claim.Left.Normalise().Abelianised() == claim.Right.Normalise().Abelianised(),
            $"the normal forms in an abelian group are {claim.Left.Normalise().Abelianised().ToPairText()} and {claim.Right.Normalise().Abelianised().ToPairText()}"
        );

    private static string? Stable(Claim.StableWindow claim) =>
        Unless(
            claim.Group.Group.Elements.All(h =>
                claim.Window.Points.Points.All(point =>
                    claim.Window.Points.IndexOf(claim.Group.Act(h, point)) >= 0
                )
            ),
            $"{claim.Group.Name} moves a point out of the window"
        );

    private static string? Conditions(Claim.Under claim, EqArray<Derivation> premises) =>
        Unless(claim.Conditions.Count > 0, "there are no conditions")
        ?? Unless(
            OpenHypotheses.Of(premises[0]) == claim.Conditions,
            $"the hypotheses are '{Condition.Sentence(OpenHypotheses.Of(premises[0]))}', expected '{Condition.Sentence(claim.Conditions)}'"
        );

    private static StepCheck None(Func<string?>? side = null) => Are([], side);

    private static StepCheck Are(EqArray<Claim> expected, Func<string?>? side = null) =>
        premises =>
        {
            var given = Given(premises);
            if (given.Count != expected.Count)
                return $"there are {given.Count} premises, expected {expected.Count}";
            for (var i = 0; i < expected.Count; i++)
                if (given[i] != expected[i])
                    return $"premise {i + 1} is '{given[i]}', expected '{expected[i]}'";
            return side?.Invoke();
        };

    private static EqArray<Claim> Given(EqArray<Derivation> premises) =>
        premises.Select(premise => premise.Conclusion).ToEqArray();

    private static string? Bound(Scope scope, string name, VariableSort sort) =>
        Unless(scope.Find(name)?.Sort == sort, $"'{name}' is not bound as a {sort} variable");

    private static string? InGroup(
        Claim.Index of,
        Channel.InGroup index,
        EqArray<Derivation> premises
    )
    {
        var given = Given(premises);
        if (given is not { Items: [Claim.Index first, Claim.Index second] })
            return "two indices are expected as premises";
        var last = ((first.Below - 1L) / Math.Max(index.Size, 1) * index.Size) + second.Below - 1;
        return Are([
                new Claim.Index(of.Scope, index.Of, first.Below),
                new Claim.Index(of.Scope, index.Within, second.Below),
            ])(premises)
            ?? Unless(index.Size >= 1, $"groups of {index.Size} channels")
            ?? Unless(last < of.Below, $"{index} may be as large as {last}");
    }

    private static string? Unless(bool holds, string reason) => holds ? null : reason;
}
