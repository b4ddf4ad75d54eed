namespace AgeFormal.Facade.Training;

/// <summary>The loss of a training step is not a finite number.</summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(int epoch, double loss, double rate)
        : base(
            $"Epoch {epoch}: the loss is {loss}; expected a finite number. A smaller learning rate than {rate} may help."
        )
    {
        Epoch = epoch;
        Loss = loss;
    }

    /// <summary>The epoch, from 1 on.</summary>
    public int Epoch { get; }

    /// <summary>The loss of the step.</summary>
    public double Loss { get; }
}
