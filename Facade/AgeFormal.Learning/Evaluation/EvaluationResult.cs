using AgeFormal.Algebra;

namespace AgeFormal.Learning;

/// <summary>How a network classified a labelled set.</summary>
/// <param name="Network">The name of the network.</param>
/// <param name="Examples">The size of the set, at least 1.</param>
/// <param name="Errors">The number of wrong classes, of images or, where every point has one, of points.</param>
/// <param name="Loss">The mean cross-entropy in nats.</param>
/// <param name="Classes">The class found for each image, or for each of its points.</param>
public sealed record EvaluationResult(
    string Network,
    int Examples,
    int Errors,
    double Loss,
    EqArray<int> Classes
)
{
    /// <summary>The label of each image, or of each of its points, beside <see cref="Classes"/>.</summary>
    public EqArray<int> Labels { get; init; } = [];

    /// <summary>What was taken for what.</summary>
    /// <param name="names">The names of the classes.</param>
    /// <exception cref="ArgumentException">There are no labels for all classes, or not a name for each.</exception>
    public ConfusionMatrix Confusion(EqArray<string> names) =>
        ConfusionMatrix.Of(Labels.AsSpan(), Classes.AsSpan(), names);

    /// <summary>The wrong part in percent.</summary>
    public double ErrorPercent => 100.0 * Errors / Classes.Count;

    /// <summary>The right part in percent.</summary>
    public double AccuracyPercent => 100.0 * (Classes.Count - Errors) / Classes.Count;
}
