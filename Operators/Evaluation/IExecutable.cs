namespace AgeFormal.Operators;

/// <summary>
/// The seam through which a verification reaches an operator that runs: a function from signals to signals with known
/// types. The values cross it in double precision whatever precision runs behind it.
/// </summary>
public interface IExecutable : IDisposable
{
    /// <summary>The type of the input.</summary>
    FieldType Input { get; }

    /// <summary>The type of the output.</summary>
    FieldType Output { get; }

    /// <summary>The precision, device and kernel behind the seam, for reports: for example <c>float32 · cpu</c>.</summary>
    string Execution { get; }

    /// <summary>The output for a batch of inputs.</summary>
    Signal<double> Run(Signal<double> input);
}
