namespace AgeFormal.Learning.Training;

/// <summary>What an epoch of a training gave. Nothing in it depends on the clock: equal trainings give equal reports.</summary>
/// <param name="Epoch">The epoch, from 1 on.</param>
/// <param name="Epochs">The number of epochs of the training.</param>
/// <param name="LearningRate">The rate of the epoch's last step.</param>
/// <param name="TrainingLoss">The cross-entropy in nats, averaged over the examples as they were trained on.</param>
/// <param name="ValidationLoss">The cross-entropy in nats over the validation set after the epoch; null without one.</param>
/// <param name="ValidationErrorPercent">The misclassified part of the validation set in percent; null without one.</param>
public sealed record EpochReport(
    int Epoch,
    int Epochs,
    double LearningRate,
    double TrainingLoss,
    double? ValidationLoss,
    double? ValidationErrorPercent
)
{
    /// <summary>Whether the validation is better than that of another epoch: fewer errors or, at equal errors, a smaller loss.</summary>
    internal bool IsBetterThan(EpochReport other) =>
        (ValidationErrorPercent, ValidationLoss) is ({ } error, { } loss)
        && (other.ValidationErrorPercent, other.ValidationLoss) is ({ } otherError, { } otherLoss)
        && (error < otherError || (error <= otherError && loss < otherLoss));
}
