namespace AgeFormal.Operators.Language;

/// <summary>A place in a text; both count from 1.</summary>
internal readonly record struct Position(int Line, int Column);
