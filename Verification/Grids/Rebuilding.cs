using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>From a typed operator back to the building block that it is the typing of.</summary>
internal static class Rebuilding
{
    /// <summary>The operator without types, its parts under their own names.</summary>
    public static Op Untyped(TypedOp op) => With(op, op.Leaves().Select(leaf => (Op)leaf.Op));

    /// <summary>The operator without types, its elementary blocks replaced by the given ones, in the order of execution.</summary>
    public static Op With(TypedOp op, IEnumerable<Op> leaves)
    {
        using var next = leaves.GetEnumerator();
        return Rebuild(op, next);
    }

    private static Op Rebuild(TypedOp op, IEnumerator<Op> leaves) =>
        op.Match(
            leaf =>
                leaves.MoveNext()
                    ? leaves.Current
                    : throw new ArgumentException(
                        $"One block for each of the operator is expected, none is left for '{leaf.Path}'.",
                        nameof(leaves)
                    ),
            sequence => new Op.Sequence(Parts(sequence, sequence.Layers, leaves)),
            sum => new Op.Sum(Parts(sum, sum.Branches, leaves)),
            concatenation => new Op.Concatenation(
                Parts(concatenation, concatenation.Branches, leaves)
            )
        );

    private static EqArray<Layer> Parts(
        TypedOp outer,
        EqArray<TypedOp> parts,
        IEnumerator<Op> leaves
    ) =>
        parts
            .Select(part => new Layer(Name(outer.Path, part.Path), Rebuild(part, leaves)))
            .ToEqArray();

    /// <summary>The path of a part relative to the whole.</summary>
    private static string Name(string outer, string path) =>
        path.Length == outer.Length ? ""
        : outer.Length == 0 ? path
        : path[(outer.Length + 1)..];
}
