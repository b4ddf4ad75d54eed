namespace AgeFormal.Networks.Images;

/// <summary>x ↦ (x − mean)/deviation over pixels in [0, 1]. Law: both are finite, the deviation is positive.</summary>
public sealed record Normalization
{
    private Normalization(double mean, double deviation)
    {
        Mean = mean;
        Deviation = deviation;
    }

    /// <summary>The mean of all pixels.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation of all pixels, with the divisor n.</summary>
    public double Deviation { get; }

    /// <summary>The map of the given constants.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The law is broken.</exception>
    public static Normalization Of(double mean, double deviation)
    {
        if (!double.IsFinite(mean))
            throw new ArgumentOutOfRangeException(
                nameof(mean),
                mean,
                "Expected a finite mean of the pixels."
            );
        return double.IsFinite(deviation) && deviation > 0
            ? new(mean, deviation)
            : throw new ArgumentOutOfRangeException(
                nameof(deviation),
                deviation,
                "Expected a finite, positive deviation of the pixels."
            );
    }

    /// <summary>The constants of the given pixels.</summary>
    /// <exception cref="ArgumentException">There are no pixels, or they are constant.</exception>
    public static Normalization Measure(ReadOnlySpan<float> pixels)
    {
        if (pixels.IsEmpty)
            throw new ArgumentException("Expected at least one image.", nameof(pixels));
        double sum = 0;
        foreach (var pixel in pixels)
            sum += pixel;
        var mean = sum / pixels.Length;
        double squares = 0;
        foreach (var pixel in pixels)
            squares += (pixel - mean) * (pixel - mean);
        return squares > 0
            ? Of(mean, Math.Sqrt(squares / pixels.Length))
            : throw new ArgumentException(
                $"Expected images with a positive deviation; all pixels are {mean}.",
                nameof(pixels)
            );
    }
}
