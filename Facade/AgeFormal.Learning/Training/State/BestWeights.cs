using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Training;

/// <summary>The weights of the epoch with the best validation so far.</summary>
/// <param name="Epoch">The epoch, from 1 on.</param>
/// <param name="Parameters">Parameters and running statistics by full name.</param>
public sealed record BestWeights(int Epoch, TensorFile Parameters);
