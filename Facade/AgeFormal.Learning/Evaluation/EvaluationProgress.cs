namespace AgeFormal.Learning;

/// <summary>How far a run over a set has come.</summary>
/// <param name="Done">The examples that are classified.</param>
/// <param name="Total">The size of the set.</param>
/// <param name="Errors">The wrong classes among those done.</param>
public sealed record EvaluationProgress(int Done, int Total, int Errors);
