using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch;

/// <summary>
/// A network for inference alone. Everything that depends on parameters alone, kernels transformed by every h above all, was
/// computed once; a pass computes what depends on its input and compares nothing. No gradients flow to parameters.
/// </summary>
/// <remarks>
/// Immutable: any number of threads may run passes at once. Disposing waits for the running ones; a pass after it is an
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed class FrozenNetwork : IExecutable, IDisposable
{
    private static readonly Pass Evaluation = new(Training: false);

    private readonly TypedOp _op;
    private readonly TorchProgram _program;
    private readonly Tensor[] _parameters;
    private readonly Tensor?[] _known;
    private readonly string _label;
    private readonly Placement _placement;
    private readonly PassGate _gate;

    private FrozenNetwork(
        TorchProgram program,
        Tensor[] parameters,
        Placement placement,
        Tensor?[] known
    )
    {
        _op = program.Program.Op;
        _program = program;
        _parameters = parameters;
        _placement = placement;
        _known = known;
        _label = $"frozen network {_op.Input} → {_op.Output}";
        _gate = new(_label);
    }

    /// <inheritdoc/>
    public FieldType Input => _op.Input;

    /// <inheritdoc/>
    public FieldType Output => _op.Output;

    /// <inheritdoc/>
    public string Execution => $"{_program.ExecutionAt(_placement)} · frozen";

    /// <summary>
    /// The output for a batch. The h axis of size 1 of a signal on the lattice may be left out:
    /// <c>[b, c, y, x]</c> or <c>[b, c, h, y, x]</c> to <c>[b, o, h, y′, x′]</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The input has another shape, format, layout or device, or is disposed.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    /// <exception cref="TorchExecutionException">libtorch cannot finish the pass.</exception>
    public Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _gate.Pass(() =>
        {
            using var _ = no_grad();
            return Begun.Over(input, Evaluated);
        });
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has another type.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    /// <exception cref="TorchExecutionException">libtorch cannot finish the pass.</exception>
    public Signal<double> Run(Signal<double> input)
    {
        SignalTensor.RequireType(input, Input);
        return _gate.Pass(() => Begun.Over(input, Evaluated));
    }

    /// <inheritdoc/>
    public void Dispose() =>
        _gate.Close(() =>
        {
            foreach (var tensor in _parameters.Concat(_known))
                tensor?.Dispose();
            _program.Dispose();
        });

    /// <summary>The network of a program and its parameters, which are copied.</summary>
    internal static FrozenNetwork Of(
        TorchProgram program,
        IReadOnlyList<Tensor> parameters,
        Placement placement
    )
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var compiled = new TorchProgram(program.Program, program.Attention);
        Tensor[] copies =
        [
            .. parameters.Select(parameter => parameter.detach().clone().DetachFromDisposeScope()),
        ];
        var user = empty([0], placement.Type, placement.Device);
        var known = compiled.Fixed(user, copies);
        foreach (var value in known)
            value?.DetachFromDisposeScope();
        return new(compiled, copies, placement, known);
    }

    private Tensor Evaluated(Tensor input) => _program.Run(input, _parameters, Evaluation, _known);

    private NetworkPass Begun => new(_op, _label, _placement);
}
