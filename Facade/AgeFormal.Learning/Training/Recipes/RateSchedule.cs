using AgeFormal.Algebra;

namespace AgeFormal.Learning.Training;

/// <summary>The factor by which the learning rate of the recipe is multiplied, a pure function of the position.</summary>
public abstract record RateSchedule
{
    private RateSchedule() { }

    /// <summary>The factor 1 throughout.</summary>
    public sealed record Constant : RateSchedule
    {
        /// <inheritdoc/>
        public override double FactorAt(SchedulePosition position) => 1;

        /// <inheritdoc/>
        public override string ToString() => "";
    }

    /// <summary>Multiplied after each of some epochs.</summary>
    public sealed record Steps : RateSchedule
    {
        /// <summary>The epochs after which the rate is multiplied, counted from 1.</summary>
        public EqArray<int> After { get; init; } = [];

        /// <summary>By what, positive.</summary>
        public double Factor
        {
            get;
            init => field = RecipeNumbers.Positive(value, nameof(Factor));
        } = 0.1;

        /// <inheritdoc/>
        public override double FactorAt(SchedulePosition position)
        {
            ArgumentNullException.ThrowIfNull(position);
            return Math.Pow(Factor, After.Count(step => step < position.Epoch));
        }

        /// <inheritdoc/>
        public override string ToString() =>
            After.Count == 0
                ? ""
                : $", times {RecipeNumbers.Text(Factor)} after epochs {string.Join(", ", After)}";
    }

    /// <summary>Floor + (1 − Floor)(1 + cos πt)/2, t the part of all steps that is done. Source: Loshchilov and Hutter 2017.</summary>
    public sealed record Cosine : RateSchedule
    {
        /// <summary>The factor at the end, from 0 to below 1.</summary>
        public double Floor
        {
            get;
            init => field = RecipeNumbers.Share(value, nameof(Floor));
        }

        /// <inheritdoc/>
        public override double FactorAt(SchedulePosition position)
        {
            ArgumentNullException.ThrowIfNull(position);
            return Between(1, Floor, position.Progress);
        }

        /// <inheritdoc/>
        public override string ToString() => $", cosine to {RecipeNumbers.Text(Floor)} of it";
    }

    /// <summary>
    /// From Start to 1 over the part Rise of all steps, then to End, both along a cosine. Source: Smith and Topin 2018.
    /// </summary>
    public sealed record OneCycle : RateSchedule
    {
        /// <summary>The part of the steps in which the rate rises, above 0, at most 1.</summary>
        public double Rise
        {
            get;
            init => field = RecipeNumbers.Part(value, nameof(Rise));
        } = 0.3;

        /// <summary>The factor at the start, above 0, at most 1.</summary>
        public double Start
        {
            get;
            init => field = RecipeNumbers.Part(value, nameof(Start));
        } = 0.04;

        /// <summary>The factor at the end, from 0 to below 1.</summary>
        public double End
        {
            get;
            init => field = RecipeNumbers.Share(value, nameof(End));
        } = 4e-6;

        /// <inheritdoc/>
        public override double FactorAt(SchedulePosition position)
        {
            ArgumentNullException.ThrowIfNull(position);
            var done = position.Progress;
            return done < Rise
                ? Between(Start, 1, done / Rise)
                : Between(1, End, Rise < 1 ? (done - Rise) / (1 - Rise) : 0);
        }

        /// <inheritdoc/>
        public override string ToString() =>
            $", one cycle from {RecipeNumbers.Text(Start)} of it up over {RecipeNumbers.Text(Rise)} of the steps and down to {RecipeNumbers.Text(End)} of it";
    }

    /// <summary>
    /// Multiplied whenever more than Patience epochs in a row have not lowered the validation error. It needs a validation
    /// set.
    /// </summary>
    public sealed record Plateau : RateSchedule
    {
        /// <summary>By what, positive.</summary>
        public double Factor
        {
            get;
            init => field = RecipeNumbers.Positive(value, nameof(Factor));
        } = 0.5;

        /// <summary>The epochs without a lower error that are borne, at least 0.</summary>
        public int Patience
        {
            get;
            init => field = RecipeNumbers.AtLeast(value, 0, nameof(Patience));
        } = 20;

        /// <inheritdoc/>
        public override double FactorAt(SchedulePosition position)
        {
            ArgumentNullException.ThrowIfNull(position);
            var (factor, least, waited) = (1.0, double.PositiveInfinity, 0);
            foreach (var error in position.ValidationErrors)
            {
                (least, waited) = error < least ? (error, 0) : (least, waited + 1);
                if (waited > Patience)
                    (factor, waited) = (factor * Factor, 0);
            }
            return factor;
        }

        /// <inheritdoc/>
        public override string ToString() =>
            $", times {RecipeNumbers.Text(Factor)} after more than {Patience} epochs without a lower validation error";
    }

    /// <summary>Another schedule, in the first epochs times the part of the warm-up that is done.</summary>
    public sealed record WarmUp : RateSchedule
    {
        /// <summary>The length of the warm-up in epochs, positive; a part of an epoch counts its steps.</summary>
        public double Epochs
        {
            get;
            init => field = RecipeNumbers.Positive(value, nameof(Epochs));
        } = 1;

        /// <summary>The schedule.</summary>
        public RateSchedule Then
        {
            get;
            init
            {
                ArgumentNullException.ThrowIfNull(value, nameof(Then));
                field =
                    value is WarmUp
                        ? throw new ArgumentException(
                            "Expected one warm-up, received two.",
                            nameof(Then)
                        )
                        : value;
            }
        } = new Constant();

        /// <inheritdoc/>
        public override double FactorAt(SchedulePosition position)
        {
            ArgumentNullException.ThrowIfNull(position);
            return Then.FactorAt(position)
                * Math.Min(1, (position.Update + 1) / (Epochs * position.UpdatesPerEpoch));
        }

        /// <inheritdoc/>
        public override string ToString() =>
            $"{Then}, warm-up over {RecipeNumbers.Text(Epochs)} epochs";
    }

    /// <summary>The factor at a position, at least 0.</summary>
    public abstract double FactorAt(SchedulePosition position);

    /// <summary>The value of the arm of the case.</summary>
    public T Match<T>(
        Func<Constant, T> constant,
        Func<Steps, T> steps,
        Func<Cosine, T> cosine,
        Func<OneCycle, T> oneCycle,
        Func<Plateau, T> plateau,
        Func<WarmUp, T> warmUp
    )
    {
        ArgumentNullException.ThrowIfNull(constant);
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(cosine);
        ArgumentNullException.ThrowIfNull(oneCycle);
        ArgumentNullException.ThrowIfNull(plateau);
        ArgumentNullException.ThrowIfNull(warmUp);
        return this switch
        {
            Constant of => constant(of),
            Steps of => steps(of),
            Cosine of => cosine(of),
            OneCycle of => oneCycle(of),
            Plateau of => plateau(of),
            WarmUp of => warmUp(of),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    // Along a cosine: from at 0 to at 1.
    private static double Between(double from, double to, double at) =>
        to + (from - to) * (1 + Math.Cos(Math.PI * Math.Clamp(at, 0, 1))) / 2;
}
