namespace AgeFormal.Learning.Training;

/// <summary>What an epoch of a training gave.</summary>
/// <param name="Epoch">The epoch, from 1 on.</param>
/// <param name="Epochs">The number of epochs of the training.</param>
/// <param name="LearningRate">The rate of the epoch.</param>
/// <param name="TrainingLoss">The cross-entropy in nats, averaged over the examples as they were trained on.</param>
/// <param name="ValidationLoss">The cross-entropy in nats over the validation set after the epoch; null without one.</param>
/// <param name="ValidationErrorPercent">The misclassified part of the validation set in percent; null without one.</param>
/// <param name="Seconds">The duration of the epoch with its validation.</param>
public sealed record EpochReport(
    int Epoch,
    int Epochs,
    double LearningRate,
    double TrainingLoss,
    double? ValidationLoss,
    double? ValidationErrorPercent,
    double Seconds
);
