using AgeFormal.Algebra;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Learning.Training;

/// <summary>A completed training.</summary>
/// <param name="History">One report for each epoch.</param>
/// <param name="Parameters">
/// The parameters and running statistics after the last epoch, F32, under their full names. The metadata hold
/// <c>network</c>, <c>recipe</c>, <c>seed</c>, <c>training</c>, <c>validation</c>, <c>library</c> and, where the set knows
/// it, <c>preprocessing</c>.
/// </param>
public sealed record TrainingResult(EqArray<EpochReport> History, TensorFile Parameters);
