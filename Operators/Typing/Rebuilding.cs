using AgeFormal.Algebra;

namespace AgeFormal.Operators;

/// <summary>From a typed operator back to the building block that it is the typing of.</summary>
internal static class Rebuilding
{
    public static Op Of(TypedOp op, IEnumerable<Op> leaves)
    {
        using var next = leaves.GetEnumerator();
        var untyped = Rebuild(op, next);
        return next.MoveNext()
            ? throw new ArgumentException(
                $"One block for each of the operator is expected, more than {op.Leaves().Count()} are given.",
                nameof(leaves)
            )
            : untyped;
    }

    private static Op Rebuild(TypedOp op, IEnumerator<Op> leaves) =>
        op.Match(
            elementary: leaf =>
                leaves.MoveNext()
                    ? leaves.Current
                    : throw new ArgumentException(
                        $"One block for each of the operator is expected, none is left for '{leaf.Path}'.",
                        nameof(leaves)
                    ),
            sequence: sequence => new Op.Sequence(Parts(sequence, sequence.Layers, leaves)),
            sum: sum => new Op.Sum(Parts(sum, sum.Branches, leaves)),
            concatenation: concatenation => new Op.Concatenation(
                Parts(concatenation, concatenation.Branches, leaves)
            ),
            restriction: restriction => new Op.Restriction(
                restriction.Body.Input.Group,
                Rebuild(restriction.Body, leaves)
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
