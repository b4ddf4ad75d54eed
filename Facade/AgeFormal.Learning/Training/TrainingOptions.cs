using System.Globalization;
using AgeFormal.Algebra;

namespace AgeFormal.Learning.Training;

/// <summary>
/// The recipe of a training. The defaults are the published ones for rotated MNIST: Adam with rate 10⁻³, weight decay
/// 10⁻⁴ (added to the gradient), batches of 128.
/// </summary>
public sealed record TrainingOptions
{
    private const double Most = 1e30;

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

    /// <summary>The learning rate of the first epoch, positive and at most 10³⁰, so that single precision holds it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a positive number of at most 10³⁰.</exception>
    public double LearningRate
    {
        get;
        init => field = value > 0 ? Bounded(value, nameof(LearningRate)) : throw Rate(value);
    } = 1e-3;

    /// <summary>The factor of the squared norm of the parameters, from 0 to 10³⁰.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or above 10³⁰.</exception>
    public double WeightDecay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(WeightDecay));
            field = Bounded(value, nameof(WeightDecay));
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

    private static double Bounded(double value, string name) =>
        value <= Most
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                string.Create(CultureInfo.InvariantCulture, $"Expected a number of at most {Most}.")
            );

    private static double Finite(double value, string name) =>
        double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "Expected a finite number.");

    private static ArgumentOutOfRangeException Rate(
        double value,
        [System.Runtime.CompilerServices.CallerMemberName] string name = ""
    ) => new(name, value, "Expected a positive number.");
}
