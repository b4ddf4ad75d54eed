namespace AgeFormal.Verification.Proving;

/// <summary>A simplification by laws ended at one of its bounds; caught where it began.</summary>
/// <param name="bound">The bound, as it is told.</param>
internal sealed class LawBoundException(string bound) : Exception($"The bound of {bound} is spent.")
{
    /// <summary>The bound.</summary>
    public string Bound { get; } = bound;
}
