using AgeFormal.Programs.Steps;

namespace AgeFormal.Networks.Onnx.Reading;

/// <summary>A value of a graph that is read: a constant, or a tensor of the program.</summary>
internal abstract record ReadValue
{
    private ReadValue() { }

    /// <summary>A constant.</summary>
    public sealed record Constant(ReadTensor Tensor) : ReadValue;

    /// <summary>A tensor that depends on the input.</summary>
    public sealed record Signal(Node Node) : ReadValue;

    /// <summary>One function per case.</summary>
    public T Match<T>(Func<Constant, T> constant, Func<Signal, T> signal) =>
        this switch
        {
            Constant value => constant(value),
            Signal value => signal(value),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
