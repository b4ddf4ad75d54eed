using System.Globalization;
using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data;

/// <summary>
/// A file of images or a folder of them is damaged or not what was expected. The message names file, byte, what was found there
/// and what was expected.
/// </summary>
public sealed class DataFormatException : Exception
{
    internal DataFormatException(
        string file,
        long? offset,
        string found,
        string expected,
        Exception? cause = null
    )
        : base(
            $"{Excerpt.Of(file, 1000)}: {At(offset)}found {Excerpt.Of(found, 1000)}; expected {Excerpt.Of(expected, 2000)}.",
            cause
        )
    {
        File = file;
        Offset = offset;
        Found = found;
        Expected = expected;
    }

    /// <summary>The path, or the name that the caller gave to the content; for what is in an archive, both names.</summary>
    public string File { get; }

    /// <summary>The byte of the file, or of its unpacked content, that the fault is at; null where no byte can be named.</summary>
    public long? Offset { get; }

    /// <summary>What was found.</summary>
    public string Found { get; }

    /// <summary>What was expected in its place.</summary>
    public string Expected { get; }

    private static string At(long? offset) =>
        offset is { } known ? string.Create(CultureInfo.InvariantCulture, $"byte {known}: ") : "";
}
