using AgeFormal.Algebra;
using AgeFormal.Networks;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;

namespace AgeFormal.Testing.Constraints;

/// <summary>Reading the subject of a constraint.</summary>
internal static class Subject
{
    /// <summary>The operator of a subject, built for the input that a function gives from its own one.</summary>
    public static TypedOp Rebuild(object? subject, Func<FieldType?, FieldType> input) =>
        subject switch
        {
            Op op => Typing.Elaborate(op, input(null)),
            TypedOp op => Typing.Elaborate(Untyped(op), input(op.Input)),
            Network network => Typing.Elaborate(network.Body, input(network.Input)),
            TorchNetwork network => Rebuild(network.Op, input),
            _ => throw Unknown(subject, "an operator (Op, TypedOp) or a network"),
        };

    public static ArgumentException Unknown(object? subject, string expected) =>
        new($"Expected {expected}, received {subject?.GetType().Name ?? "null"}.");

    private static Op Untyped(TypedOp op) =>
        op.Match<Op>(
            leaf => leaf.Op,
            sequence => new Op.Sequence(Layers(sequence.Layers, sequence.Path)),
            sum => new Op.Sum(Layers(sum.Branches, sum.Path)),
            concatenation => new Op.Concatenation(
                Layers(concatenation.Branches, concatenation.Path)
            )
        );

    // The law of paths: the part's path is Join(whole's path, name).
    private static EqArray<Layer> Layers(EqArray<TypedOp> parts, string path) =>
        parts
            .Select(part => new Layer(
                part.Path[
                    (path.Length == 0 || part.Path == path ? path.Length : path.Length + 1)..
                ],
                Untyped(part)
            ))
            .ToEqArray();
}
