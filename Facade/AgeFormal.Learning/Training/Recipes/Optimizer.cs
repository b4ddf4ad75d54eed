namespace AgeFormal.Learning.Training;

/// <summary>
/// How gradients change parameters. The weight decay λ and the rate η are the recipe's; g is the gradient, θ a parameter.
/// </summary>
public abstract record Optimizer
{
    private Optimizer() { }

    /// <summary>
    /// m ← β₁ m + (1 − β₁)(g + λθ), v ← β₂ v + (1 − β₂)(g + λθ)², θ ← θ − η m̂/(√v̂ + ε). Source: Kingma and Ba 2015.
    /// </summary>
    public sealed record Adam : Optimizer
    {
        /// <summary>The decay of the mean of gradients, from 0 to below 1.</summary>
        public double Beta1
        {
            get;
            init => field = RecipeNumbers.Share(value, nameof(Beta1));
        } = 0.9;

        /// <summary>The decay of the mean of squares, from 0 to below 1.</summary>
        public double Beta2
        {
            get;
            init => field = RecipeNumbers.Share(value, nameof(Beta2));
        } = 0.999;

        /// <summary>What is added to the root, positive.</summary>
        public double Epsilon
        {
            get;
            init => field = RecipeNumbers.Positive(value, nameof(Epsilon));
        } = 1e-8;

        /// <inheritdoc/>
        public override string ToString() => "Adam";
    }

    /// <summary>
    /// θ ← (1 − ηλ) θ, then <see cref="Adam"/> without decay. Source: Loshchilov and Hutter 2019.
    /// </summary>
    public sealed record AdamW : Optimizer
    {
        /// <summary>The decay of the mean of gradients, from 0 to below 1.</summary>
        public double Beta1
        {
            get;
            init => field = RecipeNumbers.Share(value, nameof(Beta1));
        } = 0.9;

        /// <summary>The decay of the mean of squares, from 0 to below 1.</summary>
        public double Beta2
        {
            get;
            init => field = RecipeNumbers.Share(value, nameof(Beta2));
        } = 0.999;

        /// <summary>What is added to the root, positive.</summary>
        public double Epsilon
        {
            get;
            init => field = RecipeNumbers.Positive(value, nameof(Epsilon));
        } = 1e-8;

        /// <inheritdoc/>
        public override string ToString() => "AdamW";
    }

    /// <summary>
    /// u ← μ u + (g + λθ); θ ← θ − η u, or with Nesterov's step θ ← θ − η (g + λθ + μ u).
    /// Source: Sutskever et al. 2013.
    /// </summary>
    public sealed record Sgd : Optimizer
    {
        /// <summary>μ, from 0 to below 1.</summary>
        public double Momentum
        {
            get;
            init => field = RecipeNumbers.Share(value, nameof(Momentum));
        } = 0.9;

        /// <summary>Whether the step looks ahead along the momentum.</summary>
        public bool Nesterov { get; init; }

        /// <inheritdoc/>
        public override string ToString() =>
            $"SGD, momentum {RecipeNumbers.Text(Momentum)}{(Nesterov ? " of Nesterov" : "")}";
    }

    /// <summary>The value of the arm of the case.</summary>
    public T Match<T>(Func<Adam, T> adam, Func<AdamW, T> adamW, Func<Sgd, T> sgd)
    {
        ArgumentNullException.ThrowIfNull(adam);
        ArgumentNullException.ThrowIfNull(adamW);
        ArgumentNullException.ThrowIfNull(sgd);
        return this switch
        {
            Adam of => adam(of),
            AdamW of => adamW(of),
            Sgd of => sgd(of),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
