using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>
/// The smallest change of each kind that makes an operator exact for all of H. A change is only proposed when the changed
/// operator type-checks and its tap tables say so.
/// </summary>
internal static class Repairs
{
    public static EqArray<Repair> Of(TypedOp op)
    {
        // No change of a layer repairs an input grid that H does not map to itself.
        var isStable = op.Input.Group.Group.Elements.All(h =>
            GridStability.Reason(op.Input, h) is null
        );
        return new[]
        {
            SizeRepair.Find(op),
            isStable ? PaddingRepair.Find(op) : null,
            isStable ? PoolingRepair.Find(op) : null,
        }
            .OfType<Repair>()
            .ToEqArray();
    }
}
