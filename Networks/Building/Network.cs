using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>A network as a value: an operator with the type of its input. It holds no weights and runs nothing.</summary>
/// <param name="Name">The systematic name, for example <c>p4-cnn</c>.</param>
/// <param name="Body">The operator.</param>
/// <param name="Input">The type of the input.</param>
public sealed record Network(string Name, Op Body, FieldType Input)
{
    /// <summary>The operator with all types, parameters and meanings.</summary>
    /// <exception cref="TypingException">A layer does not fit its input.</exception>
    public TypedOp Elaborate() => Typing.Elaborate(Body, Input);

    /// <summary>The number of trained values.</summary>
    public int CountParameters() =>
        Elaborate().Parameters().Where(p => p.Declaration.Trained).Sum(p => p.Declaration.Count);
}
