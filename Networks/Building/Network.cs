using AgeFormal.Networks.Building;
using AgeFormal.Operators;

namespace AgeFormal.Networks;

/// <summary>A network as a value: an operator with the type of its input. It holds no weights and runs nothing.</summary>
/// <param name="Name">The systematic name, for example <c>p4-cnn</c>.</param>
/// <param name="Body">The operator.</param>
/// <param name="Input">The type of the input.</param>
public sealed record Network(string Name, Op Body, FieldType Input)
{
    private const int MostClasses = 1 << 20;

    /// <summary>The operator with all types, parameters and meanings.</summary>
    /// <exception cref="TypingException">A layer does not fit its input.</exception>
    public TypedOp Elaborate() => Typing.Elaborate(Body, Input);

    /// <summary>
    /// The network with a head of another number of classes: the last block that says how many channels it has. Its name is
    /// that of the network with <c>-cN</c> behind it, <c>p4-allcnn-c9</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The network is no classifier whose head can be changed, or the number is not from 1 to 2²⁰.</exception>
    /// <exception cref="TypingException">A layer does not fit its input.</exception>
    public Network WithClasses(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, MostClasses);
        return NetworkHead.Replaced(this, classes);
    }

    /// <summary>The number of trained values.</summary>
    public int CountParameters() =>
        Elaborate().Parameters().Where(p => p.Declaration.Trained).Sum(p => p.Declaration.Count);
}
