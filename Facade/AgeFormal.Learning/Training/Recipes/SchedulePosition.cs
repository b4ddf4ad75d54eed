using AgeFormal.Algebra;

namespace AgeFormal.Learning.Training;

/// <summary>Where in a training a step is: what a rate may depend on.</summary>
/// <param name="Epoch">The epoch, from 1 on.</param>
/// <param name="Epochs">The number of epochs of the recipe.</param>
/// <param name="Update">The steps before this one, of all epochs.</param>
/// <param name="UpdatesPerEpoch">The steps of an epoch.</param>
/// <param name="ValidationErrors">The error on the validation set after each epoch before this one, in percent.</param>
public sealed record SchedulePosition(
    int Epoch,
    int Epochs,
    long Update,
    int UpdatesPerEpoch,
    EqArray<double> ValidationErrors
)
{
    /// <summary>The part of all steps that is done, from 0 to 1.</summary>
    public double Progress =>
        Math.Clamp((double)Update / Math.Max(1, (long)Epochs * UpdatesPerEpoch), 0, 1);
}
