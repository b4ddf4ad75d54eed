using AgeFormal.Algebra;

namespace AgeFormal.Learning;

/// <summary>How a network classified a labelled set.</summary>
/// <param name="Network">The name of the network.</param>
/// <param name="Examples">The size of the set, at least 1.</param>
/// <param name="Errors">The number of wrong classes.</param>
/// <param name="Loss">The mean cross-entropy in nats.</param>
/// <param name="Classes">The class found for each image.</param>
public sealed record EvaluationResult(
    string Network,
    int Examples,
    int Errors,
    double Loss,
    EqArray<byte> Classes
)
{
    /// <summary>The wrong part in percent.</summary>
    public double ErrorPercent => 100.0 * Errors / Examples;

    /// <summary>The right part in percent.</summary>
    public double AccuracyPercent => 100.0 * (Examples - Errors) / Examples;
}
