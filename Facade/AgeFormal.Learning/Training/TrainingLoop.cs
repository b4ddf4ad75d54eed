using AgeFormal.Learning.Data;
using AgeFormal.Networks;

namespace AgeFormal.Learning.Training;

/// <summary>
/// Training of a classifier of images or of their points: cross-entropy, a new order of the examples in every epoch, by a
/// recipe.
/// </summary>
/// <remarks>
/// Equal arguments give equal bits on one machine with one number of threads. The masks of dropout come from libtorch's
/// generator of the process, which is seeded before every step by the seed and the position: nothing else may draw from it
/// during a step.
/// </remarks>
public static class TrainingLoop
{
    /// <summary>
    /// The events of a training, each when it is asked for: between two of them nothing runs. Whoever stops asking ends the
    /// training.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="training">The examples to train on.</param>
    /// <param name="validation">Examples to validate by after each epoch, or null.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="from">The state to go on from; null for the initial parameters.</param>
    /// <param name="cadence">When states are handed out; after every epoch by default.</param>
    /// <param name="processes">
    /// The processes that make every step together, each with a part of the batch; null for this one alone. Equal arguments in
    /// all of them give what one process gives, up to rounding, and equal bits in all.
    /// </param>
    /// <param name="start">
    /// What the training begins with where there is no state to go on from, the same network; null for the initial parameters.
    /// </param>
    /// <param name="cancellation">Checked before each step; a state is handed out, then the cancellation is thrown.</param>
    /// <exception cref="ArgumentException">A set does not fit the network, or the recipe decides by a validation set that is not there.</exception>
    /// <exception cref="UnprovedDesignException">A custom design is not proved, and the recipe does not allow that.</exception>
    /// <exception cref="TrainingFileException">The state is one of another network, other data or another recipe.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss of a step, or after an epoch the loss over its last batch, the validation loss, a parameter or a statistic,
    /// is not finite.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<TrainingEvent> Events(
        Network network,
        IExamples training,
        IExamples? validation,
        TrainingRecipe recipe,
        TrainingState? from = null,
        CheckpointCadence? cadence = null,
        ICollective? processes = null,
        TrainedNetwork? start = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(recipe);
        cancellation.ThrowIfCancellationRequested();
        if (start is not null && start.Network != network)
            throw new ArgumentException(
                $"Expected to begin with parameters of {network.Name}, received those of {start.Network.Name}.",
                nameof(start)
            );
        _ = FrozenFront.Split(network.Elaborate(), recipe.FreezeUntil);
        if (validation is null && recipe.NeedsValidation)
            throw new ArgumentException(
                "The recipe keeps the best epoch, stops early or follows a plateau; expected a validation set.",
                nameof(validation)
            );
        if (!recipe.AllowUnproved)
            ProvedDesigns.Require(network.Elaborate());
        var data = DataIdentity.Of(training, validation);
        if (from is not null)
            Resumption.Require(from, network, recipe, data);
        return new TrainingProgress(
            network,
            training,
            validation,
            recipe,
            data,
            cadence ?? CheckpointCadence.Epochs,
            processes,
            start
        ).Events(from, cancellation);
    }

    /// <summary>Trains a network by sets of images in memory, to the end.</summary>
    /// <param name="network">The network.</param>
    /// <param name="training">The set to train on, as the network reads it.</param>
    /// <param name="validation">A set to validate by after each epoch, or null.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="progress">Receives a report after each epoch, on the calling thread.</param>
    /// <param name="cancellation">Checked before each step. Nothing is written in any case.</param>
    /// <exception cref="ArgumentException">A set is empty, does not fit the types of the network or holds a value that is not finite.</exception>
    /// <exception cref="UnprovedDesignException">A custom design is not proved, and the recipe does not allow that.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss of a step, or after an epoch the loss over its last batch, the validation loss, a parameter or a statistic,
    /// is not finite.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainingResult Run(
        Network network,
        ImageSet training,
        ImageSet? validation,
        TrainingRecipe recipe,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellation = default
    ) =>
        Run(
            network,
            training,
            validation,
            recipe,
            from: null,
            observers: progress is null ? [] : [new ProgressObserver(progress)],
            cancellation: cancellation
        );

    /// <summary>Trains a network by sets of images in memory, to the end, from a state on and under the eyes of observers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="training">The set to train on, as the network reads it.</param>
    /// <param name="validation">A set to validate by after each epoch, or null.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="from">The state to go on from; null for the initial parameters.</param>
    /// <param name="observers">See every event, in this order.</param>
    /// <param name="cadence">When states are handed out; after every epoch by default.</param>
    /// <param name="processes">The processes that make every step together; null for this one alone.</param>
    /// <param name="start">
    /// What the training begins with where there is no state to go on from, the same network; null for the initial parameters.
    /// </param>
    /// <param name="cancellation">Checked before each step; observers see one more state, then the cancellation is thrown.</param>
    /// <exception cref="ArgumentException">A set is empty, does not fit the types of the network or holds a value that is not finite.</exception>
    /// <exception cref="UnprovedDesignException">A custom design is not proved, and the recipe does not allow that.</exception>
    /// <exception cref="TrainingFileException">The state is one of another network, other data or another recipe.</exception>
    /// <exception cref="TrainingDivergedException">Numbers are not finite.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainingResult Run(
        Network network,
        ImageSet training,
        ImageSet? validation,
        TrainingRecipe recipe,
        TrainingState? from,
        IEnumerable<ITrainingObserver> observers,
        CheckpointCadence? cadence = null,
        ICollective? processes = null,
        TrainedNetwork? start = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(observers);
        cancellation.ThrowIfCancellationRequested();
        var op = network.Elaborate();
        using var examples = ImageExamples.Of(training, op, nameof(training));
        using var held = validation is null
            ? null
            : ImageExamples.Of(validation, op, nameof(validation));
        return Run(
            Events(network, examples, held, recipe, from, cadence, processes, start, cancellation),
            observers
        );
    }

    /// <summary>Runs events to the last one under the eyes of observers.</summary>
    /// <param name="events">The events of <see cref="Events"/>.</param>
    /// <param name="observers">See every event, in this order.</param>
    /// <exception cref="ArgumentException">The events end without <see cref="TrainingEvent.Stopped"/>.</exception>
    public static TrainingResult Run(
        IEnumerable<TrainingEvent> events,
        IEnumerable<ITrainingObserver> observers
    )
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(observers);
        ITrainingObserver[] all = [.. observers];
        TrainingEvent? last = null;
        foreach (var happened in events)
        {
            last = happened;
            foreach (var observer in all)
                observer.Observe(happened);
        }
        return last is TrainingEvent.Stopped stopped
            ? TrainingResult.Of(stopped.State)
            : throw new ArgumentException(
                "Expected events that end with the end of the training.",
                nameof(events)
            );
    }

    private sealed class ProgressObserver(IProgress<EpochReport> progress) : ITrainingObserver
    {
        public void Observe(TrainingEvent happened)
        {
            if (happened is TrainingEvent.EpochDone epoch)
                progress.Report(epoch.Report);
        }
    }
}
