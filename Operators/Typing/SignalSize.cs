namespace AgeFormal.Operators;

/// <summary>
/// The mean square E[f²] of a signal behind a block before training, in the model in which values are normal: a convolution
/// that starts by <see cref="WeightScale.Preserving"/> gives 1, as does normalisation; φ gives E[φ(z)²], for relu half of
/// what it received; attention multiplies by its square.
/// </summary>
internal static class SignalSize
{
    private const int Steps = 512;
    private const double Reach = 8;
    private const double Most = 1e6;

    private static readonly (double Z, double Weight)[] Normal = Midpoints();

    /// <summary>E[f²] behind a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="before">E[f²] in front of it, positive.</param>
    public static double After(Op.Elementary block, double before) => Bounded(Of(block, before));

    /// <summary>A mean square that another kernel can make up for.</summary>
    public static double Bounded(double size) => Math.Clamp(size, 1 / Most, Most);

    private static double Of(Op.Elementary block, double before) =>
        block switch
        {
            Op.Pointwise op => MeanSquare(op.Function, before),
            Op.InputAttention op => before
                * Math.Pow(
                    AttentionTerms.ExpectedAttention(op.Channel?.Gate, op.Spatial?.Gate, op.Branch),
                    2
                ),
            Op.LiftingConvolution
            or Op.GroupConvolution
            or Op.AttentiveConvolution
            or Op.Custom
            or Op.BatchNormalization => 1,
            _ => before,
        };

    // A function of the user's own, or one without a mean square, says nothing.
    private static double MeanSquare(PointwiseFunction function, double variance)
    {
        if (PointwiseFunction.All.FirstOrDefault(known => known.Equals(function)) is not { } known)
            return variance;
        var deviation = Math.Sqrt(variance);
        var sum = 0.0;
        foreach (var (z, weight) in Normal)
        {
            var value = known.Real(deviation * z);
            sum += weight * value * value;
        }
        return sum is > 1 / Most and < Most ? sum : variance;
    }

    // The density of N(0, 1) at points of equal distance, none of which is 0.
    private static (double, double)[] Midpoints()
    {
        var points = Enumerable
            .Range(0, Steps)
            .Select(step => Reach * ((2 * step + 1.0) / Steps - 1))
            .Select(z => (Z: z, Weight: Math.Exp(-z * z / 2)))
            .ToArray();
        var total = points.Sum(point => point.Weight);
        return [.. points.Select(point => (point.Z, point.Weight / total))];
    }
}
