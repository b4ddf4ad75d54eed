using System.Globalization;
using AgeFormal.Algebra;

namespace AgeFormal.Networks.Images;

/// <summary>
/// x ↦ (x − mean)/deviation over pixels in [0, 1], with one pair of constants for all channels or one for each. Law: there are
/// as many means as deviations, at least one; all are finite, and the deviations positive.
/// </summary>
public sealed record Normalization
{
    private Normalization(EqArray<double> means, EqArray<double> deviations)
    {
        Means = means;
        Deviations = deviations;
    }

    /// <summary>The mean of all pixels, or that of each channel.</summary>
    public EqArray<double> Means { get; }

    /// <summary>The standard deviation, with the divisor n, of all pixels, or that of each channel.</summary>
    public EqArray<double> Deviations { get; }

    /// <summary>The map of the given constants for all channels.</summary>
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
            ? new([mean], [deviation])
            : throw new ArgumentOutOfRangeException(
                nameof(deviation),
                deviation,
                "Expected a finite, positive deviation of the pixels."
            );
    }

    /// <summary>The map of the given constants, one pair for each channel.</summary>
    /// <exception cref="ArgumentException">The law is broken.</exception>
    public static Normalization Of(EqArray<double> means, EqArray<double> deviations)
    {
        if (means.Count == 0 || means.Count != deviations.Count)
            throw new ArgumentException(
                $"Expected as many deviations as means, at least one; received {means.Count} means and {deviations.Count} deviations.",
                nameof(deviations)
            );
        foreach (var (mean, deviation) in means.Zip(deviations))
            _ = Of(mean, deviation);
        return new(means, deviations);
    }

    /// <summary>The constants of the given pixels.</summary>
    /// <exception cref="ArgumentException">There are no pixels, or they are constant.</exception>
    public static Normalization Measure(ReadOnlySpan<float> pixels) =>
        Measure(pixels, 1, pixels.Length);

    /// <summary>The constants of each channel of the given images, [count, channels, points].</summary>
    /// <exception cref="ArgumentException">There are no such images, or a channel of them is constant.</exception>
    public static Normalization Measure(ReadOnlySpan<float> pixels, int channels, int points)
    {
        if (pixels.IsEmpty)
            throw new ArgumentException("Expected at least one image.", nameof(pixels));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(points);
        long length = (long)channels * points;
        if (pixels.Length % length != 0)
            throw new ArgumentException(
                $"Expected images of {channels} × {points} pixels, received {pixels.Length}.",
                nameof(pixels)
            );
        var means = new double[channels];
        var deviations = new double[channels];
        for (int channel = 0; channel < channels; channel++)
            (means[channel], deviations[channel]) = Measure(pixels, channel, channels, points);
        return new([.. means], [.. deviations]);
    }

    /// <summary>
    /// The constants of images that come in parts, [count, channels, points] each: those of all of them at once, bit for bit.
    /// </summary>
    /// <param name="parts">The parts in order, which are asked for twice.</param>
    /// <param name="channels">The channels of an image.</param>
    /// <param name="points">The points of an image.</param>
    /// <exception cref="ArgumentException">There are no images, or a channel of them is constant.</exception>
    internal static Normalization Measure(
        Func<IEnumerable<ReadOnlyMemory<float>>> parts,
        int channels,
        int points
    )
    {
        var (sums, squares, count) = (new double[channels], new double[channels], 0L);
        foreach (var part in parts())
        {
            Each(part.Span, channels, points, (channel, pixel) => sums[channel] += pixel);
            count += part.Length / channels;
        }
        double[] means = [.. sums.Select(sum => sum / count)];
        foreach (var part in parts())
            Each(
                part.Span,
                channels,
                points,
                (channel, pixel) =>
                    squares[channel] += (pixel - means[channel]) * (pixel - means[channel])
            );
        double[] deviations = [.. squares.Select(sum => Math.Sqrt(sum / count))];
        return new(
            [.. means],
            [
                .. deviations.Select(
                    (one, channel) => Required(one, means[channel], channel, channels)
                ),
            ]
        );
    }

    private static void Each(
        ReadOnlySpan<float> pixels,
        int channels,
        int points,
        Action<int, float> visit
    )
    {
        for (int place = 0; place < pixels.Length; place++)
            visit(place / points % channels, pixels[place]);
    }

    private static double Required(double deviation, double mean, int channel, int channels) =>
        double.IsFinite(deviation) && deviation > 0
            ? deviation
            : throw new ArgumentException(
                $"Expected finite pixels with a positive deviation; all pixels{(channels == 1 ? "" : $" of channel {channel}")} are {mean}."
            );

    /// <summary>The mean of a channel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The channel is negative, or there are constants for fewer channels.</exception>
    public double MeanOf(int channel) => Means[Means.Count == 1 && channel >= 0 ? 0 : channel];

    /// <summary>The deviation of a channel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The channel is negative, or there are constants for fewer channels.</exception>
    public double DeviationOf(int channel) =>
        Deviations[Deviations.Count == 1 && channel >= 0 ? 0 : channel];

    /// <summary>Whether there are constants for images of so many channels.</summary>
    public bool Fits(int channels) => Means.Count == 1 || Means.Count == channels;

    /// <summary>The constants, for example <c>mean 0.5, deviation 0.25</c>.</summary>
    public override string ToString() => $"mean {Text(Means)}, deviation {Text(Deviations)}";

    /// <summary>A constant, or the list of those of the channels.</summary>
    internal static string Text(EqArray<double> constants) =>
        constants.Count == 1
            ? constants[0].ToString(CultureInfo.InvariantCulture)
            : $"[{string.Join(", ", constants.Select(one => one.ToString(CultureInfo.InvariantCulture)))}]";

    private static (double Mean, double Deviation) Measure(
        ReadOnlySpan<float> pixels,
        int channel,
        int channels,
        int points
    )
    {
        double sum = 0;
        for (int start = channel * points; start < pixels.Length; start += channels * points)
            foreach (var pixel in pixels.Slice(start, points))
                sum += pixel;
        int count = pixels.Length / channels;
        var mean = sum / count;
        double squares = 0;
        for (int start = channel * points; start < pixels.Length; start += channels * points)
            foreach (var pixel in pixels.Slice(start, points))
                squares += (pixel - mean) * (pixel - mean);
        var deviation = Math.Sqrt(squares / count);
        return double.IsFinite(deviation) && deviation > 0
            ? (mean, deviation)
            : throw new ArgumentException(
                $"Expected finite pixels with a positive deviation; all pixels{(channels == 1 ? "" : $" of channel {channel}")} are {mean}.",
                nameof(pixels)
            );
    }
}
