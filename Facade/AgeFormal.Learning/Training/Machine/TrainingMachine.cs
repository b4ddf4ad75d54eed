using AgeFormal.Algebra;
using AgeFormal.Learning.Data;
using AgeFormal.LibTorch;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Training;

/// <summary>
/// The only part of a training that changes: the tensors of a network and of its optimizer. Laws: Save ∘ Load = id; a step is
/// a function of the loaded values, the batch, the rate and the key.
/// </summary>
internal sealed class TrainingMachine : IDisposable
{
    private readonly TrainingRecipe _recipe;
    private readonly NetworkParts _network;
    private readonly IReadOnlySet<string> _frozen;
    private readonly (string Name, Tensor Tensor)[] _values;
    private readonly (string Name, Parameter Tensor)[] _trained;
    private readonly Tensor[][] _moments;
    private readonly Tensor[]? _average;
    private readonly (ScalarType Type, Device Device) _at;

    private TrainingMachine(TrainingRecipe recipe, NetworkParts network)
    {
        _recipe = recipe;
        _network = network;
        _frozen = network.Frozen;
        _values = [.. network.Values];
        _trained = [.. network.Trained];
        _at = (TypeOf(recipe), device(recipe.Device));
        _moments =
        [
            .. Enumerable
                .Range(0, Updates.MomentsOf(recipe.Optimizer))
                .Select(_ => Like(_trained.Select(one => (Tensor)one.Tensor))),
        ];
        _average = recipe.Average is null ? null : Like(_values.Select(one => one.Tensor));
        if (_average is not null)
            Copy(_values.Select(one => one.Tensor), _average);
    }

    /// <summary>The machine of a network before its first step.</summary>
    /// <param name="op">The network.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="start">The parameters to begin with; null for the initial ones.</param>
    /// <exception cref="ArgumentException">The recipe names a device or a layer that is not there.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static TrainingMachine Create(
        TypedOp op,
        TrainingRecipe recipe,
        Parameters<double>? start = null
    ) => new(recipe, NetworkParts.Create(op, recipe, start));

    /// <summary>The operator.</summary>
    public TypedOp Op => _network.Op;

    /// <summary>A copy of all parameters and statistics.</summary>
    public Parameters<double> Parameters() => _network.Parameters();

    /// <summary>Replaces all tensors.</summary>
    public void Load(TrainedValues values)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, tensor) in _values)
            Write(values.Parameters[name], tensor);
        foreach (var (index, moment) in _moments.Index())
        foreach (var ((name, _), tensor) in _trained.Zip(moment))
            Write(values.Moments[index][name], tensor);
        foreach (var ((name, _), tensor) in _values.Zip(_average ?? []))
            Write(values.Average![name], tensor);
    }

    /// <summary>A copy of all tensors.</summary>
    public TrainedValues Save() =>
        new(
            Read(_values),
            _moments
                .Select(moment => Read(_trained.Zip(moment, (one, tensor) => (one.Name, tensor))))
                .ToEqArray(),
            _average is null
                ? null
                : Read(_values.Zip(_average, (one, tensor) => (one.Name, tensor)))
        );

    /// <summary>A copy of the tensors that are validated: the average where there is one.</summary>
    public TensorFile Evaluated() =>
        Read(
            _average is null ? _values : _values.Zip(_average, (one, tensor) => (one.Name, tensor))
        );

    /// <summary>Copies of the trained parameters, in order.</summary>
    public IEnumerable<(string Name, TensorData Values)> Trained() =>
        _trained.Select(one => (one.Name, TensorBytes.Of(one.Tensor)));

    /// <summary>One step of the optimizer.</summary>
    /// <param name="batch">The examples.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="key">The seed of what the step draws.</param>
    /// <param name="update">The number of the step, from 1 on.</param>
    /// <param name="joint">What the examples are a part of, where several processes make the step together.</param>
    /// <returns>The mean loss of the examples before the step; where it is not finite, no parameter was changed.</returns>
    public double Step(
        LabelledBatch batch,
        double rate,
        long key,
        long update,
        JointPart? joint = null
    )
    {
        using var scope = NewDisposeScope();
        _network.Train(true);
        using var seeded = random.manual_seed(key);
        _network.ForgetGradients();
        var loss = joint is null
            ? Loss(batch, _recipe.LabelSmoothing)
            : PartOfLoss(batch, _recipe.LabelSmoothing, joint);
        var value = joint is null ? loss.ToDouble() : joint.Sum(loss.ToDouble());
        if (!double.IsFinite(value))
            return value;
        loss.backward();
        using (no_grad())
        {
            Tensor?[] gradients = [.. _trained.Select(one => one.Tensor.grad)];
            if (joint is not null)
                gradients = Summed(gradients, joint);
            Shorten([.. gradients.OfType<Tensor>()]);
            foreach (var (index, gradient) in gradients.Index())
                if (gradient is not null)
                    Updates.Apply(
                        _recipe,
                        _trained[index].Tensor,
                        gradient,
                        [.. _moments.Select(moment => moment[index])],
                        rate,
                        update
                    );
            if (_average is not null)
                foreach (var ((name, tensor), mean) in _values.Zip(_average))
                    if (!_frozen.Contains(name))
                        mean.mul_(_recipe.Average!.Value)
                            .add_(tensor, alpha: 1 - _recipe.Average.Value);
        }
        return value;
    }

    /// <summary>The mean loss of examples in evaluation mode, without smoothing.</summary>
    public double LossOf(LabelledBatch batch)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        _network.Train(false);
        return Loss(batch, smoothing: 0).ToDouble();
    }

    /// <summary>
    /// The loss and the wrong part in percent over a set, of the averaged weights where there are some; several processes take a
    /// part of the set each.
    /// </summary>
    public (double Loss, double ErrorPercent) Score(
        IExamples set,
        ICollective? processes,
        CancellationToken cancellation
    ) =>
        WithEvaluated(() =>
        {
            _network.Train(false);
            var (first, end) = processes is null
                ? (0, set.Count)
                : JointPart.Range(set.Count, processes.Rank, processes.Ranks);
            var sums = Scoring.Run(Scores, set, first, end, cancellation);
            double Whole(double own) => processes?.Sum(own) ?? own;
            var (loss, errors, labels) = (Whole(sums.Loss), Whole(sums.Errors), Whole(sums.Labels));
            return (loss / labels, 100 * errors / labels);
        });

    /// <summary>What a function finds while the network has the weights that are validated.</summary>
    public T WithEvaluated<T>(Func<T> find)
    {
        if (_average is null)
            return find();
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        Tensor[] own = [.. _values.Select(one => one.Tensor.detach().clone())];
        Copy(_average, _values.Select(one => one.Tensor));
        try
        {
            return find();
        }
        finally
        {
            Copy(own, _values.Select(one => one.Tensor));
        }
    }

    /// <summary>The first layer in the order of execution whose output for a batch holds a number that is not finite.</summary>
    public string? FirstLayerNotFinite(LabelledBatch batch)
    {
        using var scope = NewDisposeScope();
        var outputs = _network
            .Activations(batch.ToSignal(Op.Input))
            .ToDictionary(StringComparer.Ordinal);
        return Op.Leaves()
            .Select(leaf => leaf.Path)
            .FirstOrDefault(path =>
                outputs.TryGetValue(path, out var output)
                && output.Values.Any(value => !double.IsFinite(value))
            );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.Dispose();
        foreach (var tensor in _moments.SelectMany(moment => moment).Concat(_average ?? []))
            tensor.Dispose();
    }

    private Tensor Loss(LabelledBatch batch, double smoothing) =>
        nn.functional.cross_entropy(
            Scores(batch.Images),
            batch.Labels.to(_at.Device),
            label_smoothing: smoothing
        );

    private Tensor Scores(Tensor images) =>
        ImageTensors.Scores(_network.Forward(images.to(_at.Type).to(_at.Device)), Op.Output);

    // The own part of the mean over the labels of all parts; those that stand for what is outside of an image do not count.
    private Tensor PartOfLoss(LabelledBatch batch, double smoothing, JointPart joint)
    {
        var labels = batch.Labels.to(_at.Device);
        var own = joint.Counts ? labels.ne(Augmenter.Outside).sum().ToDouble() : 0;
        var scores = ImageTensors.Scores(
            _network.Forward(batch.Images.to(_at.Type).to(_at.Device), joint),
            Op.Output
        );
        return nn
            .functional.cross_entropy(
                scores,
                labels,
                reduction: nn.Reduction.Sum,
                label_smoothing: smoothing
            )
            .mul((joint.Counts ? 1.0 : 0.0) / joint.Sum(own));
    }

    private static Tensor?[] Summed(Tensor?[] gradients, JointPart joint)
    {
        var whole = joint.Sum(cat([.. gradients.OfType<Tensor>().Select(one => one.flatten())]));
        var start = 0L;
        return
        [
            .. gradients.Select(one =>
                one is null
                    ? null
                    : whole
                        .narrow(0, (start += one.numel()) - one.numel(), one.numel())
                        .reshape(one.shape)
            ),
        ];
    }

    private void Shorten(Tensor[] gradients)
    {
        if (_recipe.GradientNorm is not { } most)
            return;
        var norm = Math.Sqrt(
            gradients.Sum(gradient => gradient.to(ScalarType.Float64).square().sum().ToDouble())
        );
        if (norm > most)
            foreach (var gradient in gradients)
                gradient.mul_(most / norm);
    }

    private static ScalarType TypeOf(TrainingRecipe recipe) =>
        recipe.Precision == TrainingPrecision.Double ? ScalarType.Float64 : ScalarType.Float32;

    private static Tensor[] Like(IEnumerable<Tensor> tensors)
    {
        using var _ = no_grad();
        return [.. tensors.Select(tensor => zeros_like(tensor).DetachFromDisposeScope())];
    }

    private static void Copy(IEnumerable<Tensor> from, IEnumerable<Tensor> to)
    {
        using var _ = no_grad();
        foreach (var (source, target) in from.Zip(to))
            target.copy_(source);
    }

    private static TensorFile Read(IEnumerable<(string Name, Tensor Tensor)> tensors) =>
        TensorFile.Of(
            tensors
                .Select(one => KeyValuePair.Create(one.Name, TensorBytes.Of(one.Tensor)))
                .ToArray()
        );

    private static void Write(TensorData data, Tensor target) =>
        target.copy_(TensorBytes.Tensor(data));
}
