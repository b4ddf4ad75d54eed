using AgeFormal.Algebra;

namespace AgeFormal.Symmetry;

/// <summary>What a program does with each element of a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Findings">One for each element, in the order of the group.</param>
/// <param name="Layers">The elements that are carried as far as each layer.</param>
public sealed record SymmetryReport(
    PointGroup Group,
    EqArray<Finding> Findings,
    EqArray<LayerSymmetry> Layers
)
{
    /// <summary>
    /// The representation of the elements that are carried by which the output's channels move, for example
    /// <c>2 × regular, 3 × trivial</c>: one for each orbit of channels. Empty where no channel moves, where channels move
    /// together with space, or where equal weights leave a choice.
    /// </summary>
    public string OutputFields { get; init; } = "";

    /// <summary>Executed cases in which an element is lost.</summary>
    public EqArray<Witness> Witnesses { get; init; } = [];

    /// <summary>Whether every step carries every element on, bit by bit or within the tolerance.</summary>
    public bool IsCarried => Findings.All(finding => finding is Finding.Carried);

    /// <summary>The elements that every step carries on, bit by bit.</summary>
    public EqArray<int> Exact =>
        Findings
            .OfType<Finding.Carried>()
            .Where(finding => finding.Difference == 0)
            .Select(finding => finding.Element)
            .ToEqArray();

    /// <summary>
    /// Proved or within a difference where every element is carried; refuted where an executed case shows that one is lost;
    /// undecided otherwise.
    /// </summary>
    public SymmetryVerdict Verdict =>
        IsCarried
            ? Exact.Count == Findings.Count
                ? SymmetryVerdict.Proved
                : SymmetryVerdict.Within
            : Witnesses.Count > 0
                ? SymmetryVerdict.Refuted
                : SymmetryVerdict.Undecided;
}

/// <summary>Whether a program commutes with every element of a group.</summary>
public enum SymmetryVerdict
{
    /// <summary>Not known.</summary>
    Undecided,

    /// <summary>It does, for every input: the weights agree bit by bit.</summary>
    Proved,

    /// <summary>It would if numbers were equal that lie within a tolerance.</summary>
    Within,

    /// <summary>It does not: an input shows it (<see cref="Witness"/>).</summary>
    Refuted,
}
