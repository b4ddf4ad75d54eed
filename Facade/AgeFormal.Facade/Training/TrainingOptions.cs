using AgeFormal.Algebra;

namespace AgeFormal.Facade.Training;

/// <summary>
/// The recipe of a training. The defaults are the published ones for rotated MNIST: Adam with rate 10⁻³, weight decay
/// 10⁻⁴ (added to the gradient), batches of 128.
/// </summary>
public sealed record TrainingOptions
{
    /// <summary>The passes over the training set, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Epochs
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Epochs));
            field = value;
        }
    } = 100;

    /// <summary>The examples of a step, at least 1; the last step of an epoch takes what is left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int BatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(BatchSize));
            field = value;
        }
    } = 128;

    /// <summary>The learning rate of the first epoch, positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a positive finite number.</exception>
    public double LearningRate
    {
        get;
        init => field = value > 0 ? Finite(value, nameof(LearningRate)) : throw Rate(value);
    } = 1e-3;

    /// <summary>The factor of the squared norm of the parameters, not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double WeightDecay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(WeightDecay));
            field = Finite(value, nameof(WeightDecay));
        }
    } = 1e-4;

    /// <summary>The numbers of completed epochs at which the rate is multiplied by <see cref="StepFactor"/>.</summary>
    public EqArray<int> Steps { get; init; } = [];

    /// <summary>The factor of the learning rate at each step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a positive finite number.</exception>
    public double StepFactor
    {
        get;
        init => field = value > 0 ? Finite(value, nameof(StepFactor)) : throw Rate(value);
    } = 0.1;

    /// <summary>Determines the initial parameters, the order of the examples and the masks of dropout.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Whether custom designs are trained without a proof that they are equivariant; such a training is refused otherwise.
    /// </summary>
    public bool AllowUnproved { get; init; }

    /// <summary>The learning rate of an epoch, counted from 1.</summary>
    public double RateIn(int epoch) =>
        LearningRate * Math.Pow(StepFactor, Steps.Count(step => step < epoch));

    private static double Finite(double value, string name) =>
        double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "Expected a finite number.");

    private static ArgumentOutOfRangeException Rate(
        double value,
        [System.Runtime.CompilerServices.CallerMemberName] string name = ""
    ) => new(name, value, "Expected a positive number.");
}
