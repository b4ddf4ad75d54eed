namespace AgeFormal.Operators;

/// <summary>
/// How convolution kernels start: with fan-in c·|S| (|H| is not counted) either U(−a/√fan, a/√fan) or N(0, a²/fan),
/// or N(0, a²) regardless of the fan-in.
/// </summary>
/// <param name="Distribution">The family.</param>
/// <param name="Scale">a.</param>
public sealed record WeightScale(WeightDistribution Distribution, double Scale = 1)
{
    /// <summary>U(−1/√fan, 1/√fan), the published group convolutions' start.</summary>
    public static WeightScale Uniform { get; } = new(WeightDistribution.FanInUniform);

    /// <summary>N(0, 1/fan), the published plain convolutions' start.</summary>
    public static WeightScale Normal { get; } = new(WeightDistribution.FanInNormal);

    /// <summary>The distribution for a fan-in.</summary>
    public Initial For(int fanIn) =>
        Distribution switch
        {
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
}
