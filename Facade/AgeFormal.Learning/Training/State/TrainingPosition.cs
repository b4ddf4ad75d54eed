namespace AgeFormal.Learning.Training;

/// <summary>How far a training has come.</summary>
/// <param name="Epoch">The complete epochs.</param>
/// <param name="Step">The steps done in the epoch under way.</param>
/// <param name="Update">The steps done in all.</param>
/// <param name="LossSum">The sum of the losses of the examples of the epoch under way.</param>
/// <param name="Seconds">The time trained, where the recipe ends by time; else 0, so that equal trainings have equal states.</param>
public sealed record TrainingPosition(
    int Epoch,
    int Step,
    long Update,
    double LossSum,
    double Seconds
)
{
    /// <summary>Before the first step.</summary>
    public static TrainingPosition Start { get; } = new(0, 0, 0, 0, 0);
}
