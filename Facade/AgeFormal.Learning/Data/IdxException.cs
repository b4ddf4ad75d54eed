using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data;

/// <summary>An idx file, or a set of them, breaks the format. The message names file, field, value and expectation.</summary>
public sealed class IdxException : Exception
{
    internal IdxException(
        string file,
        string field,
        string found,
        string expected,
        Exception? cause = null
    )
        : base($"{Excerpt.Of(file, 1000)}: {field}: found {found}; expected {expected}.", cause)
    {
        File = file;
        Field = field;
        Found = found;
        Expected = expected;
    }

    /// <summary>The path, or the name that the caller gave to the stream.</summary>
    public string File { get; }

    /// <summary>The part of the file concerned.</summary>
    public string Field { get; }

    /// <summary>The offending value.</summary>
    public string Found { get; }

    /// <summary>What was expected in its place.</summary>
    public string Expected { get; }
}
