using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>
/// λ(s…; c…). t: an operator given by its value at positions and output channels. A layer has one position,
/// λ(g; o); an attention map has two, λ(g, g̃; o, c).
/// </summary>
/// <param name="Sites">The bound positions, outermost first.</param>
/// <param name="Channels">The bound output channel indices.</param>
/// <param name="Body">t.</param>
public sealed record Formula(EqArray<string> Sites, EqArray<string> Channels, Term Body)
{
    /// <summary>The formula on the group, where sampled intermediates are written out. Proofs are about it.</summary>
    public Formula OnGroup => Substitution.Expand(this);

    /// <summary>The formula in plain text.</summary>
    public override string ToString() => TermText.Render(this);
}
