using AgeFormal.Algebra;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Training;

/// <summary>The tensors that a step changes, as values.</summary>
/// <param name="Parameters">Parameters and running statistics by full name.</param>
/// <param name="Moments">What the optimizer remembers of each parameter, by full name: one file for each moment.</param>
/// <param name="Average">The moving average of parameters and running statistics; null where the recipe keeps none.</param>
public sealed record TrainedValues(
    TensorFile Parameters,
    EqArray<TensorFile> Moments,
    TensorFile? Average
)
{
    /// <summary>What is validated: the average where there is one, else the parameters.</summary>
    public TensorFile Evaluated => Average ?? Parameters;
}
