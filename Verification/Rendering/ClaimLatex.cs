using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Rendering;

namespace AgeFormal.Verification.Rendering;

/// <summary>Claims as LaTeX math.</summary>
internal sealed class ClaimLatex : IClaimFold<string>
{
    private static readonly WordTermRenderer Words = new(LatexNotation.Instance);

    public static ClaimLatex Instance { get; } = new();

    public string Position(Claim.Position claim) =>
        $@"{Gamma(claim.Scope)} \vdash {TermLatex.Render(claim.Site)} : \mathsf{{position}}";

    public string Relative(Claim.Relative claim) =>
        $@"{Gamma(claim.Scope)} \vdash {TermLatex.Render(claim.Rel)} : \mathsf{{relative}}";

    public string Index(Claim.Index claim) =>
        $@"{Gamma(claim.Scope)} \vdash {TermLatex.Render(claim.Channel)} < {claim.Below}";

    public string Value(Claim.Value claim) =>
        $@"{Gamma(claim.Scope)} \vdash {TermLatex.Render(claim.Term)} : \mathsf{{value}}";

    public string Equivariant(Claim.Equivariant claim) =>
        $@"\Phi = {TermLatex.Render(claim.Formula)}:\quad {At(claim.Formula, Displacement.Left)} = {At(claim.Formula, Displacement.None)}";

    public string OnLattice(Claim.OnLattice claim) =>
        $@"\Phi = {TermLatex.Render(claim.Formula)}:\quad {At(claim.Formula, Displacement.Right)} = {At(claim.Formula, Displacement.None)} \quad (\kappa \in H)";

    public string Reading(Claim.Reading claim) =>
        $"{At(claim.Formula, claim.Displacement)} = {Words.Term(claim.Term)}";

    public string Equation(Claim.Equation claim) =>
        $"{Words.Term(claim.Left)} = {Words.Term(claim.Right)}";

    public string SameElement(Claim.SameElement claim) =>
        $"{Words.Word(claim.Left)} = {Words.Word(claim.Right)}";

    public string SameElementIn(Claim.SameElementIn claim) =>
        $@"{Words.Word(claim.Left)} = {Words.Word(claim.Right)} \quad (H = {Quoted(claim.Group.Symbol)})";

    public string StableWindow(Claim.StableWindow claim) =>
        $@"H \triangleright {claim.Window.Name} = {claim.Window.Name} \quad (H = {Quoted(claim.Group.Symbol)},\ {claim.Window.Name} = {Quoted(claim.Window.Region.ToString())})";

    public string Assumed(Claim.Assumed claim) => Of(claim.Condition);

    public string Under(Claim.Under claim) =>
        $@"{string.Join(@",\ ", claim.Conditions.Select(Of))} \implies {claim.Theorem.Fold(this)}";

    public string GroupByGroup(Claim.GroupByGroup claim) =>
        string.Join(@";\quad ", claim.Theorems.Select(theorem => theorem.Fold(this)));

    public string PermutationFibre(Claim.PermutationFibre claim) =>
        $@"H \text{{ permutes the values of }} {Quoted(claim.Type.ToString())}";

    public string Commutes(Claim.Commutes claim) =>
        $@"\text{{theorem (group): }} \Phi \circ L_{{\bar g}} = L_{{\bar g}} \circ \Phi \text{{ for }} \Phi \text{{ {Escaped(ClaimText.Describe(claim.Op))}}} \quad (\bar g \in \mathbb{{Z}}^{claim.Op.Input.Group.Dimension} \rtimes {GroupName(claim.Op.Input.Group)})";

    public static string Quoted(string text) => $@"\text{{{Escaped(text)}}}";

    private static string Of(Condition condition) =>
        condition.Match(
            abelian: _ => @"hk = kh \quad (h, k \in H)",
            stable: stable =>
                $@"h \triangleright {LatexNotation.Instance.Variable(stable.Window)} = {LatexNotation.Instance.Variable(stable.Window)} \quad (h \in H)",
            isotropic: isotropic =>
                $@"{LatexNotation.Instance.Variable(isotropic.Parameter)}(h \triangleright x) = {LatexNotation.Instance.Variable(isotropic.Parameter)}(x) \quad (h \in H)",
            named: condition => $"H = {Quoted(condition.Group.Symbol)}"
        );

    private static string GroupName(PointGroup group) => $@"\mathit{{{Escaped(group.Name)}}}";

    private static string Escaped(string text) =>
        text.Replace("_", @"\_", StringComparison.Ordinal)
            .Replace("×", @"$\times$", StringComparison.Ordinal)
            .Replace("·", @"$\cdot$", StringComparison.Ordinal);

    private static string Gamma(Scope scope) =>
        scope.Bindings.Count == 0
            ? ""
            : string.Join(
                ",\\, ",
                scope.Bindings.Select(binding =>
                    $@"{LatexNotation.Instance.Variable(binding.Name)} : {binding.Sort switch
                    {
                        VariableSort.Position => @"\mathsf{pos}",
                        VariableSort.Relative => @"\mathsf{rel}",
                        VariableSort.Channel => $@"\mathsf{{Ch}}({binding.Count})",
                        _ => throw new System.Diagnostics.UnreachableException(),
                    }}"
                )
            );

    private static string At(Formula formula, Displacement displacement)
    {
        var sites = formula.Sites.Select(site =>
            displacement switch
            {
                Displacement.None => LatexNotation.Instance.Variable(site),
                Displacement.Left => $@"\bar g\,{LatexNotation.Instance.Variable(site)}",
                Displacement.Right => $@"{LatexNotation.Instance.Variable(site)}\,\kappa",
                _ => throw new System.Diagnostics.UnreachableException(),
            }
        );
        var channels = string.Join(", ", formula.Channels.Select(LatexNotation.Instance.Variable));
        var signal = displacement == Displacement.Left ? @"L_{\bar g} f" : "f";
        return $@"\Phi[{signal}]({string.Join(", ", sites)}{(channels.Length > 0 ? "; " + channels : "")})";
    }
}
