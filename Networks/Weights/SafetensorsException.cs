using AgeFormal.Algebra;

namespace AgeFormal.Networks.Weights;

/// <summary>A safetensors file breaks the format. The message names file, tensor, value and what was expected.</summary>
public sealed class SafetensorsException : Exception
{
    private const int ShownLength = 120;

    internal SafetensorsException(
        SafetensorsFault fault,
        string file,
        string? tensor,
        string found,
        string expected,
        Exception? cause = null
    )
        : base(
            $"{Excerpt.Of(file, 1000)}{(tensor is null ? "" : $", tensor '{Clip(tensor)}'")}: found {Clip(found)}; expected {expected}.",
            cause
        )
    {
        Fault = fault;
        File = file;
        Tensor = tensor;
        Found = found;
        Expected = expected;
    }

    /// <summary>The kind of the violation.</summary>
    public SafetensorsFault Fault { get; }

    /// <summary>The path, or the name that the caller gave to the stream.</summary>
    public string File { get; }

    /// <summary>The tensor concerned; null when the fault concerns the file as a whole.</summary>
    public string? Tensor { get; }

    /// <summary>The offending value.</summary>
    public string Found { get; }

    /// <summary>What the format asks for in its place.</summary>
    public string Expected { get; }

    // A header may hold texts of many megabytes; a message shows their beginning.
    private static string Clip(string text) =>
        text.Length <= ShownLength ? text : text[..ShownLength] + "…";
}
