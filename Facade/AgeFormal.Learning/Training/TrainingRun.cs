using AgeFormal.Algebra;

namespace AgeFormal.Learning.Training;

/// <summary>A network after a training, and how it went.</summary>
/// <param name="Trained">The network with the parameters after the last epoch.</param>
/// <param name="Result">The reports and the parameters as a file.</param>
public sealed record TrainingRun(TrainedNetwork Trained, TrainingResult Result)
{
    /// <summary>One report for each epoch.</summary>
    public EqArray<EpochReport> History => Result.History;
}
