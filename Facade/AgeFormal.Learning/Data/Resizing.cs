using AgeFormal.Networks.Images;

namespace AgeFormal.Learning.Data;

/// <summary>
/// Images of another size. Resampling is separable with the triangle filter, whose width is the step between samples where
/// that is more than a pixel, so that nothing is skipped; masks take the nearest point. Sums are in double precision, so that
/// the same bits come out everywhere.
/// </summary>
internal static class Resizing
{
    /// <summary>Each image, and its mask, in another size.</summary>
    /// <exception cref="ArgumentException">A size is not positive or too large, or the images are volumes of another size.</exception>
    public static ImageSet Fit(ImageSet images, int rows, int columns, PictureFit fit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if ((images.Rows, images.Columns) == (rows, columns))
            return images;
        if (images.Grid.Count != 2)
            throw new ArgumentException(
                $"Expected planes of {rows}×{columns}, received {images}; volumes are not resampled.",
                nameof(images)
            );
        if ((long)rows * columns * images.Channels * Math.Max(1, images.Count) > Array.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(rows),
                $"{rows} × {columns}",
                $"Expected a size in which {images} have at most {Array.MaxLength} values."
            );
        var down = Axis(images.Rows, rows, Scale(images, rows, columns, fit).Down);
        var right = Axis(images.Columns, columns, Scale(images, rows, columns, fit).Right);
        int area = images.Points;
        var pixels = new float[images.Count * images.Channels * rows * columns];
        var between = new double[images.Rows * columns];
        for (int plane = 0; plane < images.Count * images.Channels; plane++)
            Resample(
                images.Pixels.Span.Slice(plane * area, area),
                images.Columns,
                down,
                right,
                between,
                pixels.AsSpan(plane * rows * columns, rows * columns)
            );
        return images.Changed([rows, columns], pixels, Masks(images, down, right));
    }

    // How many pixels of the picture lie between two of the result.
    private static (double Down, double Right) Scale(
        ImageSet images,
        int rows,
        int columns,
        PictureFit fit
    )
    {
        var (down, right) = ((double)images.Rows / rows, (double)images.Columns / columns);
        return fit switch
        {
            PictureFit.Stretch => (down, right),
            PictureFit.Cover => (Math.Min(down, right), Math.Min(down, right)),
            PictureFit.Centre => (1, 1),
            _ => (Math.Max(down, right), Math.Max(down, right)),
        };
    }

    private readonly record struct Sample(int First, double[] Weights, int Nearest);

    // Centres lie on each other. Weights within the picture sum to 1; a sample whose centre lies outside of it is black.
    private static Sample[] Axis(int length, int size, double scale)
    {
        var samples = new Sample[size];
        double width = Math.Max(1, scale);
        // Half a pixel goes to the end, so that what keeps its scale keeps its pixels.
        int middle = (int)Math.Floor((size - length) / 2.0);
        for (int i = 0; i < size; i++)
        {
            double centre =
                scale == 1 ? i - middle : (i - (size - 1) / 2.0) * scale + (length - 1) / 2.0;
            if (centre < -0.5 || centre > length - 0.5)
            {
                samples[i] = new(0, [], -1);
                continue;
            }
            int first = Math.Max(0, (int)Math.Ceiling(centre - width));
            int last = Math.Min(length - 1, (int)Math.Floor(centre + width));
            var weights = new double[last - first + 1];
            for (int j = 0; j < weights.Length; j++)
                weights[j] = Math.Max(0, 1 - Math.Abs(first + j - centre) / width);
            double sum = weights.Sum();
            samples[i] = new(
                first,
                [.. weights.Select(weight => weight / sum)],
                Math.Clamp((int)Math.Round(centre), 0, length - 1)
            );
        }
        return samples;
    }

    private static void Resample(
        ReadOnlySpan<float> plane,
        int width,
        Sample[] down,
        Sample[] right,
        Span<double> between,
        Span<float> resampled
    )
    {
        int rows = plane.Length / width;
        for (int row = 0; row < rows; row++)
        {
            var line = plane.Slice(row * width, width);
            for (int column = 0; column < right.Length; column++)
            {
                double sum = 0;
                var (first, weights, _) = right[column];
                for (int j = 0; j < weights.Length; j++)
                    sum += weights[j] * line[first + j];
                between[row * right.Length + column] = sum;
            }
        }
        for (int row = 0; row < down.Length; row++)
        {
            var (first, weights, _) = down[row];
            for (int column = 0; column < right.Length; column++)
            {
                double sum = 0;
                for (int j = 0; j < weights.Length; j++)
                    sum += weights[j] * between[(first + j) * right.Length + column];
                resampled[row * right.Length + column] = (float)sum;
            }
        }
    }

    private static ReadOnlyMemory<int> Masks(ImageSet images, Sample[] down, Sample[] right)
    {
        if (!images.HasMasks)
            return images.Labels;
        var masks = images.Labels.Span;
        var fitted = new int[images.Count * down.Length * right.Length];
        int next = 0;
        for (int image = 0; image < images.Count; image++)
            foreach (var row in down)
            foreach (var column in right)
                fitted[next++] =
                    row.Nearest < 0 || column.Nearest < 0
                        ? 0
                        : masks[
                            image * images.Points + row.Nearest * images.Columns + column.Nearest
                        ];
        return fitted;
    }
}
