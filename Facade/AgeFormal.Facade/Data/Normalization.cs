namespace AgeFormal.Facade.Data;

/// <summary>x ↦ (x − mean)/deviation over pixels in [0, 1].</summary>
/// <param name="Mean">The mean of all pixels.</param>
/// <param name="Deviation">The standard deviation of all pixels, with the divisor n.</param>
public sealed record Normalization(double Mean, double Deviation)
{
    /// <summary>
    /// The constants of rotated MNIST: <see cref="Of"/> the first 12 000 digits of the training file, rotated with seed 0
    /// (<see cref="RotatedMnist"/>), to six decimals. All sets of this library are normalised with them.
    /// </summary>
    public static Normalization RotatedMnist { get; } = new(0.131775, 0.291525);

    /// <summary>The constants of a set.</summary>
    /// <exception cref="ArgumentException">The set is empty or constant.</exception>
    public static Normalization Of(ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            throw new ArgumentException("Expected at least one image.", nameof(images));
        var pixels = images.Pixels.Span;
        double sum = 0;
        foreach (float pixel in pixels)
            sum += pixel;
        double mean = sum / pixels.Length;
        double squares = 0;
        foreach (float pixel in pixels)
            squares += (pixel - mean) * (pixel - mean);
        return squares > 0
            ? new(mean, Math.Sqrt(squares / pixels.Length))
            : throw new ArgumentException(
                $"Expected images with a positive deviation; all pixels are {mean}.",
                nameof(images)
            );
    }
}
