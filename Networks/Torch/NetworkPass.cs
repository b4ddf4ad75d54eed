using System.Runtime.InteropServices;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch;

/// <summary>A pass of a compiled operator: what is checked before it and what is said of its faults.</summary>
/// <param name="Op">The operator.</param>
/// <param name="Label">What errors call the network.</param>
/// <param name="Placement">Where the network is.</param>
internal sealed record NetworkPass(TypedOp Op, string Label, Placement Placement)
{
    /// <summary>The output for a batch.</summary>
    /// <param name="input">The batch, h folded or not.</param>
    /// <param name="run">The output <c>[b, o·h, …]</c> for <c>[b, c·h, …]</c>.</param>
    /// <exception cref="ArgumentException">The input has another shape, format, layout or device, or is disposed.</exception>
    /// <exception cref="TorchExecutionException">libtorch cannot finish the pass.</exception>
    public Tensor Over(Tensor input, Func<Tensor, Tensor> run)
    {
        Placement.CheckInput(input);
        try
        {
            using var scope = NewDisposeScope();
            var output = run(SignalTensor.Fold(input: input, type: Op.Input));
            return SignalTensor.Unfold(output, Op.Output).MoveToOuterDisposeScope();
        }
        catch (ExternalException fault)
        {
            throw new TorchExecutionException(
                Label,
                $"a pass over [{string.Join(", ", input.shape)}] on {Placement}",
                fault
            );
        }
        finally
        {
            // Native code reads the tensors of both; neither may be finalised before it is done.
            GC.KeepAlive(input);
            GC.KeepAlive(run);
        }
    }

    /// <summary>The output for signals, without gradients.</summary>
    public Signal<double> Over(Signal<double> input, Func<Tensor, Tensor> run)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        return SignalTensor.Read(Over(SignalTensor.Write(input, Placement), run), Op.Output);
    }
}
