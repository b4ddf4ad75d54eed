using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Programs.Blocks;

/// <summary>
/// Where each entry of a transformed kernel is read: (Lₕ ψ)(k, x) = ψ(h⁻¹k, h⁻¹ ▹ x) for all h, k and x of the window's
/// box, as indices into the stored axes <c>[h̃, x]</c> of ψ; −1 outside of the window's outline.
/// </summary>
/// <param name="Indices">The table <c>[h, k, …box]</c>, row-major.</param>
/// <param name="Stored">The number of stored values per output and input channel.</param>
internal sealed record KernelTable(EqArray<int> Indices, int Stored)
{
    public static KernelTable Of(FieldType input, Region window)
    {
        var points = window.Points();
        var orbit =
            input.Fibre == Fibre.Trivial
                ? GroupAction.OrbitOnPlane(input.Group, points)
                : GroupAction.OrbitOnGroup(input.Group, points);
        var inside = points.Points.Select(window.BoxIndexOf).ToArray();
        var table = new int[orbit.Count / points.Count * window.BoxCount];
        Array.Fill(table, -1);
        for (var i = 0; i < orbit.Count; i++)
            table[i / points.Count * window.BoxCount + inside[i % points.Count]] = orbit[i];
        return new(EqArray.Create<int>(table), input.FibreSize * points.Count);
    }
}
