using AgeFormal.Networks.Torch.Blocks;
using AgeFormal.Operators;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch;

/// <summary>
/// An operator compiled to a TorchSharp module. Parameters and buffers carry the operator's names (<c>c1.weight</c>,
/// <c>bn1.running_mean</c>).
/// </summary>
/// <remarks>
/// A new network is in training mode. With gradients disabled, convolutions keep their transformed kernels from one
/// call to the next; see <see cref="DropKernels"/>.
/// </remarks>
public sealed class TorchNetwork : nn.Module<Tensor, Tensor>, IExecutable
{
    private readonly TypedOp _op;
    private readonly TorchOptions _options;
    private readonly Block _root;

    private TorchNetwork(TypedOp op, TorchOptions options)
        : base(nameof(TorchNetwork))
    {
        _op = op;
        _options = options;
        // A caller's scope must not end the parameters' lives; what is not detached here is left over from making them.
        using var scope = NewDisposeScope();
        _root = BlockBuilder.Build(op, options.Placement);
        _root.Initialize(options.Seed);
        register_module("network", _root);
    }

    /// <inheritdoc/>
    public FieldType Input => _op.Input;

    /// <inheritdoc/>
    public FieldType Output => _op.Output;

    /// <inheritdoc/>
    public string Execution =>
        $"{(_options.Precision == Precision.Single ? "float32" : "float64")} · {_options.Device}";

    /// <summary>The floating-point format of parameters and activations.</summary>
    public Precision Precision => _options.Precision;

    /// <summary>The operator that runs.</summary>
    public TypedOp Op => _op;

    /// <summary>The trained parameters, to be given to an optimiser.</summary>
    public IReadOnlyList<Parameter> TrainedParameters =>
        [.. _root.State().Select(entry => entry.Value).OfType<Parameter>()];

    /// <summary>Compiles an operator with initial parameters as its declarations say.</summary>
    /// <exception cref="NotSupportedException">A part cannot be executed; the message names its layer.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static TorchNetwork Create(TypedOp op, TorchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(op);
        TorchRuntime.Require();
        return new TorchNetwork(op, options ?? new TorchOptions());
    }

    /// <summary>
    /// The output for a batch. The h axis of size 1 of a signal on the lattice may be left out:
    /// <c>[b, c, y, x]</c> or <c>[b, c, h, y, x]</c> to <c>[b, o, h, y′, x′]</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The input has another shape.</exception>
    public override Tensor forward(Tensor input) => Forward(input, observe: null);

    /// <summary>The outputs of all named layers for a batch, by path; evaluation mode, no gradients.</summary>
    public IReadOnlyDictionary<string, Signal<double>> Activations(Signal<double> input)
    {
        var outputs = new SortedDictionary<string, Signal<double>>(StringComparer.Ordinal);
        Evaluate(input, (path, type, tensor) => outputs[path] = SignalTensor.Read(tensor, type));
        return outputs;
    }

    /// <inheritdoc/>
    /// <remarks>TF32, which rounds the factors of float32 products to 10 bits on CUDA devices, is off during the run.</remarks>
    public Signal<double> Run(Signal<double> input) =>
        FullPrecision.Run(() => Evaluate(input, observe: null));

    /// <summary>Replaces all parameters.</summary>
    /// <exception cref="ParameterMismatchException">The values are those of another operator.</exception>
    public void Load(Parameters<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var fitting = Parameters<double>.For(_op, parameters.Values);
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, tensor) in _root.State())
            tensor.copy_(
                torch.tensor([.. fitting[name]], ScalarType.Float64).reshape(tensor.shape)
            );
        DropKernels();
    }

    /// <summary>A copy of all parameters.</summary>
    public Parameters<double> Parameters()
    {
        using var scope = NewDisposeScope();
        return Parameters<double>.For(
            _op,
            _root
                .State()
                .Select(entry => KeyValuePair.Create(entry.Key, SignalTensor.Values(entry.Value)))
        );
    }

    /// <summary>
    /// Releases the transformed kernels. Kernels of changed weights are never used: a pass compares the weights with
    /// those that were transformed. Loading, switching the mode and every pass with gradients release by themselves.
    /// </summary>
    public void DropKernels() => _root.DropKernels();

    /// <inheritdoc/>
    public override void train(bool train = true)
    {
        DropKernels();
        base.train(train);
    }

    private Signal<double> Evaluate(Signal<double> input, Observe? observe)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Type != Input)
            throw new ArgumentException(
                $"A signal of type {Input} is expected, received {input.Type}.",
                nameof(input)
            );
        var trained = training;
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        if (trained)
            eval();
        try
        {
            var tensor = SignalTensor.Write(input, _options.Placement);
            return SignalTensor.Read(Forward(tensor, observe), Output);
        }
        finally
        {
            if (trained)
                train();
        }
    }

    private Tensor Forward(Tensor input, Observe? observe)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dtype != _options.Placement.Type)
            throw new ArgumentException(
                $"A tensor of {_options.Placement.Type} is expected, received {input.dtype}.",
                nameof(input)
            );
        using var scope = NewDisposeScope();
        var output = _root.Apply(SignalTensor.Fold(input, Input), observe);
        return SignalTensor.Unfold(output, Output).MoveToOuterDisposeScope();
    }
}
