namespace AgeFormal.Operators.Language;

/// <summary>A part of a text, from a character to before another one; lines and columns count from 1.</summary>
/// <param name="Line">The line of the first character.</param>
/// <param name="Column">The column of the first character.</param>
/// <param name="EndLine">The line of the last character.</param>
/// <param name="EndColumn">The column after the last character.</param>
public readonly record struct SourceSpan(int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>Whether the character at a line and column belongs to it.</summary>
    public bool Holds(int line, int column) =>
        (line > Line || line == Line && column >= Column)
        && (line < EndLine || line == EndLine && column < EndColumn);

    /// <summary>For example <c>8:20</c>.</summary>
    public override string ToString() => $"{Line}:{Column}";
}
