using static AgeFormal.Verification.Rendering.Html.Node;

namespace AgeFormal.Verification.Rendering.Html;

/// <summary>
/// A derivation as nested steps that open and close, the conclusion first; the equations of a shift as a chain. Of a
/// context only what is new beside that of the step above is written.
/// </summary>
internal static class DerivationSection
{
    // Deeper steps are closed at first.
    private const int OpenDepth = 2;

    public static Node Of(Derivation derivation) =>
        Tag("div", Step(derivation, above: null, depth: 0)).Class("derivation");

    /// <summary>The laws that a derivation uses, each once.</summary>
    public static Node Laws(IEnumerable<Derivation> derivations)
    {
        var table = Page.Table(
            "laws",
            ["rule", "law", "source"],
            derivations
                .SelectMany(derivation => derivation.Steps())
                .Select(step => step.Rule)
                .Distinct()
                .OrderBy(rule => Rules.All.Items.IndexOf(rule))
                .Select(rule => (Node[])[rule.Name, Page.Set(rule.Law), rule.Source])
        );
        return Tag("details", Tag("summary", "Rules used, with their laws"), table).Class("rules");
    }

    private static Node.Element Step(Derivation step, Scope? above, int depth)
    {
        var scope = ScopeOf(step.Conclusion);
        var known = scope is not null && above is not null ? Shared(above, scope) : 0;
        var line = Line(ClaimMathMl.Render(step.Conclusion, known), step.Rule);
        if (step.Premises.Count == 0)
            return Tag("div", line).Class("step leaf");
        var body = IsChain(step)
            ? (IEnumerable<Node>)[Chain(step, depth)]
            : step.Premises.Select(premise => Step(premise, scope, depth + 1));
        var details = Tag("details", Tag("summary", line), Tag("div", body).Class("premises"))
            .Class("step");
        return depth < OpenDepth ? details.With("open", "") : details;
    }

    private static Node Line(string formula, Rule rule) =>
        Tag(
                "span",
                Tag("span", new Formula(formula)).Class("formula"),
                " ",
                Tag("span", rule.Name).Class("rule").With("title", $"{rule.Law} ({rule.Source})")
            )
            .Class("line");

    private static bool IsChain(Derivation step) =>
        (step.Rule == Rules.UniformShift || step.Rule == Rules.RightShift)
        && step.Premises.Count >= 2
        && step.Premises.All(premise => premise.Conclusion is Claim.Reading or Claim.Equation);

    private static Node Chain(Derivation chain, int depth) =>
        Tag("div", chain.Premises.SelectMany((premise, i) => Link(premise, i == 0, depth)))
            .Class("chain");

    // The first reading gives the head and its term, the last the formula that the chain ends in.
    private static IEnumerable<Node> Link(Derivation link, bool isFirst, int depth)
    {
        if (link.Conclusion is Claim.Reading reading)
        {
            var head = ClaimMathMl.Render(reading.Formula, reading.Displacement);
            if (isFirst)
                yield return Tag("div", new Formula(head)).Class("step leaf");
            yield return Equal(isFirst ? ClaimMathMl.Render(reading.Term) : head, link.Rule);
        }
        else if (link.Conclusion is Claim.Equation equation)
            yield return Equal(ClaimMathMl.Render(equation.Right), link.Rule);
        foreach (var reason in link.Premises)
            yield return Tag("div", Step(reason, above: null, depth + OpenDepth)).Class("because");
    }

    private static Node Equal(string formula, Rule rule) =>
        Tag("div", "= ", Line(formula, rule)).Class("step leaf equal");

    private static Scope? ScopeOf(Claim claim) =>
        (claim as Claim.Value)?.Scope
        ?? (claim as Claim.Position)?.Scope
        ?? (claim as Claim.Relative)?.Scope
        ?? (claim as Claim.Index)?.Scope;

    private static int Shared(Scope above, Scope scope) =>
        scope.Bindings.Take(above.Bindings.Count).SequenceEqual(above.Bindings)
            ? above.Bindings.Count
            : 0;
}
