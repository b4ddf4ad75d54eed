using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification;

/// <summary>How the arguments of a formula are displaced when it is written out.</summary>
public enum Displacement
{
    /// <summary>Φ[f](g…).</summary>
    None,

    /// <summary>Φ[L_ḡ f](ḡ·g…).</summary>
    Left,

    /// <summary>Φ[f](g·κ).</summary>
    Right,
}

/// <summary>A statement that a step of a derivation concludes.</summary>
public abstract record Claim
{
    private Claim() { }

    /// <summary>Γ ⊢ s : position. Moving Γ by ḡ moves s by ḡ.</summary>
    /// <param name="Scope">Γ.</param>
    /// <param name="Site">s.</param>
    public sealed record Position(Scope Scope, Site Site) : Claim;

    /// <summary>Γ ⊢ r : relative. Moving Γ by ḡ leaves r unchanged.</summary>
    /// <param name="Scope">Γ.</param>
    /// <param name="Rel">r.</param>
    public sealed record Relative(Scope Scope, Rel Rel) : Claim;

    /// <summary>Γ ⊢ c &lt; n.</summary>
    /// <param name="Scope">Γ.</param>
    /// <param name="Channel">c.</param>
    /// <param name="Below">n.</param>
    public sealed record Index(Scope Scope, Channel Channel, int Below) : Claim;

    /// <summary>Γ ⊢ t : value. Moving Γ by ḡ and f to L_ḡ f leaves t unchanged.</summary>
    /// <param name="Scope">Γ.</param>
    /// <param name="Term">t.</param>
    public sealed record Value(Scope Scope, Term Term) : Claim;

    /// <summary>Φ[L_ḡ f](ḡ·g…) = Φ[f](g…) for every ḡ, f, g….</summary>
    /// <param name="Formula">Φ.</param>
    /// <param name="Vocabulary">What Φ names.</param>
    public sealed record Equivariant(Formula Formula, Vocabulary Vocabulary) : Claim;

    /// <summary>Φ[f](g·κ) = Φ[f](g) for every κ ∈ H: the values form a signal on the lattice.</summary>
    /// <param name="Formula">Φ.</param>
    /// <param name="Vocabulary">What Φ names.</param>
    public sealed record OnLattice(Formula Formula, Vocabulary Vocabulary) : Claim;

    /// <summary>Φ at displaced arguments is a term.</summary>
    /// <param name="Formula">Φ.</param>
    /// <param name="Displacement">Where Φ is taken.</param>
    /// <param name="Term">The term.</param>
    public sealed record Reading(Formula Formula, Displacement Displacement, WordTerm Term) : Claim;

    /// <summary>t = t′ for every f and all parameters.</summary>
    /// <param name="Vocabulary">What the terms name.</param>
    /// <param name="Left">t.</param>
    /// <param name="Right">t′.</param>
    public sealed record Equation(Vocabulary Vocabulary, WordTerm Left, WordTerm Right) : Claim;

    /// <summary>w = w′ in every N ⋊ H with N abelian.</summary>
    /// <param name="Left">w.</param>
    /// <param name="Right">w′.</param>
    public sealed record SameElement(GroupWord Left, GroupWord Right) : Claim;

    /// <summary>w = w′ in ℤ^d ⋊ H for every choice of elements of this H as linear parts of the letters.</summary>
    /// <param name="Group">H.</param>
    /// <param name="Left">w.</param>
    /// <param name="Right">w′.</param>
    public sealed record SameElementIn(PointGroup Group, GroupWord Left, GroupWord Right) : Claim;

    /// <summary>H ▹ S = S.</summary>
    /// <param name="Group">H.</param>
    /// <param name="Window">S.</param>
    public sealed record StableWindow(PointGroup Group, DeclaredWindow Window) : Claim;

    /// <summary>A condition that is assumed: a theorem that rests on it is one under that condition.</summary>
    /// <param name="Condition">The condition.</param>
    public sealed record Assumed(Condition Condition) : Claim;

    /// <summary>If the conditions hold, then the claim.</summary>
    /// <param name="Conditions">The conditions, in the order of <see cref="Condition.Ordered"/>.</param>
    /// <param name="Theorem">The claim.</param>
    public sealed record Under(EqArray<Condition> Conditions, Claim Theorem) : Claim;

    /// <summary>The equivariance of one formula for each of several groups, by a proof for each.</summary>
    /// <param name="Theorems">The claims, one per group.</param>
    public sealed record GroupByGroup(EqArray<Claim> Theorems) : Claim;

    /// <summary>H permutes the values of a signal of a type.</summary>
    /// <param name="Type">The type.</param>
    public sealed record PermutationFibre(FieldType Type) : Claim;

    /// <summary>theorem (group): the operator commutes with every ḡ on signals over the whole lattice or group.</summary>
    /// <param name="Op">The operator.</param>
    public sealed record Commutes(TypedOp Op) : Claim;

    /// <summary>Interprets the claim: one method of the fold per case.</summary>
    public T Fold<T>(IClaimFold<T> fold)
    {
        ArgumentNullException.ThrowIfNull(fold);
        return this switch
        {
            Position claim => fold.Position(claim),
            Relative claim => fold.Relative(claim),
            Index claim => fold.Index(claim),
            Value claim => fold.Value(claim),
            Equivariant claim => fold.Equivariant(claim),
            OnLattice claim => fold.OnLattice(claim),
            Reading claim => fold.Reading(claim),
            Equation claim => fold.Equation(claim),
            SameElement claim => fold.SameElement(claim),
            SameElementIn claim => fold.SameElementIn(claim),
            StableWindow claim => fold.StableWindow(claim),
            Assumed claim => fold.Assumed(claim),
            Under claim => fold.Under(claim),
            GroupByGroup claim => fold.GroupByGroup(claim),
            PermutationFibre claim => fold.PermutationFibre(claim),
            Commutes claim => fold.Commutes(claim),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The claim in plain text.</summary>
    public sealed override string ToString() => Fold(ClaimText.Instance);
}

/// <summary>An interpretation of claims: one method per case of <see cref="Claim"/>.</summary>
/// <typeparam name="T">What a claim is interpreted as.</typeparam>
public interface IClaimFold<T>
{
    /// <summary>Interprets Γ ⊢ s : position.</summary>
    T Position(Claim.Position claim);

    /// <summary>Interprets Γ ⊢ r : relative.</summary>
    T Relative(Claim.Relative claim);

    /// <summary>Interprets Γ ⊢ c &lt; n.</summary>
    T Index(Claim.Index claim);

    /// <summary>Interprets Γ ⊢ t : value.</summary>
    T Value(Claim.Value claim);

    /// <summary>Interprets the equivariance of a formula.</summary>
    T Equivariant(Claim.Equivariant claim);

    /// <summary>Interprets that the values of a formula ignore h.</summary>
    T OnLattice(Claim.OnLattice claim);

    /// <summary>Interprets a formula written out.</summary>
    T Reading(Claim.Reading claim);

    /// <summary>Interprets an equation of terms.</summary>
    T Equation(Claim.Equation claim);

    /// <summary>Interprets an equation of group elements.</summary>
    T SameElement(Claim.SameElement claim);

    /// <summary>Interprets an equation of elements of one group.</summary>
    T SameElementIn(Claim.SameElementIn claim);

    /// <summary>Interprets the stability of a window.</summary>
    T StableWindow(Claim.StableWindow claim);

    /// <summary>Interprets a condition that is assumed.</summary>
    T Assumed(Claim.Assumed claim);

    /// <summary>Interprets a claim under conditions.</summary>
    T Under(Claim.Under claim);

    /// <summary>Interprets the equivariance of a formula for several groups.</summary>
    T GroupByGroup(Claim.GroupByGroup claim);

    /// <summary>Interprets that H permutes values.</summary>
    T PermutationFibre(Claim.PermutationFibre claim);

    /// <summary>Interprets the equivariance of an operator.</summary>
    T Commutes(Claim.Commutes claim);
}
