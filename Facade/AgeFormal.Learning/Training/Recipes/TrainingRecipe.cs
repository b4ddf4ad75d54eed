namespace AgeFormal.Learning.Training;

/// <summary>
/// The recipe of a training, a value. The defaults are the published ones for rotated MNIST: Adam with rate 10⁻³, weight
/// decay 10⁻⁴ (added to the gradient), batches of 128, 100 epochs. Equal recipes, data and networks give equal bits on one
/// machine with one number of threads.
/// </summary>
public sealed record TrainingRecipe
{
    /// <summary>How gradients change parameters.</summary>
    public Optimizer Optimizer
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Optimizer));
            field = value;
        }
    } = new Optimizer.Adam();

    /// <summary>The learning rate that the schedule multiplies, positive and at most 10³⁰, so that single precision holds it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a positive number of at most 10³⁰.</exception>
    public double LearningRate
    {
        get;
        init => field = RecipeNumbers.Positive(value, nameof(LearningRate));
    } = 1e-3;

    /// <summary>The factor of the rate by position.</summary>
    public RateSchedule Schedule
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Schedule));
            field = value;
        }
    } = new RateSchedule.Constant();

    /// <summary>The weight decay, from 0 to 10³⁰; what it does says the <see cref="Optimizer"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a number from 0 to 10³⁰.</exception>
    public double WeightDecay
    {
        get;
        init => field = RecipeNumbers.NotNegative(value, nameof(WeightDecay));
    } = 1e-4;

    /// <summary>The part of the target that is spread evenly over all classes, from 0 to below 1.</summary>
    public double LabelSmoothing
    {
        get;
        init => field = RecipeNumbers.Share(value, nameof(LabelSmoothing));
    }

    /// <summary>The largest norm of the whole gradient; a longer one is shortened to it. Null for any.</summary>
    public double? GradientNorm
    {
        get;
        init =>
            field = value is { } norm ? RecipeNumbers.Positive(norm, nameof(GradientNorm)) : null;
    }

    /// <summary>
    /// The decay d of an exponential moving average of parameters and running statistics, ā ← d·ā + (1 − d)·θ after each
    /// step; it is what is validated and returned. Null for none.
    /// </summary>
    public double? Average
    {
        get;
        init => field = value is { } decay ? RecipeNumbers.Share(decay, nameof(Average)) : null;
    }

    /// <summary>How the images of a step differ from those of the set.</summary>
    public Augmentation Augmentation
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Augmentation));
            field = value;
        }
    } = Augmentation.None;

    /// <summary>The most passes over the training set, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Epochs
    {
        get;
        init => field = RecipeNumbers.AtLeast(value, 1, nameof(Epochs));
    } = 100;

    /// <summary>The minutes of training after which no further step begins; null for any. Such a training does not repeat bit for bit.</summary>
    public double? Minutes
    {
        get;
        init =>
            field = value is { } minutes ? RecipeNumbers.Positive(minutes, nameof(Minutes)) : null;
    }

    /// <summary>
    /// The epochs in a row without a better validation (fewer errors or, at equal errors, a smaller loss) after which
    /// training ends, at least 1; null for any. It needs a validation set.
    /// </summary>
    public int? Patience
    {
        get;
        init =>
            field = value is { } epochs ? RecipeNumbers.AtLeast(epochs, 1, nameof(Patience)) : null;
    }

    /// <summary>Whether the weights of the epoch with the best validation are returned, not those of the last. It needs a validation set.</summary>
    public bool KeepBest { get; init; }

    /// <summary>The examples of a step, at least 1; the last step of an epoch takes what is left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int BatchSize
    {
        get;
        init => field = RecipeNumbers.AtLeast(value, 1, nameof(BatchSize));
    } = 128;

    /// <summary>The device, <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Device));
            field = value;
        }
    } = "cpu";

    /// <summary>The floating-point format.</summary>
    public TrainingPrecision Precision
    {
        get;
        init =>
            field = Enum.IsDefined(value)
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(Precision),
                    value,
                    $"Expected one of {string.Join(", ", Enum.GetNames<TrainingPrecision>())}."
                );
    }

    /// <summary>
    /// Whether the forward pass keeps fewer tensors and makes them again for the gradient: less memory and more time for the
    /// same weights (<see cref="Networks.Torch.TorchOptions.Recompute"/>).
    /// </summary>
    public bool Recompute { get; init; }

    /// <summary>Determines the initial parameters, the order of the examples, their augmentation and the masks of dropout.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Whether custom designs are trained without a proof that they are equivariant; such a training is refused otherwise.
    /// </summary>
    public bool AllowUnproved { get; init; }

    /// <summary>
    /// The name of the first layer that is trained; null where all are. The layers before it stay as they are, bit for bit, and
    /// run as in evaluation: their running statistics are those that they came with, and they drop nothing.
    /// </summary>
    public string? FreezeUntil { get; init; }

    /// <summary>The learning rate at a position.</summary>
    public double RateAt(SchedulePosition position) => LearningRate * Schedule.FactorAt(position);

    /// <summary>Whether the recipe decides by a validation set.</summary>
    internal bool NeedsValidation =>
        KeepBest
        || Patience is not null
        || (Schedule is RateSchedule.WarmUp warmUp ? warmUp.Then : Schedule)
            is RateSchedule.Plateau;

    /// <summary>For example <c>Adam, rate 0.001, weight decay 0.0001, batch 128, 100 epochs</c>; what is not said is as by default.</summary>
    public override string ToString() =>
        string.Concat(
            $"{Optimizer}, rate {RecipeNumbers.Text(LearningRate)}{Schedule}, weight decay {RecipeNumbers.Text(WeightDecay)}, batch {BatchSize}, {Epochs} epochs",
            Minutes is { } minutes ? $", at most {RecipeNumbers.Text(minutes)} minutes" : "",
            Patience is { } patience ? $", patience {patience}" : "",
            KeepBest ? ", the best kept" : "",
            LabelSmoothing > 0 ? $", labels smoothed by {RecipeNumbers.Text(LabelSmoothing)}" : "",
            GradientNorm is { } norm
                ? $", gradients of norm at most {RecipeNumbers.Text(norm)}"
                : "",
            Average is { } decay ? $", weights averaged with {RecipeNumbers.Text(decay)}" : "",
            FreezeUntil is null ? "" : $", frozen before '{FreezeUntil}'",
            Augmentation == Augmentation.None ? "" : $", {Augmentation}",
            Precision == TrainingPrecision.Single ? "" : $", {Precision} precision",
            Recompute ? ", recomputing" : ""
        );
}
