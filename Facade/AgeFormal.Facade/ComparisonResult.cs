using AgeFormal.Algebra;

namespace AgeFormal.Facade;

/// <summary>A network's tensors beside recorded ones.</summary>
/// <param name="Network">The name of the network.</param>
/// <param name="Examples">The number of inputs.</param>
/// <param name="Tensors">The comparisons: logits first, then the layers in the order of execution.</param>
public sealed record ComparisonResult(
    string Network,
    int Examples,
    EqArray<TensorComparison> Tensors
)
{
    /// <summary>The largest relative error of any tensor.</summary>
    public double MaxRelativeError => Tensors.Max(tensor => tensor.RelativeError);

    /// <summary>Whether every tensor is within the tolerance.</summary>
    public bool IsWithin(double tolerance) => MaxRelativeError <= tolerance;
}
