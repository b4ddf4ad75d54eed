using System.Runtime.InteropServices;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using AgeFormal.Programs;
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
    private readonly FixedValues _known;
    private readonly Placement _placement;
    private readonly PassGate _gate;

    private FrozenNetwork(
        TorchProgram program,
        Tensor[] parameters,
        Placement placement,
        FixedValues known
    )
    {
        _op = program.Program.Op;
        _program = program;
        _parameters = parameters;
        _placement = placement;
        _known = known;
        _gate = new($"frozen network {_op.Input} → {_op.Output}");
    }

    /// <inheritdoc/>
    public FieldType Input => _op.Input;

    /// <inheritdoc/>
    public FieldType Output => _op.Output;

    /// <inheritdoc/>
    public string Execution =>
        $"{(_placement.Type == ScalarType.Float32 ? "float32" : "float64")} · {_placement.Device} · frozen";

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
            _placement.CheckInput(input);
            using var _ = no_grad();
            return Evaluated(input);
        });
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The input has another type.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    /// <exception cref="TorchExecutionException">libtorch cannot finish the pass.</exception>
    public Signal<double> Run(Signal<double> input)
    {
        SignalTensor.RequireType(input, Input);
        return FullPrecision.Run(() =>
            _gate.Pass(() =>
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                return SignalTensor.Read(Evaluated(SignalTensor.Write(input, _placement)), Output);
            })
        );
    }

    /// <inheritdoc/>
    public void Dispose() =>
        _gate.Close(() =>
        {
            _known.Leave();
            foreach (var parameter in _parameters)
                parameter.Dispose();
            _program.Dispose();
        });

    /// <summary>The network of a program and its parameters, which are copied.</summary>
    internal static FrozenNetwork Of(
        TensorProgram program,
        IReadOnlyList<Tensor> parameters,
        Placement placement
    )
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var compiled = new TorchProgram(program);
        Tensor[] copies =
        [
            .. parameters.Select(parameter => parameter.detach().clone().DetachFromDisposeScope()),
        ];
        var user = empty([0], placement.Type, placement.Device);
        return new(compiled, copies, placement, FixedValues.Of(compiled, user, copies));
    }

    private Tensor Evaluated(Tensor input)
    {
        try
        {
            using var scope = NewDisposeScope();
            var output = _program.Run(
                SignalTensor.Fold(input: input, type: Input),
                _parameters,
                Evaluation,
                _known.ByStep
            );
            return SignalTensor.Unfold(output, Output).MoveToOuterDisposeScope();
        }
        catch (ExternalException fault)
        {
            throw new TorchExecutionException(
                $"frozen network {_op.Input} → {_op.Output}",
                $"a pass over [{string.Join(", ", input.shape)}] on {_placement}",
                fault
            );
        }
        finally
        {
            // Native code reads the tensors of both; neither may be finalised before it is done.
            GC.KeepAlive(input);
            GC.KeepAlive(this);
        }
    }
}
