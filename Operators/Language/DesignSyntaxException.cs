using AgeFormal.Algebra;

namespace AgeFormal.Operators.Language;

/// <summary>A text is not a design: what was found, where, and what was expected there.</summary>
public sealed class DesignSyntaxException : Exception
{
    internal DesignSyntaxException(string source, Position at, string found, string expected)
        : base(
            $"{Excerpt.Of(source, 400)}:{at.Line}:{at.Column}: found {Excerpt.Of(found, 400)}; expected {Excerpt.Of(expected, 800)}."
        )
    {
        SourceName = source;
        Line = at.Line;
        Column = at.Column;
        Found = found;
        Expected = expected;
    }

    /// <summary>The name of the text, usually a file.</summary>
    public string SourceName { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column in UTF-16 code units, from 1.</summary>
    public int Column { get; }

    /// <summary>What was found.</summary>
    public string Found { get; }

    /// <summary>What was expected.</summary>
    public string Expected { get; }
}
