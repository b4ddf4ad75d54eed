using AgeFormal.Operators;
using AgeFormal.Operators.Rendering;

namespace AgeFormal.Verification.Rendering;

/// <summary>
/// Claims as MathML tokens, Φ for the formula that the derivation is about. A context is written as what it adds to the
/// one that the reader has just seen.
/// </summary>
/// <param name="known">The number of variables of the context that is called Γ.</param>
internal sealed class ClaimMathMl(int known) : IClaimFold<string>
{
    private static readonly Notation Notation = MathMlNotation.Instance;
    private static readonly Renderer Renderer = new(Notation);
    private static readonly WordTermRenderer Words = new(MathMlNotation.Instance);
    private static readonly string Gives = MathMlText.Infix("=") + MathMlText.Break;

    /// <summary>The claim in <c>math</c> elements.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="known">The number of variables of the context that is called Γ; 0 writes all.</param>
    public static string Render(Claim claim, int known = 0) =>
        MathMlText.Document(claim.Fold(new ClaimMathMl(known)));

    /// <summary>A term over words in <c>math</c> elements.</summary>
    public static string Render(WordTerm term) => MathMlText.Document(Words.Term(term));

    /// <summary>Φ at displaced arguments in <c>math</c> elements.</summary>
    public static string Render(Formula formula, Displacement displacement) =>
        MathMlText.Document(At(formula, displacement));

    /// <summary>Φ[f](g; o) = t in <c>math</c> elements.</summary>
    public static string Definition(Formula formula) =>
        MathMlText.Document(At(formula, Displacement.None) + Gives + Renderer.Term(formula.Body));

    public string Position(Claim.Position claim) =>
        Judgement(claim.Scope, Renderer.Site(claim.Site), "position");

    public string Relative(Claim.Relative claim) =>
        Judgement(claim.Scope, Renderer.Rel(claim.Rel), "relative");

    public string Index(Claim.Index claim) =>
        Gamma(claim.Scope)
        + Renderer.Channel(claim.Channel)
        + MathMlText.Infix("<")
        + MathMlText.Integer(claim.Below);

    public string Value(Claim.Value claim) =>
        Judgement(claim.Scope, Renderer.Term(claim.Term), "value");

    public string Equivariant(Claim.Equivariant claim) =>
        At(claim.Formula, Displacement.Left) + Gives + At(claim.Formula, Displacement.None);

    public string OnLattice(Claim.OnLattice claim) =>
        At(claim.Formula, Displacement.Right)
        + Gives
        + At(claim.Formula, Displacement.None)
        + Space
        + MathMlText.Identifier("κ")
        + MathMlText.Infix("∈")
        + MathMlText.Identifier("H");

    public string Reading(Claim.Reading claim) =>
        At(claim.Formula, claim.Displacement) + Gives + Words.Term(claim.Term);

    public string Equation(Claim.Equation claim) =>
        Words.Term(claim.Left) + Gives + Words.Term(claim.Right);

    public string SameElement(Claim.SameElement claim) =>
        Words.Word(claim.Left) + Gives + Words.Word(claim.Right);

    public string SameElementIn(Claim.SameElementIn claim) =>
        Words.Word(claim.Left)
        + Gives
        + Words.Word(claim.Right)
        + MathMlText.Words($" for H = {claim.Group.Name} ({claim.Group.Symbol})");

    public string StableWindow(Claim.StableWindow claim) =>
        MathMlText.Identifier("H")
        + MathMlText.Infix("▹")
        + MathMlText.Name(claim.Window.Name)
        + MathMlText.Infix("=")
        + MathMlText.Name(claim.Window.Name)
        + MathMlText.Words(
            $" for H = {claim.Group.Name}, {claim.Window.Name} = {claim.Window.Region}, {claim.Window.Points.Count} points"
        );

    public string Assumed(Claim.Assumed claim) => MathMlText.Words(claim.Condition.ToString());

    public string Under(Claim.Under claim) =>
        MathMlText.Words(Condition.Sentence(claim.Conditions))
        + MathMlText.Infix("⟹")
        + MathMlText.Break
        + claim.Theorem.Fold(this);

    public string GroupByGroup(Claim.GroupByGroup claim) =>
        string.Join(
            MathMlText.Words("; ") + MathMlText.Break,
            claim.Theorems.Select(theorem => theorem.Fold(this))
        );

    public string PermutationFibre(Claim.PermutationFibre claim) =>
        MathMlText.Identifier("H") + MathMlText.Words($" permutes the values of {claim.Type}");

    public string Commutes(Claim.Commutes claim) =>
        MathMlText.Identifier("Φ")
        + MathMlText.Infix("∘")
        + Translation
        + MathMlText.Infix("=")
        + Translation
        + MathMlText.Infix("∘")
        + MathMlText.Identifier("Φ")
        + MathMlText.Break
        + MathMlText.Words(
            $" for Φ {ClaimText.Describe(claim.Op).TrimEnd(',')} and every ḡ of {ClaimText.GroupOf(claim.Op.Input.Group)}"
        );

    private static string Space => "<mspace width=\"1em\"/>";

    private static string Translation =>
        MathMlText.Indexed(MathMlText.Identifier("L"), MathMlText.Identifier("ḡ"));

    private string Judgement(Scope scope, string subject, string sort) =>
        Gamma(scope) + subject + MathMlText.Infix(":") + MathMlText.Words(sort);

    private string Gamma(Scope scope)
    {
        var added = scope.Bindings.Skip(known).Select(Binding).ToArray();
        var context =
            known > 0 ? added.Prepend(MathMlText.Identifier("Γ"))
            : added.Length == 0 ? []
            : added;
        return string.Join(Notation.Comma, context) + MathMlText.Infix("⊢") + MathMlText.Break;
    }

    private static string Binding(Binding binding) =>
        Notation.Variable(binding.Name)
        + MathMlText.Infix(":")
        + binding.Sort switch
        {
            VariableSort.Position => MathMlText.Words("position"),
            VariableSort.Relative => MathMlText.Words("relative"),
            VariableSort.Channel => Notation.Channels($"{binding.Count}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string At(Formula formula, Displacement displacement) =>
        MathMlText.Identifier("Φ")
        + MathMlText.Bracket("[")
        + (displacement == Displacement.Left ? Translation : "")
        + MathMlText.Identifier("f")
        + MathMlText.Bracket("]")
        + MathMlText.Bracketed(
            Renderer.Arguments(
                formula.Sites.Select(site =>
                    displacement switch
                    {
                        Displacement.None => Notation.Variable(site),
                        Displacement.Left => MathMlText.Identifier("ḡ")
                            + Notation.Act
                            + Notation.Variable(site),
                        Displacement.Right => Notation.Variable(site)
                            + Notation.Act
                            + MathMlText.Identifier("κ"),
                        _ => throw new System.Diagnostics.UnreachableException(),
                    }
                ),
                formula.Channels.Select(Notation.Variable)
            )
        );
}
