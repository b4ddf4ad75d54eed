using System.Runtime.InteropServices;
using AgeFormal.LibTorch;
using AgeFormal.Networks.Torch.Attention;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using AgeFormal.Programs;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch;

/// <summary>
/// An operator compiled to a TorchSharp module. Parameters and buffers carry the operator's names (<c>c1.weight</c>,
/// <c>bn1.running_mean</c>), also in <see cref="state_dict"/>.
/// </summary>
/// <remarks>
/// <para>
/// A new network is in training mode. With gradients disabled, convolutions keep their transformed kernels from one
/// call to the next; see <see cref="DropKernels"/>.
/// </para>
/// <para>
/// Any number of threads may run passes at once. A pass keeps the mode in which it began. What replaces tensors
/// (<see cref="Load"/>, <c>to</c>, <see cref="load_state_dict"/>, disposing) waits for the running passes, and passes wait
/// for it; a pass of a disposed network is an <see cref="ObjectDisposedException"/>. An optimiser that changes weights in
/// place does not wait: a pass beside it sees some weights before and some after the step.
/// </para>
/// </remarks>
public sealed class TorchNetwork : nn.Module<Tensor, Tensor>, IExecutable
{
    private readonly TypedOp _op;
    private readonly TorchProgram _program;
    private readonly FixedPart _fixed;
    private readonly ParameterStore _store;
    private readonly PassGate _gate;
    private readonly bool _recomputes;

    private TorchNetwork(TensorProgram program, Placement placement, TorchOptions options)
        : base(nameof(TorchNetwork))
    {
        _op = program.Op;
        _recomputes = options.Recompute;
        _gate = new(Label);
        // A caller's scope must not end the parameters' lives; what is not detached here is left over from making them.
        using var scope = NewDisposeScope();
        _program = new(program, options.AttentionExecution);
        _program.CheckNumbers(placement.Type);
        _fixed = new(_program);
        _store = new(_op, placement);
        InitialValues.Draw(_op, _store.Tensors, options.Seed);
        register_module("network", _store);
    }

    /// <inheritdoc/>
    public FieldType Input => _op.Input;

    /// <inheritdoc/>
    public FieldType Output => _op.Output;

    /// <inheritdoc/>
    public string Execution => _program.ExecutionAt(Placement);

    /// <summary>The floating-point format of parameters and activations.</summary>
    public Precision Precision =>
        Placement.Type == ScalarType.Float32 ? Precision.Single : Precision.Double;

    /// <summary>The operator that runs.</summary>
    public TypedOp Op => _op;

    /// <summary>The trained parameters, to be given to an optimiser.</summary>
    public IReadOnlyList<Parameter> TrainedParameters =>
        [.. named_parameters().Select(entry => entry.parameter)];

    /// <summary>Compiles an operator with initial parameters as its declarations say.</summary>
    /// <remarks>
    /// Turns TF32 off in this process, which rounds the factors of float32 products to 10 bits on CUDA devices. A program that
    /// wants it sets <c>torch.backends.cuda.matmul.allow_tf32</c> and <c>torch.backends.cudnn.allow_tf32</c> after this call.
    /// </remarks>
    /// <exception cref="NotSupportedException">A part cannot be executed; the message names its layer.</exception>
    /// <exception cref="ArgumentException">The options name a device on which no tensors can be held.</exception>
    /// <exception cref="TorchExecutionException">libtorch cannot hold the parameters.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded on this machine.</exception>
    public static TorchNetwork Create(TypedOp op, TorchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(op);
        options ??= new TorchOptions();
        return Create(op, of => Lowering.Of(of, options.AttentionForm), options);
    }

    /// <summary>Compiles an operator by a program of its own.</summary>
    internal static TorchNetwork Create(
        TypedOp op,
        Func<TypedOp, TensorProgram> program,
        TorchOptions? options = null
    )
    {
        TorchRuntime.Require();
        FullPrecision.Set();
        options ??= new TorchOptions();
        var placement = options.Placement;
        ParameterSizes.Check(op, placement.Type);
        _ = AttentionExecution.On(placement.Device.type, options.Attention);
        try
        {
            return new TorchNetwork(program(op), placement, options);
        }
        catch (ExternalException fault)
        {
            throw new TorchExecutionException(LabelOf(op), $"compiled for {placement}", fault);
        }
    }

    /// <summary>
    /// The network as it is now, in evaluation mode, for inference alone: kernels are built once, and nothing is compared or
    /// built in a pass. Later changes of this network do not reach it.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public FrozenNetwork Freeze() =>
        _gate.Pass(() =>
        {
            RequireValues();
            return FrozenNetwork.Of(_program, _store.Tensors, Placement);
        });

    /// <summary>
    /// The output for a batch. The h axis of size 1 of a signal on the lattice may be left out:
    /// <c>[b, c, y, x]</c> or <c>[b, c, h, y, x]</c> to <c>[b, o, h, y′, x′]</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The input has another shape, format, layout or device, or is disposed.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    /// <exception cref="TorchExecutionException">libtorch cannot finish the pass.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _gate.Pass(() => Forward(input, new Pass(base.training, Recomputes: _recomputes)));
    }

    /// <summary>The output for the part of a batch of which other processes hold the rest.</summary>
    internal Tensor ForwardPart(Tensor input, IJointBatch joint) =>
        _gate.Pass(() =>
            Forward(input, new Pass(base.training, Joint: joint, Recomputes: _recomputes))
        );

    /// <summary>The outputs of all named layers for a batch, by path; evaluation mode, no gradients.</summary>
    /// <exception cref="ArgumentException">The input has another type.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    /// <exception cref="TorchExecutionException">libtorch cannot finish the pass.</exception>
    public IReadOnlyDictionary<string, Signal<double>> Activations(Signal<double> input) =>
        RunObserved(input).Activations;

    /// <summary>The output for a batch and, of the same pass, the outputs of all named layers by path.</summary>
    /// <exception cref="ArgumentException">The input has another type.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    /// <exception cref="TorchExecutionException">libtorch cannot finish the pass.</exception>
    public (
        Signal<double> Output,
        IReadOnlyDictionary<string, Signal<double>> Activations
    ) RunObserved(Signal<double> input)
    {
        var outputs = new SortedDictionary<string, Signal<double>>(StringComparer.Ordinal);
        return (
            Evaluate(
                input,
                (path, type, tensor) => outputs[path] = SignalTensor.Read(tensor, type)
            ),
            outputs
        );
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has another type.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    /// <exception cref="TorchExecutionException">libtorch cannot finish the pass.</exception>
    public Signal<double> Run(Signal<double> input) => Evaluate(input, observe: null);

    /// <summary>Replaces all parameters.</summary>
    /// <exception cref="ParameterMismatchException">The values are those of another operator.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Load(Parameters<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var fitting = Parameters<double>.For(_op, parameters.Values);
        _gate.Alone(() =>
        {
            RequireValues();
            using var _ = no_grad();
            using var scope = NewDisposeScope();
            foreach (var (name, tensor) in State())
                tensor.copy_(
                    torch.tensor([.. fitting[name]], ScalarType.Float64).reshape(tensor.shape)
                );
            _fixed.Drop();
            return this;
        });
    }

    /// <summary>A copy of all parameters.</summary>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public Parameters<double> Parameters() =>
        _gate.Pass(() =>
        {
            RequireValues();
            using var scope = NewDisposeScope();
            return Parameters<double>.For(
                _op,
                State()
                    .Select(entry =>
                        KeyValuePair.Create(entry.Key, SignalTensor.Values(entry.Value))
                    )
            );
        });

    /// <summary>
    /// Releases the transformed kernels. Kernels of changed weights are never used: a pass compares the weights with
    /// those that were transformed. Loading, switching the mode and every pass with gradients release by themselves.
    /// </summary>
    public void DropKernels() => _gate.Pass(_fixed.Drop);

    /// <inheritdoc/>
    public override bool training => _gate.Pass(() => base.training);

    /// <inheritdoc/>
    public override void train(bool train = true) =>
        _gate.Pass(() =>
        {
            _fixed.Drop();
            base.train(train);
        });

    /// <inheritdoc/>
    public override void zero_grad(bool set_to_none = true) =>
        _gate.Pass(() => base.zero_grad(set_to_none));

    /// <inheritdoc/>
    public override IEnumerable<(string name, Parameter parameter)> named_parameters(
        bool recurse = true
    ) =>
        recurse
            ? _gate.Pass(() =>
                State()
                    .Where(entry => entry.Value is Parameter)
                    .Select(entry => (entry.Key, (Parameter)entry.Value))
                    .ToArray()
            )
            : [];

    /// <inheritdoc/>
    public override IEnumerable<(string name, Tensor buffer)> named_buffers(
        bool recurse = true,
        bool include_nonpersistent = true
    ) =>
        recurse
            ? _gate.Pass(() =>
                State()
                    .Where(entry => entry.Value is not Parameter)
                    .Select(entry => (entry.Key, entry.Value))
                    .ToArray()
            )
            : [];

    /// <summary>All parameters and buffers by the operator's names, <c>c1.weight</c>, after a prefix where one is given.</summary>
    public override Dictionary<string, Tensor> state_dict(
        Dictionary<string, Tensor>? destination = null,
        string? prefix = null
    )
    {
        destination ??= [];
        foreach (var (name, tensor) in _gate.Pass(() => State().ToArray()))
            destination.TryAdd(string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}", tensor);
        return destination;
    }

    /// <summary>Copies tensors of the names of <see cref="state_dict"/>.</summary>
    /// <param name="source">The tensors.</param>
    /// <param name="strict">Whether every name must be there, and no other.</param>
    /// <param name="skip">Names to leave alone.</param>
    /// <returns>The names that are missing and those that are no parameter's.</returns>
    /// <exception cref="ParameterMismatchException">Tensors are missing, unexpected or of another shape; nothing is changed.</exception>
    public override (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
        Dictionary<string, Tensor> source,
        bool strict = true,
        IList<string>? skip = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        return _gate.Alone(() =>
        {
            RequireValues();
            var read = StateDictionary.Read(State(), source, strict, skip ?? []);
            using var _ = no_grad();
            foreach (var (target, value) in read.Pairs)
                target.copy_(value);
            _fixed.Drop();
            return ((IList<string>)[.. read.Missing], (IList<string>)[.. read.Unexpected]);
        });
    }

    /// <inheritdoc/>
    public override Parameter get_parameter(string target) =>
        named_parameters().FirstOrDefault(entry => entry.name == target).parameter;

    /// <inheritdoc/>
    public override Tensor get_buffer(string target) =>
        named_buffers().FirstOrDefault(entry => entry.name == target).buffer;

    /// <inheritdoc/>
    public override bool has_parameter(string target) => get_parameter(target) is not null;

    /// <inheritdoc/>
    public override bool has_buffer(string target) => get_buffer(target) is not null;

    /// <inheritdoc/>
    protected override nn.Module _to(ScalarType dtype, bool non_blocking) =>
        Move(Placement with { Type = dtype }, () => base._to(dtype, non_blocking));

    /// <inheritdoc/>
    protected override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) =>
        Move(new(dtype, device), () => base._to(device, dtype, non_blocking));

    /// <inheritdoc/>
    protected override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
        Move(
            Placement with
            {
                Device = new Device(deviceType, deviceIndex),
            },
            () => base._to(deviceType, deviceIndex, non_blocking)
        );

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // The finaliser has no one to wait for: a running pass keeps its network.
        if (disposing)
            _gate.Close(() =>
            {
                base.Dispose(true);
                _fixed.Dispose();
                _program.Dispose();
            });
        else
            base.Dispose(false);
    }

    /// <summary>How often what depends on parameters alone was made, for tests and reports.</summary>
    internal int Evaluations => _fixed.Evaluations;

    private string Label => LabelOf(_op);

    private static string LabelOf(TypedOp op) => $"network {op.Input} → {op.Output}";

    private nn.Module Move(Placement to, Action move)
    {
        to.Check();
        _ = AttentionExecution.On(to.Device.type, _program.Attention.Method);
        return _gate.Alone(() =>
        {
            _fixed.Drop();
            move();
            _store.Moved();
            return this;
        });
    }

    private Signal<double> Evaluate(Signal<double> input, Observe? observe)
    {
        SignalTensor.RequireType(input, Input);
        return _gate.Pass(() =>
        {
            RequireValues();
            return Begun.Over(input, of => Run(of, new Pass(Training: false, observe)));
        });
    }

    private Tensor Forward(Tensor input, Pass pass) => Begun.Over(input, of => Run(of, pass));

    private NetworkPass Begun => new(_op, Label, Placement);

    // What depends on parameters alone is kept where nothing is to flow back to them. On the meta device it has no values.
    private Tensor Run(Tensor input, Pass pass)
    {
        if (is_grad_enabled() || !_program.HasFixed || input.device_type == DeviceType.META)
        {
            _fixed.Drop();
            return _program.Run(input, _store.Tensors, pass);
        }
        return _fixed.With(
            input,
            _store.Tensors,
            known => _program.Run(input, _store.Tensors, pass, known)
        );
    }

    private void RequireValues()
    {
        if (Placement.Device.type == DeviceType.META)
            throw new InvalidOperationException(
                $"{Label}: expected a device that holds values, received meta, which holds shapes alone."
            );
    }

    private Placement Placement => _store.Placement;

    private IEnumerable<KeyValuePair<string, Tensor>> State() =>
        _program.Parameters.Zip(_store.Tensors, KeyValuePair.Create);
}
