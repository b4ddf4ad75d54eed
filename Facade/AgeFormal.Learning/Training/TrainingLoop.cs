using System.Diagnostics;
using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Learning.Data;
using AgeFormal.Networks;
using AgeFormal.Networks.Specification;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Training;

/// <summary>
/// Training of a classifier: cross-entropy, Adam, a new order of the examples in every epoch. The parameters of the last
/// epoch are returned; the validation set is reported on and decides nothing. A single example left over at the end of an
/// epoch joins the step before it: one value has no variance, and a gradient of one example is all noise.
/// </summary>
/// <remarks>
/// Equal arguments give equal bits on one machine with one number of threads. The masks of dropout come from libtorch's
/// generator of the process, which is seeded at the start: nothing else may draw from it meanwhile.
/// </remarks>
public static class TrainingLoop
{
    /// <summary>Trains a network from its initial parameters, in single precision on the CPU.</summary>
    /// <param name="network">The network.</param>
    /// <param name="training">The set to train on, as the network reads it.</param>
    /// <param name="validation">A set to report on after each epoch, or null.</param>
    /// <param name="options">The recipe.</param>
    /// <param name="progress">Receives a report after each epoch, on the calling thread.</param>
    /// <param name="cancellation">Checked before each step. Nothing is written in any case.</param>
    /// <exception cref="ArgumentException">A set is empty, does not fit the types of the network or holds a value that is not finite.</exception>
    /// <exception cref="UnprovedDesignException">A custom design is not proved, and the options do not allow that.</exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss of a step, or after an epoch the loss over its last batch, the validation loss, a parameter or a statistic,
    /// is not finite.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainingResult Run(
        Network network,
        ImageSet training,
        ImageSet? validation,
        TrainingOptions options,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(options);
        cancellation.ThrowIfCancellationRequested();
        TypedOp op = network.Elaborate();
        if (!options.AllowUnproved)
            ProvedDesigns.Require(op);
        using var compiled = TorchNetwork.Create(op, new TorchOptions { Seed = options.Seed });
        using var examples = ImageTensors.Of(training, op, nameof(training));
        using var held = validation is null
            ? null
            : ImageTensors.Of(validation, op, nameof(validation));
        random.manual_seed(options.Seed);
        using var optimizer = optim.Adam(
            compiled.TrainedParameters,
            options.LearningRate,
            weight_decay: options.WeightDecay
        );
        var history = new List<EpochReport>(options.Epochs);
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            double loss = Epoch(compiled, optimizer, examples, options, epoch, cancellation);
            (double Loss, double Error)? score = held is null
                ? null
                : Validate(compiled, held, cancellation);
            if (score is { } validated && !double.IsFinite(validated.Loss))
                throw TrainingDivergedException.OfLoss(
                    epoch,
                    "the loss over the validation set",
                    validated.Loss,
                    options.RateIn(epoch)
                );
            history.Add(
                new(
                    epoch,
                    options.Epochs,
                    options.RateIn(epoch),
                    loss,
                    score?.Loss,
                    score?.Error,
                    Stopwatch.GetElapsedTime(start).TotalSeconds
                )
            );
            progress?.Report(history[^1]);
        }
        return new(
            history.ToEqArray(),
            ParameterFile.Write(
                network,
                compiled.Parameters(),
                Metadata(training, validation, options)
            )
        );
    }

    private static double Epoch(
        TorchNetwork network,
        optim.Optimizer optimizer,
        ImageTensors examples,
        TrainingOptions options,
        int epoch,
        CancellationToken cancellation
    )
    {
        double rate = options.RateIn(epoch);
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = rate;
        network.train();
        int[] order = SplitMix.Permutation(
            SplitMix.Stream((ulong)options.Seed, (ulong)epoch),
            examples.Count
        );
        double sum = 0;
        int[][] batches = Batches(order, options.BatchSize);
        foreach (int[] batch in batches)
        {
            cancellation.ThrowIfCancellationRequested();
            double loss = Step(network, optimizer, examples, batch);
            if (!double.IsFinite(loss))
                throw TrainingDivergedException.OfLoss(epoch, "the loss of a step", loss, rate);
            sum += loss * batch.Length;
        }
        RequireFinite(network, examples, batches[^1], epoch, rate);
        return sum / examples.Count;
    }

    private static int[][] Batches(int[] order, int size)
    {
        int[][] batches = [.. order.Chunk(size)];
        return size > 1 && batches is [.., { } last, [int single]]
            ? [.. batches[..^2], [.. last, single]]
            : batches;
    }

    // What the last update made, which no step has looked at yet.
    private static void RequireFinite(
        TorchNetwork network,
        ImageTensors examples,
        int[] batch,
        int epoch,
        double rate
    )
    {
        Parameters<double> parameters = network.Parameters();
        if (
            ParameterValues.Misfits(network.Op, parameters)
            is [ParameterMisfit.Misvalued broken, ..]
        )
            throw TrainingDivergedException.OfParameter(
                epoch,
                broken.Name,
                broken.Found,
                parameters[broken.Name]
                    .Where(value => !double.IsFinite(value))
                    .DefaultIfEmpty(parameters[broken.Name].Min())
                    .First(),
                rate
            );
        network.eval();
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        double loss = Loss(network, examples, batch).ToDouble();
        if (!double.IsFinite(loss))
            throw TrainingDivergedException.OfLoss(
                epoch,
                "the loss over its last batch after the last step",
                loss,
                rate
            );
    }

    private static Tensor Loss(TorchNetwork network, ImageTensors examples, int[] batch)
    {
        Tensor indices = tensor(batch, ScalarType.Int64);
        Tensor logits = network.forward(examples.Images.index_select(0, indices)).flatten(1);
        return nn.functional.cross_entropy(logits, examples.Labels.index_select(0, indices));
    }

    private static double Step(
        TorchNetwork network,
        optim.Optimizer optimizer,
        ImageTensors examples,
        int[] batch
    )
    {
        using var scope = NewDisposeScope();
        Tensor loss = Loss(network, examples, batch);
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        return loss.ToDouble();
    }

    private static (double Loss, double Error) Validate(
        TorchNetwork network,
        ImageTensors set,
        CancellationToken cancellation
    )
    {
        var (_, errors, loss) = Scoring.Run(network, set, progress: null, cancellation);
        return (loss, 100.0 * errors / set.Count);
    }

    private static IEnumerable<KeyValuePair<string, string>> Metadata(
        ImageSet training,
        ImageSet? validation,
        TrainingOptions options
    )
    {
        string steps =
            options.Steps.Count == 0
                ? ""
                : $", times {Number(options.StepFactor)} after epochs {string.Join(", ", options.Steps)}";
        yield return new(
            "recipe",
            $"Adam, rate {Number(options.LearningRate)}{steps}, weight decay {Number(options.WeightDecay)}, "
                + $"batch {options.BatchSize}, {options.Epochs} epochs"
        );
        yield return new("seed", $"{options.Seed}");
        if (training.Preparation is { } preparation)
            yield return new(ParameterFile.PreprocessingKey, PreprocessingText.Render(preparation));
        yield return new("training", $"{training}");
        yield return new("validation", $"{validation?.ToString() ?? "none"}");
        yield return new(
            "library",
            $"AgeFormal {typeof(TrainingLoop).Assembly.GetName().Version?.ToString(3)}"
        );
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
