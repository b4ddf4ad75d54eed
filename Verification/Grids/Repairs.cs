using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>The smallest change of each kind that makes an operator exact.</summary>
internal static class Repairs
{
    public static EqArray<Repair> Of(TypedOp op) => [];
}
