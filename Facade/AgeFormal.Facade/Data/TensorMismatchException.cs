using AgeFormal.Algebra;

namespace AgeFormal.Facade;

/// <summary>A file of tensors does not hold what it is read for. The message names file, tensor, value and expectation.</summary>
public sealed class TensorMismatchException : Exception
{
    internal TensorMismatchException(string file, string tensor, string found, string expected)
        : base(
            $"{Excerpt.Of(file, 1000)}, tensor '{Excerpt.Of(tensor)}': found {found}; expected {expected}."
        )
    {
        File = file;
        Tensor = tensor;
        Found = found;
        Expected = expected;
    }

    /// <summary>The path, or the name that the caller gave to the content.</summary>
    public string File { get; }

    /// <summary>The tensor concerned.</summary>
    public string Tensor { get; }

    /// <summary>The offending value.</summary>
    public string Found { get; }

    /// <summary>What was expected in its place.</summary>
    public string Expected { get; }
}
