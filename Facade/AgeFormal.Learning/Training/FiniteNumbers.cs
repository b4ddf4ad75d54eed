using System.Globalization;
using AgeFormal.Learning.Data;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Learning.Training;

/// <summary>A training has finite numbers, or ends with an error that names the first part that has not.</summary>
internal static class FiniteNumbers
{
    /// <summary>What is said of a loss that is not finite: the parameter or the layer that it comes from.</summary>
    public static TrainingDivergedException OfLoss(
        TrainingMachine machine,
        LabelledBatch batch,
        int epoch,
        double loss,
        double rate
    ) =>
        machine
            .Trained()
            .Select(one => (one.Name, Found: TensorNumbers.FirstNotFinite(one.Values)))
            .FirstOrDefault(one => one.Found is not null)
            is { Found: { } found } parameter
            ? OfParameter(epoch, parameter.Name, found, rate)
        : machine.FirstLayerNotFinite(batch) is { } layer
            ? TrainingDivergedException.OfLayer(epoch, layer, loss, rate)
        : TrainingDivergedException.OfLoss(epoch, "the loss of a step", loss, rate);

    /// <summary>Refuses parameters and statistics that are not finite.</summary>
    /// <exception cref="TrainingDivergedException">Names the first one.</exception>
    public static void Require(TensorFile parameters, int epoch, double rate)
    {
        foreach (var (name, tensor) in parameters.Tensors)
            if (TensorNumbers.FirstNotFinite(tensor) is { } found)
                throw OfParameter(epoch, name, found, rate);
    }

    /// <summary>Refuses what the last update of an epoch made, which no step has looked at yet.</summary>
    /// <exception cref="TrainingDivergedException">A parameter or statistic, or the loss over the last batch, is not finite.</exception>
    public static void RequireAfterEpoch(
        TrainingMachine machine,
        LabelledBatch batch,
        int epoch,
        double rate
    )
    {
        if (
            ParameterValues.Misfits(machine.Op, machine.Parameters())
            is [ParameterMisfit.Misvalued broken, ..]
        )
            throw OfParameter(epoch, broken.Name, broken.Found, rate);
        double loss = machine.LossOf(batch);
        if (!double.IsFinite(loss))
            throw TrainingDivergedException.OfLoss(
                epoch,
                "the loss over its last batch after the last step",
                loss,
                rate
            );
    }

    // Found begins with the value.
    private static TrainingDivergedException OfParameter(
        int epoch,
        string name,
        string found,
        double rate
    ) =>
        TrainingDivergedException.OfParameter(
            epoch,
            name,
            found,
            double.Parse(found.Split(' ')[0], CultureInfo.InvariantCulture),
            rate
        );
}
