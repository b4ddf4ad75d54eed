using AgeFormal.Algebra;

namespace AgeFormal.Verification.Specialisations;

/// <summary>
/// The laws by which terms are simplified. Reductions over N are read as for equivariance: signals of finite support or on a
/// torus.
/// </summary>
internal static class InstanceRules
{
    private const string Ring = "commutative ring of values";
    private const string Reductions = "finite sums, means, maxima and minima";

    /// <summary>Sums of products.</summary>
    public static Rule RingLaws { get; } = Rules.RingLaws;

    /// <summary>φ(0) for the functions whose value there is rational.</summary>
    public static Rule KnownValue { get; } =
        new(
            "known value",
            "σ(0) = 1/2, exp 0 = 1, relu 0 = tanh 0 = |0| = 0² = √0 = id 0 = 0",
            Ring
        );

    /// <summary>G = N·H.</summary>
    public static Rule ElementsOfTheGroup { get; } =
        new(
            "elements of the group",
            "Red[r ∈ G] t(r) = Red[k ∈ H] Red[n ∈ N] t(n·k): every r is n·k once",
            "semidirect product N ⋊ H"
        );

    /// <summary>Σ and mean are additive.</summary>
    public static Rule Additivity { get; } = Rules.Additivity;

    /// <summary>Σ and mean are homogeneous.</summary>
    public static Rule Homogeneity { get; } = Rules.Homogeneity;

    /// <summary>A reduction over an unused variable.</summary>
    public static Rule UnusedVariable { get; } =
        new(
            "unused variable",
            "mean, max and min of t over v not in t are t, the sum over Ch(n) is n·t, a sum of 0 is 0",
            Reductions
        );

    /// <summary>A sum in which one summand is not zero.</summary>
    public static Rule UnitSummand { get; } =
        new("unit summand", "Σ_v [v = w]·t(v) = t(w) where v takes the value w once", Reductions);

    /// <summary>Reductions commute.</summary>
    public static Rule Exchange { get; } =
        new(
            "exchange",
            "Red_u Red_v t = Red_v Red_u t for one operation, and for Σ and mean",
            Reductions
        );

    /// <summary>Bound names do not matter.</summary>
    public static Rule Renaming { get; } = Rules.Renaming;

    /// <summary>Every rule of an instance proof.</summary>
    public static EqArray<Rule> All { get; } =
    [
        RingLaws,
        KnownValue,
        ElementsOfTheGroup,
        Additivity,
        Homogeneity,
        UnusedVariable,
        UnitSummand,
        Exchange,
        Renaming,
        Rules.GroupWords,
        Rules.SignalOnLattice,
        Rules.ParameterAxis,
        Rules.ChangeOfVariable,
    ];
}
