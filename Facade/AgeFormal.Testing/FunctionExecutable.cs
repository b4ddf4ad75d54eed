using AgeFormal.Operators;

namespace AgeFormal.Testing;

/// <summary>A function from signals to signals behind the seam of execution, so that constraints and snapshots can run it.</summary>
/// <param name="Input">The type of the input.</param>
/// <param name="Output">The type of the output.</param>
/// <param name="Function">The function; it maps a batch to a batch of the same size.</param>
public sealed record FunctionExecutable(
    FieldType Input,
    FieldType Output,
    Func<Signal<double>, Signal<double>> Function
) : IExecutable
{
    /// <inheritdoc/>
    public string Execution => "float64 · function";

    /// <inheritdoc/>
    public Signal<double> Run(Signal<double> input) => Function(input);

    /// <summary>Nothing is held.</summary>
    public void Dispose() { }
}
