namespace AgeFormal.Learning.Data;

/// <summary>Grey images from colour ones and the reverse.</summary>
internal static class Colours
{
    // Luminance of red, green and blue, Recommendation ITU-R BT.601, as common image libraries have it.
    private const float Red = 0.299f;
    private const float Green = 0.587f;
    private const float Blue = 0.114f;

    /// <summary>The images with another number of channels: 1 to 3 by repetition, 3 to 1 by luminance.</summary>
    /// <exception cref="ArgumentException">Another change.</exception>
    public static ImageSet Convert(ImageSet images, int channels) =>
        images.Channels == channels ? images
        : (images.Channels, channels) == (1, 3) ? Repeated(images)
        : (images.Channels, channels) == (3, 1) ? Grey(images)
        : throw new ArgumentException(
            $"Expected images of {channels} channels, received {images}; only grey and colour are converted.",
            nameof(images)
        );

    private static ImageSet Repeated(ImageSet images)
    {
        var pixels = new float[checked(images.Pixels.Length * 3)];
        for (int image = 0; image < images.Count; image++)
        for (int channel = 0; channel < 3; channel++)
            images[image].CopyTo(pixels.AsSpan((image * 3 + channel) * images.Points));
        return images.Changed(3, images.Grid, pixels, images.Labels);
    }

    private static ImageSet Grey(ImageSet images)
    {
        int points = images.Points;
        var pixels = new float[images.Count * points];
        for (int image = 0; image < images.Count; image++)
        {
            var colour = images[image];
            var target = pixels.AsSpan(image * points, points);
            for (int i = 0; i < points; i++)
            {
                var (red, green, blue) = (colour[i], colour[points + i], colour[2 * points + i]);
                // Three equal channels are grey as they are, without a rounding.
                target[i] =
                    red == green && green == blue ? red : Red * red + Green * green + Blue * blue;
            }
        }
        return images.Changed(1, images.Grid, pixels, images.Labels);
    }
}
