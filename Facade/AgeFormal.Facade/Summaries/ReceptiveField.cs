using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Summaries;

/// <summary>
/// The box of input points on which an output value may depend, by the geometry of the layers, and the distance of
/// neighbouring output points in input points. A layer with extent e and stride s maps sides r and steps j to r + j·e and
/// j·s, upsampling by u to r + j·(u − 1)/u and j/u, since e steps behind it are at most (e + u − 1)/u in front of it; r is at
/// most the side of the network's input, and whole.
/// </summary>
/// <param name="Sides">r per axis.</param>
/// <param name="Steps">j per axis.</param>
/// <remarks>
/// Extents: d(k − 1) for windows; for spatial attention that of its window, in steps of the layer's output, added; the whole
/// grid for global pooling and for channel attention, whose statistics are over space; for custom designs the sum of the
/// windows that are nested in the formula, or the whole grid where it ranges over all translations. Branches of a sum or a
/// concatenation count with their largest.
/// </remarks>
public sealed record ReceptiveField(EqArray<int> Sides, EqArray<Rational> Steps)
{
    // r before it is made whole and at most the whole grid.
    private EqArray<Rational> Reach { get; init; } =
        Sides.Select(side => (Rational)side).ToEqArray();

    /// <summary>A single point of a grid.</summary>
    public static ReceptiveField Point(Region grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return new(
            Enumerable.Repeat(1, grid.Dimension).ToEqArray(),
            Enumerable.Repeat(Rational.One, grid.Dimension).ToEqArray()
        );
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
                    Largest(both.Branches.Select(branch => Visit(branch, before))),
                restriction: restriction => Visit(restriction.Body, before)
            );
    }

    private static ReceptiveField Largest(IEnumerable<ReceptiveField> fields) =>
        fields.Aggregate(
            (left, right) =>
                Of(
                    left.Reach.Zip(right.Reach, Larger).ToEqArray(),
                    left.Steps.Zip(right.Steps, Larger).ToEqArray()
                )
        );

    private ReceptiveField After(TypedOp.Elementary leaf, Region whole)
    {
        var extent = Extents.Of(leaf);
        var geometry = leaf.Meaning.Geometry;
        Rational Reached(int axis) =>
            extent is not { } of
                ? whole.Sizes[axis]
                : Smaller(
                    whole.Sizes[axis],
                    Reach[axis]
                        + Steps[axis]
                            * (
                                of[axis]
                                + new Rational(
                                    geometry.Upsampling[axis] - 1,
                                    geometry.Upsampling[axis]
                                )
                            )
                );
        return Of(
            Enumerable.Range(0, Steps.Count).Select(Reached).ToEqArray(),
            Steps
                .Select(
                    (step, axis) =>
                        step * new Rational(geometry.Stride[axis], geometry.Upsampling[axis])
                )
                .ToEqArray()
        );
    }

    private static ReceptiveField Of(EqArray<Rational> reach, EqArray<Rational> steps) =>
        new(reach.Select(Ceiling).ToEqArray(), steps) { Reach = reach };

    private static int Ceiling(Rational value) =>
        (int)((value.Numerator + value.Denominator - 1) / value.Denominator);

    private static Rational Larger(Rational left, Rational right) => left < right ? right : left;

    private static Rational Smaller(Rational left, Rational right) => left < right ? left : right;
}
