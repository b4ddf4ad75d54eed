using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>
/// Where each entry of a transformed kernel is read: (Lₕ ψ)(k, x) = ψ(h⁻¹k, h⁻¹ ▹ x) for all h, k and x of the window's
/// box, as indices into the stored axes <c>[h̃, x]</c> of ψ; one past the end outside of the window's outline.
/// </summary>
/// <param name="Indices">The table <c>[h, k, …box]</c>, row-major.</param>
/// <param name="Stored">The number of stored values per output and input channel.</param>
internal sealed record KernelTable(EqArray<int> Indices, int Stored)
{
    /// <summary>Whether some box index lies outside of the outline.</summary>
    public bool HasOutside => Indices.Contains(Stored);

    public static KernelTable Of(FieldType input, Region window)
    {
        var points = window.Points();
        var orbit =
            input.Fibre == Fibre.Trivial
                ? GroupAction.OrbitOnPlane(input.Group, points)
                : GroupAction.OrbitOnGroup(input.Group, points);
        var stored = input.FibreSize * points.Count;
        var inside = points.Points.Select(window.BoxIndexOf).ToArray();
        var table = new int[orbit.Count / points.Count * window.BoxCount];
        Array.Fill(table, stored);
        for (var i = 0; i < orbit.Count; i++)
            table[i / points.Count * window.BoxCount + inside[i % points.Count]] = orbit[i];
        return new(EqArray.Create<int>(table), stored);
    }
}
