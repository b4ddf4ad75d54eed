using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Rendering;

namespace AgeFormal.Verification;

/// <summary>Claims in plain text.</summary>
internal sealed class ClaimText : IClaimFold<string>
{
    public static ClaimText Instance { get; } = new();

    public string Position(Claim.Position claim) => $"{claim.Scope} ⊢ {claim.Site} : position";

    public string Relative(Claim.Relative claim) => $"{claim.Scope} ⊢ {claim.Rel} : relative";

    public string Index(Claim.Index claim) => $"{claim.Scope} ⊢ {claim.Channel} < {claim.Below}";

    public string Value(Claim.Value claim) => $"{claim.Scope} ⊢ {claim.Term} : value";

    public string Equivariant(Claim.Equivariant claim) =>
        $"Φ = {claim.Formula} is equivariant: {Left(claim.Formula)} = {None(claim.Formula)}";

    public string OnLattice(Claim.OnLattice claim) =>
        $"Φ = {claim.Formula} is a signal on the lattice: {Right(claim.Formula)} = {None(claim.Formula)} for κ ∈ H";

    public string Reading(Claim.Reading claim) =>
        $"{Displaced(claim.Formula, claim.Displacement)} = {claim.Term}";

    public string Equation(Claim.Equation claim) => $"{claim.Left} = {claim.Right}";

    public string SameElement(Claim.SameElement claim) => $"{claim.Left} = {claim.Right}";

    public string SameElementIn(Claim.SameElementIn claim) =>
        $"{claim.Left} = {claim.Right} in {GroupOf(claim.Group)}";

    public string StableWindow(Claim.StableWindow claim) =>
        $"{claim.Group.Name} ▹ {claim.Window.Name} = {claim.Window.Name} for {claim.Window.Name} = {claim.Window.Region}, {claim.Window.Points.Count} points";

    public string Assumed(Claim.Assumed claim) => claim.Condition.ToString();

    public string Under(Claim.Under claim) =>
        $"if {Condition.Sentence(claim.Conditions)}: {claim.Theorem}";

    public string GroupByGroup(Claim.GroupByGroup claim) =>
        string.Join("; ", claim.Theorems.Select(theorem => theorem.Fold(this)));

    public string PermutationFibre(Claim.PermutationFibre claim) =>
        $"{claim.Type.Group.Name} permutes the values of {claim.Type}";

    public string Commutes(Claim.Commutes claim) =>
        $"theorem (group): {Describe(claim.Op)} commutes with every ḡ of {GroupOf(claim.Op.Input.Group)}, for all signals on the whole lattice and all parameters";

    public static string GroupOf(PointGroup group) =>
        $"ℤ{(group.Dimension == 2 ? "²" : "³")} ⋊ {group.Name} ({group.Symbol})";

    public static string Describe(TypedOp op)
    {
        var kind = op.Match(
            elementary: leaf => OpName.Of(leaf.Op),
            sequence: sequence =>
                sequence.Layers.Count == 0
                    ? "identity"
                    : $"composition of {sequence.Layers.Count} layers",
            sum: sum => $"sum of {sum.Branches.Count} branches",
            concatenation: concatenation =>
                $"concatenation of {concatenation.Branches.Count} branches",
            restriction: restriction =>
                $"restriction to {restriction.Output.Group.Symbol} of what is on {restriction.Body.Output.Group.Symbol}"
        );
        return op.Path.Length == 0 ? $"the {kind}" : $"'{op.Path}', {kind},";
    }

    private static string Displaced(Formula formula, Displacement displacement) =>
        displacement switch
        {
            Displacement.None => None(formula),
            Displacement.Left => Left(formula),
            Displacement.Right => Right(formula),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string None(Formula formula) => $"Φ[f]({Arguments(formula, site => site)})";

    private static string Left(Formula formula) =>
        $"Φ[L_ḡ f]({Arguments(formula, site => $"ḡ·{site}")})";

    private static string Right(Formula formula) =>
        $"Φ[f]({Arguments(formula, site => $"{site}·κ")})";

    private static string Arguments(Formula formula, Func<string, string> site) =>
        string.Join(", ", formula.Sites.Select(site))
        + (formula.Channels.Count > 0 ? "; " + string.Join(", ", formula.Channels) : "");
}
