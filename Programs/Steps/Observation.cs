using AgeFormal.Operators;

namespace AgeFormal.Programs.Steps;

/// <summary>The tensor of a named layer or attention map.</summary>
/// <param name="Path">The full name.</param>
/// <param name="Type">The type of the signal.</param>
/// <param name="Step">The step.</param>
internal sealed record Observation(string Path, FieldType Type, int Step);
