namespace AgeFormal.Symmetry.Walking;

/// <summary>Why a step has no motion.</summary>
/// <param name="Step">The step.</param>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Reason">What differs, or what there is no rule for.</param>
/// <param name="IsUnknown">Whether a rule is missing.</param>
internal sealed record Obstacle(int Step, string Layer, string Reason, bool IsUnknown);
