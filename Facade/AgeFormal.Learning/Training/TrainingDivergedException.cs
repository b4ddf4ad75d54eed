using System.Globalization;

namespace AgeFormal.Learning.Training;

/// <summary>A training ran into numbers that are not finite: the loss, a parameter or a running statistic.</summary>
public sealed class TrainingDivergedException : Exception
{
    private TrainingDivergedException(
        int epoch,
        double value,
        string? parameter,
        string what,
        double rate
    )
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Epoch {epoch}: {what}; expected a finite number. A smaller learning rate than {rate} may help."
            )
        )
    {
        Epoch = epoch;
        Loss = value;
        Parameter = parameter;
    }

    /// <summary>The path of the first layer whose output is not finite; null where it is not known.</summary>
    public string? Layer { get; private init; }

    /// <summary>The epoch, from 1 on.</summary>
    public int Epoch { get; }

    /// <summary>The loss, or the value of the parameter.</summary>
    public double Loss { get; }

    /// <summary>The full name of the parameter or statistic; null where the loss is not finite.</summary>
    public string? Parameter { get; }

    internal static TrainingDivergedException OfLoss(
        int epoch,
        string which,
        double loss,
        double rate
    ) =>
        new(
            epoch,
            loss,
            null,
            string.Create(CultureInfo.InvariantCulture, $"{which} is {loss}"),
            rate
        );

    internal static TrainingDivergedException OfLayer(
        int epoch,
        string layer,
        double loss,
        double rate
    ) =>
        new(
            epoch,
            loss,
            null,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the loss of a step is {loss}, and the first output that is not finite is that of the layer '{layer}'"
            ),
            rate
        )
        {
            Layer = layer,
        };

    internal static TrainingDivergedException OfParameter(
        int epoch,
        string name,
        string found,
        double value,
        double rate
    ) => new(epoch, value, name, $"the parameter '{name}' holds {found} after it", rate);
}
