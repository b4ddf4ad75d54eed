using AgeFormal.Facade.Data;
using AgeFormal.Facade.Summaries;
using AgeFormal.Learning;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Training;
using AgeFormal.LibTorch;
using AgeFormal.Networks;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using AgeFormal.Verification;

namespace AgeFormal.Facade.Building;

/// <summary>What can be done with a network. A network is data until it is compiled.</summary>
public static class NetworkActions
{
    /// <summary>Types, parameters, multiply-adds, receptive field and exactness, layer by layer.</summary>
    /// <exception cref="TypingException">A layer does not fit its input.</exception>
    public static NetworkSummary Summary(this Network network) => NetworkSummary.Of(network);

    /// <summary>Theorem, grid and execution with random parameters on a random input.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">Changes of what is checked: <c>o =&gt; o with { ExecutesLayers = false }</c>.</param>
    /// <param name="seed">The seed of parameters and input.</param>
    /// <param name="cancellation">Checked before each execution.</param>
    /// <exception cref="TypingException">A layer does not fit its input.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static VerificationReport Verify(
        this Network network,
        Func<VerificationOptions, VerificationOptions>? options = null,
        int seed = 0,
        CancellationToken cancellation = default
    )
    {
        var trained = TrainedNetwork.Initial(network, seed);
        return trained.Verify(
            RandomSignal.Of(trained.Op.Input, batch: 1, seed),
            options?.Invoke(VerificationOptions.Default),
            cancellation
        );
    }

    /// <summary>The network with parameters as before training, in training mode, to be disposed of by the caller.</summary>
    /// <param name="network">The network.</param>
    /// <param name="precision">The floating-point format.</param>
    /// <param name="device">The device, <c>cpu</c> or <c>cuda:0</c>.</param>
    /// <param name="seed">The seed of the parameters.</param>
    /// <exception cref="TypingException">A layer does not fit its input.</exception>
    /// <exception cref="NotSupportedException">A layer cannot be executed; the message names it.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static TorchNetwork Compile(
        this Network network,
        Precision precision = Precision.Single,
        string device = "cpu",
        long seed = 0
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        return TorchNetwork.Create(
            network.Elaborate(),
            new TorchOptions
            {
                Precision = precision,
                Device = device,
                Seed = seed,
            }
        );
    }

    /// <summary>Trains the network from its initial parameters by <see cref="TrainingLoop"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="training">The set to train on, as the network reads it.</param>
    /// <param name="options">Changes of the recipe: <c>o =&gt; o with { Epochs = 5 }</c>.</param>
    /// <param name="validation">A set to validate by after each epoch, or null.</param>
    /// <param name="progress">Receives a report after each epoch.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <exception cref="ArgumentException">A set is empty or does not fit the types of the network.</exception>
    /// <exception cref="UnprovedDesignException">A custom design is not proved, and the options do not allow that.</exception>
    /// <exception cref="TrainingDivergedException">The loss of a step is not finite.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainingRun Train(
        this Network network,
        ImageSet training,
        Func<TrainingRecipe, TrainingRecipe>? options = null,
        ImageSet? validation = null,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var recipe = new TrainingRecipe();
        var result = TrainingLoop.Run(
            network,
            training,
            validation,
            options?.Invoke(recipe) ?? recipe,
            progress,
            cancellation
        );
        return new(TrainedNetwork.Of(network, result.Parameters), result);
    }

    /// <summary>
    /// Trains a network further from its parameters, which may be published ones or have a new head
    /// (<see cref="FineTuning.WithHead"/>), by <see cref="TrainingLoop"/>.
    /// </summary>
    /// <param name="trained">The network.</param>
    /// <param name="training">The set to train on, as the network reads it.</param>
    /// <param name="options">Changes of the recipe: <c>o =&gt; o with { FreezeUntil = "c7" }</c>.</param>
    /// <param name="validation">A set to validate by after each epoch, or null.</param>
    /// <param name="observers">See every event.</param>
    /// <param name="cancellation">Checked before each step.</param>
    /// <exception cref="ArgumentException">A set is empty or does not fit the types of the network, or there is no layer to freeze until.</exception>
    /// <exception cref="UnprovedDesignException">A custom design is not proved, and the options do not allow that.</exception>
    /// <exception cref="TrainingDivergedException">The loss of a step is not finite.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainingRun Train(
        this TrainedNetwork trained,
        ImageSet training,
        Func<TrainingRecipe, TrainingRecipe>? options = null,
        ImageSet? validation = null,
        IEnumerable<ITrainingObserver>? observers = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(trained);
        var recipe = new TrainingRecipe();
        var result = TrainingLoop.Run(
            trained.Network,
            training,
            validation,
            options?.Invoke(recipe) ?? recipe,
            from: null,
            observers ?? [],
            start: trained,
            cancellation: cancellation
        );
        return new(TrainedNetwork.Of(trained.Network, result.Parameters), result);
    }
}
