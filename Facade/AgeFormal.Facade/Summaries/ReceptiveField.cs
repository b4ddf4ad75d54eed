using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Summaries;

/// <summary>
/// The box of input points on which an output value may depend, by the geometry of the layers, and the distance of
/// neighbouring output points in input points. A layer with extent e and stride s maps sides r and steps j to r + j·e and
/// j·s; r is at most the side of the network's input.
/// </summary>
/// <param name="Sides">r per axis.</param>
/// <param name="Steps">j per axis.</param>
/// <remarks>
/// Extents: d(k − 1) for windows; for spatial attention that of its window, in steps of the layer's output, added; the whole
/// grid for global pooling and for channel attention, whose statistics are over space; for custom designs the sum of the
/// windows that are nested in the formula, or the whole grid where it ranges over all translations. Branches of a sum or a
/// concatenation count with their largest.
/// </remarks>
public sealed record ReceptiveField(EqArray<int> Sides, EqArray<int> Steps)
{
    /// <summary>A single point of a grid.</summary>
    public static ReceptiveField Point(Region grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var ones = Enumerable.Repeat(1, grid.Dimension).ToEqArray();
        return new(ones, ones);
    }

    /// <summary>For example <c>5×5</c>.</summary>
    public override string ToString() => string.Join('×', Sides);

    /// <summary>The receptive fields after each elementary block, in the order of execution.</summary>
    internal static EqArray<ReceptiveField> Of(TypedOp op)
    {
        var fields = new List<ReceptiveField>();
        Visit(op, Point(op.Input.Grid));
        return fields.ToEqArray();

        ReceptiveField Visit(TypedOp part, ReceptiveField before) =>
            part.Match(
                elementary: leaf =>
                {
                    fields.Add(before.After(leaf, op.Input.Grid));
                    return fields[^1];
                },
                sequence: sequence =>
                    sequence.Layers.Aggregate(before, (field, layer) => Visit(layer, field)),
                sum: sum => Largest(sum.Branches.Select(branch => Visit(branch, before))),
                concatenation: both =>
                    Largest(both.Branches.Select(branch => Visit(branch, before)))
            );
    }

    private static ReceptiveField Largest(IEnumerable<ReceptiveField> fields) =>
        fields.Aggregate(
            (left, right) =>
                new(
                    left.Sides.Zip(right.Sides, Math.Max).ToEqArray(),
                    left.Steps.Zip(right.Steps, Math.Max).ToEqArray()
                )
        );

    private ReceptiveField After(TypedOp.Elementary leaf, Region whole)
    {
        var extent = leaf.Op.Fold(new Extents(leaf));
        var stride = leaf.Meaning.Geometry.Stride;
        return new(
            Sides
                .Select(
                    (side, axis) =>
                        extent is null
                            ? whole.Sizes[axis]
                            : (int)
                                Math.Min(
                                    whole.Sizes[axis],
                                    side + (long)Steps[axis] * extent.Value[axis]
                                )
                )
                .ToEqArray(),
            Steps.Select((step, axis) => checked(step * stride[axis])).ToEqArray()
        );
    }
}
