using AgeFormal.Algebra;

namespace AgeFormal.Verification;

/// <summary>All rules of inference. ḡ·Γ stands for every position of Γ moved by ḡ on the left.</summary>
public static partial class Rules
{
    private const string FreeTheoremSource = "free theorem of the position-typed language";
    private const string ShiftSource = "Romero et al. 2020, Theorem 1";
    private const string Semidirect = "semidirect product N ⋊ H";

    /// <summary>A bound position.</summary>
    public static Rule PositionVariable { get; } =
        Free("position variable", "v : position in Γ gives Γ ⊢ v : position");

    /// <summary>s·r.</summary>
    public static Rule MovedPosition { get; } =
        Free("moved position", "(ḡ·s)·r = ḡ·(s·r) by associativity");

    /// <summary>A bound relative element.</summary>
    public static Rule RelativeVariable { get; } =
        Free("relative variable", "v : relative in Γ gives Γ ⊢ v : relative");

    /// <summary>A constant of G.</summary>
    public static Rule ConstantElement { get; } =
        Free("constant element", "a constant does not depend on positions");

    /// <summary>e.</summary>
    public static Rule Unit { get; } = Free("unit", "e does not depend on positions");

    /// <summary>s⁻¹s′.</summary>
    public static Rule Difference { get; } = Free("difference", "(ḡ·s)⁻¹(ḡ·s′) = s⁻¹s′");

    /// <summary>r·r′.</summary>
    public static Rule ProductOfElements { get; } =
        Free("product of elements", "r and r′ unchanged give r·r′ unchanged");

    /// <summary>r⁻¹.</summary>
    public static Rule InverseElement { get; } =
        Free("inverse element", "r unchanged gives r⁻¹ unchanged");

    /// <summary>π_H r.</summary>
    public static Rule PointPart { get; } = Free("point part", "r unchanged gives π_H r unchanged");

    /// <summary>π_X r.</summary>
    public static Rule TranslationPart { get; } =
        Free("translation part", "r unchanged gives π_X r unchanged");

    /// <summary>A bound channel index.</summary>
    public static Rule IndexVariable { get; } =
        Free("index variable", "c : Ch(m) in Γ with m ≤ n gives Γ ⊢ c < n");

    /// <summary>A fixed channel index.</summary>
    public static Rule IndexLiteral { get; } = Free("index literal", "0 ≤ i < n gives Γ ⊢ i < n");

    /// <summary>An index in a group of channels is below the end of the last group that it reaches.</summary>
    public static Rule IndexInGroup { get; } =
        Free(
            "index in a group",
            "Γ ⊢ c < p and Γ ⊢ j < q with ⌊(p − 1)/k⌋·k + q ≤ n give Γ ⊢ ⌊c/k⌋·k + j < n"
        );

    /// <summary>q·πⁿ.</summary>
    public static Rule Number { get; } = Free("number", "a number does not depend on positions");

    /// <summary>f_c(s).</summary>
    public static Rule SignalValue { get; } =
        Free("signal value", "(L_ḡ f)_c(ḡ·s) = f_c(ḡ⁻¹·ḡ·s) = f_c(s)");

    /// <summary>W(r…; c…).</summary>
    public static Rule ParameterValue { get; } =
        Free("parameter value", "equal relative arguments give equal values");

    /// <summary>φ(t).</summary>
    public static Rule PointwiseFunction { get; } =
        Free("pointwise function", "equal arguments give equal values of φ, for every φ");

    /// <summary>t + ….</summary>
    public static Rule SumOfTerms { get; } = Free("sum of terms", "equal summands give equal sums");

    /// <summary>t · ….</summary>
    public static Rule ProductOfTerms { get; } =
        Free("product of terms", "equal factors give equal products");

    /// <summary>Red over all positions.</summary>
    public static Rule ReductionOverPositions { get; } =
        Free(
            "reduction over positions",
            "v ↦ ḡ·v is a bijection of the positions and sum, mean, max and min are symmetric"
        );

    /// <summary>Red over a set of relative elements.</summary>
    public static Rule ReductionOverElements { get; } =
        Free(
            "reduction over elements",
            "G, N, H and declared windows do not depend on positions; equal values at every element"
        );

    /// <summary>Red over channels.</summary>
    public static Rule ReductionOverChannels { get; } =
        Free("reduction over channels", "equal values at every index");

    /// <summary>The free theorem.</summary>
    public static Rule FreeTheorem { get; } =
        Free(
            "free theorem",
            "Γ ⊢ t : value with Γ the bound positions and channels gives Φ[L_ḡ f](ḡ·g…) = Φ[f](g…) for every G, ḡ, f and all parameters"
        );

    /// <summary>An escape hatch; it proves nothing, and the checker rejects it.</summary>
    public static Rule AbsolutePosition { get; } =
        new("absolute position", "none: the part depends on the absolute position", "none");

    /// <summary>The value of a formula written out.</summary>
    public static Rule Definition { get; } =
        new("definition", "Φ at its arguments is its body with them put in", ShiftSource);

    /// <summary>Reindexing of reductions over positions.</summary>
    public static Rule LeftInvariance { get; } =
        new("left invariance", "Red_v t(v) = Red_v t(ḡ·v) for v over all positions", ShiftSource);

    /// <summary>The definition of L_ḡ f.</summary>
    public static Rule TranslatedSignal { get; } =
        new("translated signal", "(L_ḡ f)_c(s) = f_c(ḡ⁻¹·s)", ShiftSource);

    /// <summary>Replacement of equals inside a term.</summary>
    public static Rule GroupWords { get; } =
        new("group words", "equal elements give equal terms", Semidirect);

    /// <summary>Equality in every N ⋊ H.</summary>
    public static Rule EqualNormalForms { get; } =
        new(
            "equal normal forms",
            "(x,h)(y,k) = (x + h▹y, hk), (x,h)⁻¹ = (−h⁻¹▹x, h⁻¹), h▹(k▹x) = (hk)▹x, free reduction",
            Semidirect
        );

    /// <summary>Equivariance by a chain of equations.</summary>
    public static Rule UniformShift { get; } =
        new("uniform shift", "Φ[L_ḡ f](ḡ·g…) = … = Φ[f](g…) is equivariance", ShiftSource);

    /// <summary>Reindexing of reductions over relative elements.</summary>
    public static Rule Reindexing { get; } =
        new(
            "reindexing",
            "k ↦ κ⁻¹k is a bijection of H and of G, n ↦ κ⁻¹nκ one of N and of every H-stable window",
            Semidirect
        );

    /// <summary>A signal on the plane ignores h.</summary>
    public static Rule SignalOnLattice { get; } =
        new("signal on the lattice", "f_c(s) = f_c(π_X s) for a signal on the lattice", Semidirect);

    /// <summary>An axis of a parameter reads one part of its argument.</summary>
    public static Rule ParameterAxis { get; } =
        new(
            "parameter axis",
            "W(r) = W(π_H r) on an axis over H, W(r) = W(π_X r) on an axis over a window",
            Semidirect
        );

    /// <summary>Change of one bound variable.</summary>
    public static Rule ChangeOfVariable { get; } =
        new(
            "change of variable",
            "v ↦ a·v·b, a and b free of v, is a bijection of the positions and of G, of H for a, b in H, of N for ab in N",
            Semidirect
        );

    /// <summary>Reindexing of one reduction over relative elements by ḡ.</summary>
    public static Rule ReindexingByShift { get; } =
        new(
            "reindexing by the shift",
            "r ↦ ar and r ↦ ara⁻¹ are bijections of G for a = ḡ and a = π_H ḡ, of H for a = π_H ḡ; r ↦ ara⁻¹ for a = π_H ḡ is one of N and of every H-stable window",
            Semidirect
        );

    /// <summary>An equation read from right to left.</summary>
    public static Rule Symmetry { get; } =
        new("symmetry", "t = t′ gives t′ = t", "equational logic");

    /// <summary>A condition, assumed until a conditional theorem discharges it.</summary>
    public static Rule Hypothesis { get; } =
        new("hypothesis", "a condition holds where it is assumed", "natural deduction");

    /// <summary>Equality in every N ⋊ H with H abelian.</summary>
    public static Rule CommutingPointElements { get; } =
        new(
            "commuting point elements",
            "the normal forms of N ⋊ H with hk = kh in H, for an abelian H",
            Semidirect
        );

    /// <summary>Equality in ℤ^d ⋊ H for one finite H.</summary>
    public static Rule CasesOverH { get; } =
        new(
            "cases over H",
            "words are equal when they are for every choice of elements of a finite H as linear parts of the letters, the translation parts as ℤ-linear combinations of their images",
            "Cayley table and matrices of H"
        );

    /// <summary>Equality of terms in ℤ^d ⋊ H for one finite H.</summary>
    public static Rule ExpansionOverH { get; } =
        new(
            "expansion over H",
            "terms are equal when they are in each case of the linear parts of the free letters, H and windows written out as their elements, G as N for each element of H, a parameter 0 outside of its windows; sums and products are commutative, maxima and minima idempotent, n ↦ Mn + x is a bijection of N for M in GL(d, ℤ)",
            "Cayley table and matrices of H"
        );

    /// <summary>A turn of the variable of one window.</summary>
    public static Rule TurnedWindow { get; } =
        new(
            "turned window",
            "n ↦ a▹n = π_X(a·n) for a ∈ H, free of n, is a bijection of every H-stable window",
            Semidirect
        );

    /// <summary>A window of one point.</summary>
    public static Rule OnePointWindow { get; } =
        new("one-point window", "n = e for every n ∈ S = {0}", "computed on the points");

    /// <summary>A parameter on a window of one point.</summary>
    public static Rule OnePointParameter { get; } =
        new(
            "one-point parameter",
            "K(x) = K(h▹x) on an axis over S = {0}: h▹x = 0 just where x = 0, and K is 0 elsewhere",
            "computed on the points"
        );

    /// <summary>A theorem for each of several groups.</summary>
    public static Rule GroupByGroup { get; } =
        new(
            "group by group",
            "a formula is equivariant for each of the groups for which it is proved, each by itself",
            "natural deduction"
        );

    /// <summary>An isotropic parameter does not see turns.</summary>
    public static Rule IsotropicParameter { get; } =
        new(
            "isotropic parameter",
            "K(x) = K(h▹x) on the window axes of an isotropic K",
            Semidirect
        );

    /// <summary>Hypotheses become conditions of the theorem.</summary>
    public static Rule ConditionalTheorem { get; } =
        new(
            "conditional theorem",
            "a claim that rests on hypotheses holds under exactly these conditions",
            "natural deduction"
        );

    /// <summary>The output ignores h.</summary>
    public static Rule RightShift { get; } =
        new(
            "right shift",
            "Φ[f](g·κ) = … = Φ[f](g) for every κ ∈ H is a signal on the lattice",
            Semidirect
        );

    /// <summary>H ▹ S = S.</summary>
    public static Rule StableWindow { get; } =
        new("stable window", "the stabilizer of the points of S is H", "computed on the points");

    /// <summary>φ commutes with permutations of values.</summary>
    public static Rule PermutationRepresentation { get; } =
        new(
            "permutation representation",
            "on trivial and regular fibres H permutes the values, with which every pointwise φ commutes",
            "Cohen and Welling 2016, section 6.2"
        );

    /// <summary>An elementary block.</summary>
    public static Rule Layer { get; } =
        new(
            "layer",
            "an equivariant formula whose windows are H-stable; onto the lattice only if it ignores h",
            ShiftSource
        );

    /// <summary>A composition.</summary>
    public static Rule Composition { get; } =
        new("composition", "Ψ∘Φ∘L_ḡ = Ψ∘L_ḡ∘Φ = L_ḡ∘Ψ∘Φ", "composition of equivariant maps");

    /// <summary>A sum of branches.</summary>
    public static Rule SumOfBranches { get; } =
        new("sum of branches", "L_ḡ is additive", "sum of equivariant maps");

    /// <summary>A concatenation of branches.</summary>
    public static Rule Concatenation { get; } =
        new("concatenation", "L_ḡ acts on each channel alone", "direct sum of equivariant maps");

    /// <summary>An operator on a group as one on a subgroup.</summary>
    public static Rule Restriction { get; } =
        new(
            "restriction",
            "K ≤ H: Φ|K[L_ḡ f]_{c,i}(ḡ·g) = Φ[L_ḡ f]_c(ḡ·g·t_i) = Φ[f]_c(g·t_i) for ḡ ∈ ℤ^d ⋊ K",
            "Weiler and Cesa 2019, General E(2)-equivariant steerable CNNs, section 2.6"
        );

    /// <summary>Every rule by which something is proved: those of derivations, then the laws of terms, then those of functions.</summary>
    public static EqArray<Rule> All => [.. OfDerivations, .. TermLaws, .. FunctionLaws];

    /// <summary>Every rule that is no law of terms or of functions.</summary>
    public static EqArray<Rule> OfDerivations { get; } =
    [
        PositionVariable,
        MovedPosition,
        RelativeVariable,
        ConstantElement,
        Unit,
        Difference,
        ProductOfElements,
        InverseElement,
        PointPart,
        TranslationPart,
        IndexVariable,
        IndexLiteral,
        IndexInGroup,
        Number,
        SignalValue,
        ParameterValue,
        PointwiseFunction,
        SumOfTerms,
        ProductOfTerms,
        ReductionOverPositions,
        ReductionOverElements,
        ReductionOverChannels,
        FreeTheorem,
        Definition,
        LeftInvariance,
        TranslatedSignal,
        GroupWords,
        EqualNormalForms,
        UniformShift,
        Reindexing,
        SignalOnLattice,
        ParameterAxis,
        ChangeOfVariable,
        ReindexingByShift,
        Symmetry,
        Hypothesis,
        CommutingPointElements,
        CasesOverH,
        ExpansionOverH,
        TurnedWindow,
        OnePointWindow,
        OnePointParameter,
        IsotropicParameter,
        ConditionalTheorem,
        GroupByGroup,
        RightShift,
        StableWindow,
        PermutationRepresentation,
        Layer,
        Composition,
        SumOfBranches,
        Concatenation,
        Restriction,
    ];

    private static Rule Free(string name, string law) => new(name, law, FreeTheoremSource);
}
