using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>Exactness of a whole operator on its grids.</summary>
/// <param name="Input">The input type.</param>
/// <param name="Output">The output type.</param>
/// <param name="Exact">
/// The elements of H that map the grids of input and output to themselves and are exact in every layer, ascending. This
/// suffices for the whole to be exact; that inexact layers undo each other on all data is not looked for.
/// </param>
/// <param name="Layers">The elementary blocks in the order of execution.</param>
/// <param name="Drifts">The distinct drifts of the centre over all paths.</param>
/// <param name="Disagreements">Sums and concatenations whose branches lie on different points.</param>
/// <param name="Translations">What becomes of translations.</param>
/// <param name="Repairs">Changes that make the operator exact for all of H, each verified by tap tables; empty where it is exact.</param>
public sealed record NetworkExactness(
    FieldType Input,
    FieldType Output,
    EqArray<int> Exact,
    EqArray<LayerExactness> Layers,
    EqArray<Drift> Drifts,
    EqArray<BranchDisagreement> Disagreements,
    TranslationExactness Translations,
    EqArray<Repair> Repairs
)
{
    /// <summary>Whether every element of H is exact.</summary>
    public bool IsExact => Exact.Count == Input.Group.Order;

    /// <summary>The exact subgroup.</summary>
    public Subgroup Subgroup => Subgroup.Of(Input.Group.Group, Exact);

    /// <summary>The layers that lose an element of H which the grid of their input keeps.</summary>
    public EqArray<LayerExactness> Blame => Layers.Where(layer => layer.IsResponsible).ToEqArray();

    /// <summary>The elements of H that are exact in one of the layers, which may be over a group that holds H.</summary>
    public EqArray<int> ExactIn(LayerExactness layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Exactness.Kept(
            Input.Group.Group.Elements.ToEqArray(),
            Input.Group,
            layer.Input.Group,
            layer.Exact
        );
    }

    /// <summary>The name of one of the layers: its path, or its place where it has none.</summary>
    public string NameOf(LayerExactness layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Path.Length > 0 ? layer.Path
            : Layers.Count == 1 ? "the operator"
            : $"layer {Layers.Index().First(item => ReferenceEquals(item.Item, layer)).Index + 1}";
    }

    /// <summary>The elements of H that map the input grid to another one.</summary>
    public EqArray<int> MovingInput =>
        Input
            .Group.Group.Elements.Where(h => Input.Grid.Transform(Input.Group, h) != Input.Grid)
            .ToEqArray();

    /// <summary>The exact subgroup and, where it is not H, who is to blame and how far the centre drifts.</summary>
    public string Summary => NetworkReason.Of(this);
}
