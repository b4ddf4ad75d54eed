using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;
using AgeFormal.Verification;

namespace AgeFormal.Learning.Training;

/// <summary>
/// Measures after every epoch how far the network is from equivariance under all of H, on the CPU, in double precision: what
/// was proved stays so while it learns.
/// </summary>
/// <param name="sample">A batch of inputs, not symmetric themselves.</param>
/// <param name="found">Receives the epoch and what was measured.</param>
public sealed class EquivarianceWatch(Signal<double> sample, Action<int, ResidualReport> found)
    : ITrainingObserver
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The sample is not of the network's input type.</exception>
    public void Observe(TrainingEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (
            happened is TrainingEvent.Checkpoint
            {
                State: { Position: { Step: 0, Epoch: > 0 } position } state
            }
        )
            found(position.Epoch, Measure(state));
    }

    private ResidualReport Measure(TrainingState state)
    {
        var op = state.Network.Elaborate();
        using var network = TorchNetwork.Create(
            op,
            new TorchOptions { Precision = Precision.Double }
        );
        network.Load(ParameterFile.Read(state.Values.Evaluated, op));
        return Residual.Measure(network, sample, RoundingTolerance.Of(op, Precision.Double));
    }
}
