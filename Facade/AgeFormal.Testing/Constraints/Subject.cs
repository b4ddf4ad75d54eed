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
            TypedOp op => Typing.Elaborate(op.Untyped(), input(op.Input)),
            Network network => Typing.Elaborate(network.Body, input(network.Input)),
            TorchNetwork network => Rebuild(network.Op, input),
            _ => throw Unknown(subject, "an operator (Op, TypedOp) or a network"),
        };

    public static ArgumentException Unknown(object? subject, string expected) =>
        new($"Expected {expected}, received {subject?.GetType().Name ?? "null"}.");
}
