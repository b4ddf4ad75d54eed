using AgeFormal.LibTorch;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Training;

/// <summary>
/// A network under training in one part or in two: a frozen one in front, which runs as in evaluation and without gradients, and
/// the rest. Parameters have the names that they have in the whole.
/// </summary>
internal sealed class NetworkParts : IDisposable
{
    private readonly TorchNetwork? _frozen;
    private readonly TorchNetwork _trained;

    private NetworkParts(TypedOp op, TorchNetwork? frozen, TorchNetwork trained)
    {
        Op = op;
        _frozen = frozen;
        _trained = trained;
        _frozen?.eval();
    }

    /// <summary>The operator of the whole.</summary>
    public TypedOp Op { get; }

    /// <summary>All tensors.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Values =>
        All.SelectMany(part => part.state_dict().Select(entry => (entry.Key, entry.Value)));

    /// <summary>The parameters that have gradients; those of the frozen part are among them and have none.</summary>
    public IEnumerable<(string Name, Parameter Tensor)> Trained =>
        All.SelectMany(part =>
            part.named_parameters().Select(entry => (entry.name, entry.parameter))
        );

    /// <summary>The names of the tensors that no step changes.</summary>
    public IReadOnlySet<string> Frozen =>
        _frozen?.state_dict().Keys.ToHashSet(StringComparer.Ordinal) ?? [];

    /// <summary>The parts with values of the parameters, or with the initial ones.</summary>
    /// <exception cref="ArgumentException">There is no layer to freeze until, or the recipe names a device that is not there.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static NetworkParts Create(TypedOp op, TrainingRecipe recipe, Parameters<double>? start)
    {
        var options = new TorchOptions
        {
            Precision =
                recipe.Precision == TrainingPrecision.Double ? Precision.Double : Precision.Single,
            Device = recipe.Device,
            Seed = recipe.Seed,
            Recompute = recipe.Recompute,
        };
        var whole = TorchNetwork.Create(op, options);
        if (start is not null)
            whole.Load(start);
        if (FrozenFront.Split(op, recipe.FreezeUntil) is not var (front, rest))
            return new(op, null, whole);
        using (whole)
        {
            var values = whole.Parameters();
            return new(op, Part(front, options, values), Part(rest, options, values));
        }
    }

    /// <summary>Whether the part that is trained runs as in training.</summary>
    public void Train(bool isTraining) => _trained.train(isTraining);

    /// <summary>Forgets all gradients.</summary>
    public void ForgetGradients() => _trained.zero_grad();

    /// <summary>The output for a batch, or for the part of one of which other processes hold the rest.</summary>
    public Tensor Forward(Tensor images, IJointBatch? joint = null)
    {
        var between = _frozen is null ? images : Front(_frozen, images);
        return joint is null ? _trained.forward(between) : _trained.ForwardPart(between, joint);
    }

    /// <summary>A copy of all parameters.</summary>
    public Parameters<double> Parameters() =>
        Parameters<double>.For(Op, All.SelectMany(part => part.Parameters().Values));

    /// <summary>The outputs of all named layers for a batch, by path; evaluation mode, no gradients.</summary>
    public IEnumerable<KeyValuePair<string, Signal<double>>> Activations(Signal<double> input) =>
        _frozen is null
            ? _trained.Activations(input)
            : _frozen.Activations(input).Concat(_trained.Activations(_frozen.Run(input)));

    /// <inheritdoc/>
    public void Dispose()
    {
        _frozen?.Dispose();
        _trained.Dispose();
    }

    private IEnumerable<TorchNetwork> All => _frozen is null ? [_trained] : [_frozen, _trained];

    private static Tensor Front(TorchNetwork frozen, Tensor images)
    {
        using var _ = no_grad();
        return frozen.forward(images);
    }

    private static TorchNetwork Part(TypedOp op, TorchOptions options, Parameters<double> values)
    {
        var part = TorchNetwork.Create(op, options);
        var own = op.Parameters().Select(parameter => parameter.Name).ToHashSet();
        part.Load(
            Parameters<double>.For(op, values.Values.Where(entry => own.Contains(entry.Key)))
        );
        return part;
    }
}
