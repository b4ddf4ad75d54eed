namespace AgeFormal.Learning.Data;

/// <summary>
/// Rotation of images about their centre with bilinear sampling, zero outside. The value at offset (dy, dx) from the
/// centre is that of the image at (c·dy + s·dx, c·dx − s·dy), where c and s are cosine and sine: counterclockwise as the
/// image is looked at. On square images it is what an affine grid with the matrix [c −s; s c] and bilinear grid sampling
/// give, corners not aligned. Quarter turns are exact permutations of the pixels.
/// </summary>
public static class Rotation
{
    /// <summary>Rotates one image, [rows, columns].</summary>
    /// <param name="image">The pixels.</param>
    /// <param name="rows">The height.</param>
    /// <param name="columns">The width.</param>
    /// <param name="turns">The angle as a fraction of a full turn.</param>
    /// <param name="rotated">Receives the pixels; it does not overlap the image.</param>
    /// <exception cref="ArgumentException">A length is not rows · columns.</exception>
    public static void Turn(
        ReadOnlySpan<float> image,
        int rows,
        int columns,
        double turns,
        Span<float> rotated
    )
    {
        CheckLength(image.Length, rows, columns, nameof(image));
        CheckLength(rotated.Length, rows, columns, nameof(rotated));
        Turn(image, rows, columns, turns, new float[(rows + 2) * (columns + 2)], rotated);
    }

    /// <summary>
    /// Rotates each image of a set by its own angle, every plane of its last two axes alike, and its mask to the nearest point,
    /// class 0 outside.
    /// </summary>
    /// <param name="images">The images.</param>
    /// <param name="turns">The angle of an image by index, as a fraction of a full turn.</param>
    public static ImageSet Turn(ImageSet images, Func<int, double> turns)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(turns);
        var (rows, columns) = (images.Rows, images.Columns);
        var pixels = new float[images.Pixels.Length];
        var framed = new float[(rows + 2) * (columns + 2)];
        int area = rows * columns;
        var labels = images.HasMasks ? new int[images.Labels.Length] : null;
        for (int i = 0; i < images.Count; i++)
        {
            double angle = turns(i);
            for (int start = i * images.Length; start < (i + 1) * images.Length; start += area)
                Turn(
                    images.Pixels.Span.Slice(start, area),
                    rows,
                    columns,
                    angle,
                    framed,
                    pixels.AsSpan(start, area)
                );
            for (int start = i * images.Points; start < (i + 1) * images.Points; start += area)
                if (labels is not null)
                    TurnNearest(
                        images.Labels.Span.Slice(start, area),
                        rows,
                        columns,
                        angle,
                        labels.AsSpan(start, area)
                    );
        }
        return images.Changed(images.Grid, pixels, labels ?? images.Labels);
    }

    private static void TurnNearest(
        ReadOnlySpan<int> mask,
        int rows,
        int columns,
        double turns,
        Span<int> rotated
    )
    {
        var (sine, cosine) = double.SinCosPi(2 * turns);
        for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++)
        {
            double dy = row - (rows - 1) / 2.0;
            double dx = column - (columns - 1) / 2.0;
            double y = Math.Round(cosine * dy + sine * dx + (rows - 1) / 2.0);
            double x = Math.Round(cosine * dx - sine * dy + (columns - 1) / 2.0);
            rotated[row * columns + column] =
                y >= 0 && y < rows && x >= 0 && x < columns ? mask[(int)y * columns + (int)x] : 0;
        }
    }

    // The frame is one pixel wide and stays zero: within it all four neighbours of a point exist, beyond it all are zero.
    private static void Turn(
        ReadOnlySpan<float> image,
        int rows,
        int columns,
        double turns,
        Span<float> framed,
        Span<float> rotated
    )
    {
        int width = columns + 2;
        for (int row = 0; row < rows; row++)
            image.Slice(row * columns, columns).CopyTo(framed[((row + 1) * width + 1)..]);
        // Exact at multiples of one half, where the cosine of a rounded multiple of π is not.
        var (sine, cosine) = double.SinCosPi(2 * turns);
        double middleRow = (rows - 1) / 2.0;
        double middleColumn = (columns - 1) / 2.0;
        for (int row = 0; row < rows; row++)
        {
            double dy = row - middleRow;
            double firstY = cosine * dy + middleRow + 1;
            double firstX = -sine * dy + middleColumn + 1;
            var line = rotated.Slice(row * columns, columns);
            for (int column = 0; column < line.Length; column++)
            {
                double dx = column - middleColumn;
                double y = firstY + sine * dx;
                double x = firstX + cosine * dx;
                line[column] =
                    y >= 0 && y < rows + 1 && x >= 0 && x < columns + 1
                        ? Interpolate(framed, width, y, x)
                        : 0;
            }
        }
    }

    private static float Interpolate(ReadOnlySpan<float> framed, int width, double y, double x)
    {
        int row = (int)y;
        int column = (int)x;
        double down = y - row;
        double right = x - column;
        var top = framed.Slice(row * width + column, 2);
        var bottom = framed.Slice((row + 1) * width + column, 2);
        return (float)(
            (1 - down) * ((1 - right) * top[0] + right * top[1])
            + down * ((1 - right) * bottom[0] + right * bottom[1])
        );
    }

    private static void CheckLength(int length, int rows, int columns, string name)
    {
        if (rows < 1 || columns < 1 || length != (long)rows * columns)
            throw new ArgumentException(
                $"Expected {rows} × {columns} pixels, received {length}.",
                name
            );
    }
}
