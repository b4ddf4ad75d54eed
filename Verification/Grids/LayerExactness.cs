using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>Exactness of one elementary block on its grids: the tap table decides, the closed form explains.</summary>
/// <param name="Path">The path of the layer.</param>
/// <param name="Input">The input type.</param>
/// <param name="Output">The output type.</param>
/// <param name="Axes">The axes with their r.</param>
/// <param name="Elements">One per element of H, in index order.</param>
/// <param name="Translations">What becomes of translations.</param>
public sealed record LayerExactness(
    string Path,
    FieldType Input,
    FieldType Output,
    EqArray<AxisRemainder> Axes,
    EqArray<ElementExactness> Elements,
    TranslationExactness Translations
)
{
    /// <summary>Where the centre of the output lies.</summary>
    public Drift Drift => Drift.Of(Axes);

    /// <summary>The exact subgroup.</summary>
    public Subgroup Subgroup => Subgroup.Of(Input.Group.Group, Exact);

    /// <summary>The exact elements, ascending.</summary>
    public EqArray<int> Exact =>
        Elements.Where(element => element.IsExact).Select(element => element.Element).ToEqArray();

    /// <summary>Whether every element of H is exact.</summary>
    public bool IsExact => Elements.All(element => element.IsExact);

    /// <summary>
    /// Whether the layer itself loses an element: one that maps the grid of its input to itself. An element that does not
    /// was lost before.
    /// </summary>
    public bool IsResponsible => Elements.Any(element => element.IsLostHere);

    /// <summary>The elements on which the closed form and the tap table differ.</summary>
    public EqArray<ElementExactness> Disagreements =>
        Elements.Where(element => element.Disagrees).ToEqArray();

    /// <summary>
    /// The reasons in one sentence: the exact subgroup, r where it is not 0, what else stands against the other elements, and
    /// where closed form and tap table differ.
    /// </summary>
    public string Reason => LayerReason.Of(this);
}

/// <summary>Exactness of one element for one layer.</summary>
/// <param name="Element">The index of h.</param>
/// <param name="Name">The name of h.</param>
/// <param name="IsExact">What the tap table decides.</param>
/// <param name="Obstructions">What the closed form holds against it; empty where the closed form says exact.</param>
public sealed record ElementExactness(
    int Element,
    string Name,
    bool IsExact,
    EqArray<Obstruction> Obstructions
)
{
    /// <summary>Whether the closed form says exact.</summary>
    public bool IsExactByClosedForm => Obstructions.Count == 0;

    /// <summary>Whether closed form and tap table differ.</summary>
    public bool Disagrees => IsExact != IsExactByClosedForm;

    /// <summary>Whether the element is lost in this layer rather than by the grid that it is given.</summary>
    public bool IsLostHere =>
        !IsExact && !Obstructions.Any(reason => reason is Obstruction.InputMoves);
}
