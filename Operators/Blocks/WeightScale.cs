namespace AgeFormal.Operators;

/// <summary>
/// How convolution kernels start: with fan-in c·|S| (|H| is not counted) either U(−a/√fan, a/√fan) or N(0, a²/fan),
/// or N(0, a²) regardless of the fan-in, or so that the layer keeps the size of its signal.
/// </summary>
/// <param name="Distribution">The family.</param>
/// <param name="Scale">a.</param>
public sealed record WeightScale(WeightDistribution Distribution, double Scale = 1)
{
    /// <summary>U(−1/√fan, 1/√fan), the published group convolutions' start.</summary>
    public static WeightScale Uniform { get; } = new(WeightDistribution.FanInUniform);

    /// <summary>N(0, 1/fan), the published plain convolutions' start.</summary>
    public static WeightScale Normal { get; } = new(WeightDistribution.FanInNormal);

    /// <summary>
    /// Uniform with the variance a²/(n·w²·m) for n summands of weight w, each a value of mean square m times a weight: an
    /// input of mean square m gives an output of mean square a². Behind a relu m is 1/2, behind nothing 1; see
    /// <see cref="Typing"/>, which follows m from layer to layer.
    /// </summary>
    public static WeightScale Preserving { get; } = new(WeightDistribution.Preserving);

    /// <summary>The distribution for a fan-in, all of whose summands have weight 1.</summary>
    public Initial For(int fanIn) => For(fanIn, fanIn, 1);

    /// <summary>The distribution for a layer Σ w f ψ.</summary>
    /// <param name="fanIn">c·|S|.</param>
    /// <param name="summands">n, the number of summands: on the group fan-in times |H|.</param>
    /// <param name="weight">w, their weight: that of the Haar measure, times the expected attention, times √m.</param>
    public Initial For(int fanIn, long summands, double weight) =>
        Distribution switch
        {
            WeightDistribution.Preserving => new Initial.Uniform(
                Scale * Math.Sqrt(3.0 / summands) / (weight == 0 ? 1 : Math.Abs(weight))
            ),
            WeightDistribution.FanInUniform => new Initial.Uniform(Scale / Math.Sqrt(fanIn)),
            WeightDistribution.FanInNormal => new Initial.Normal(Scale / Math.Sqrt(fanIn)),
            WeightDistribution.Normal => new Initial.Normal(Scale),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>A family of distributions for kernels.</summary>
public enum WeightDistribution
{
    /// <summary>U(−a/√fan, a/√fan).</summary>
    FanInUniform,

    /// <summary>N(0, a²/fan).</summary>
    FanInNormal,

    /// <summary>N(0, a²).</summary>
    Normal,

    /// <summary>Uniform, by the number and the weight of the summands; see <see cref="WeightScale.Preserving"/>.</summary>
    Preserving,
}
