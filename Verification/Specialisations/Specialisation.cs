using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Operators.Language;

namespace AgeFormal.Verification.Specialisations;

/// <summary>The statement D[θ := θ′] = D′: a design is another one at a choice of its parameters.</summary>
/// <param name="General">D.</param>
/// <param name="Special">D′, with the input, the outputs and the bound names of D.</param>
/// <param name="Replacements">θ′: every parameter of D, by parameters of D′, numbers and functions.</param>
public sealed record Specialisation(
    Design General,
    Design Special,
    EqArray<Replacement> Replacements
)
{
    /// <summary>D, its formula on the group.</summary>
    public Design General { get; init; } = OnGroup(General);

    /// <summary>D′, its formula on the group.</summary>
    public Design Special { get; init; } = OnGroup(Special);

    /// <summary>The statement with replacements as they are written.</summary>
    /// <param name="general">D.</param>
    /// <param name="special">D′.</param>
    /// <param name="where">
    /// For example <c>psi(k, n; o, c) := 2 [k = e] [n = e] [o = c]</c>, a term of the design language over the formal arguments
    /// and the parameters of D′. A parameter that both designs declare alike stays where none is written for it.
    /// </param>
    /// <exception cref="SpecialisationException">A text is no replacement of a parameter of D.</exception>
    public static Specialisation Parse(Design general, Design special, EqArray<string> where)
    {
        ArgumentNullException.ThrowIfNull(general);
        ArgumentNullException.ThrowIfNull(special);
        return SpecialisationText.Parse(general, special, where);
    }

    /// <summary>For example <c>squeeze-excitation = attentive-map[W1 := …]</c>.</summary>
    public override string ToString() =>
        $"{Special.Name} = {General.Name}[{string.Join(", ", Replacements)}]";

    private static Design OnGroup(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        return design with { Formula = design.Formula.OnGroup };
    }
}

/// <summary>W(r…; c…) := t where the conditions hold, and 0 elsewhere.</summary>
/// <param name="Parameter">W.</param>
/// <param name="Elements">r…, the formal relative elements in the order of the axes over H and windows.</param>
/// <param name="Channels">c…, the formal channel indices in the order of the channel axes.</param>
/// <param name="Value">t, a term over r…, c… without the signal and without reductions.</param>
public sealed record Replacement(
    string Parameter,
    EqArray<string> Elements,
    EqArray<string> Channels,
    Term Value
)
{
    /// <summary>The formal elements that have to be e: the part that the axis reads.</summary>
    public EqArray<string> Units { get; init; } = [];

    /// <summary>The pairs of formal channel indices that have to be equal.</summary>
    public EqArray<(string Left, string Right)> Equal { get; init; } = [];

    /// <summary>For example <c>ψ(k, n; o, c) := 2 [k = e] [n = e] [o = c]</c>.</summary>
    public override string ToString() =>
        $"{Parameter}({string.Join(", ", Elements)}; {string.Join(", ", Channels)}) := {Value}"
        + string.Concat(Units.Select(unit => $" [{unit} = e]"))
        + string.Concat(Equal.Select(pair => $" [{pair.Left} = {pair.Right}]"));
}

/// <summary>A specialisation does not fit its designs.</summary>
/// <param name="part">The part.</param>
/// <param name="reason">What was found and what was expected.</param>
public sealed class SpecialisationException(string part, string reason)
    : ArgumentException(
        $"The specialisation does not fit at '{part}': {reason}{(reason.EndsWith('?') ? "" : ".")}"
    )
{
    /// <summary>The part.</summary>
    public string Part { get; } = part;

    /// <summary>What was found and what was expected.</summary>
    public string Reason { get; } = reason;
}
