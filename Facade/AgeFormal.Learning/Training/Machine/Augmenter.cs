using AgeFormal.Learning.Data;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Training;

/// <summary>
/// Changes the images of a batch, and their masks with them, as <see cref="Augmentation"/> says. Mirrored and moved pixels are
/// read by a table and stay as they are; rotated and cropped images are read between pixels, bilinearly, masks at the nearest
/// one.
/// </summary>
internal sealed class Augmenter(Augmentation by, int seed, IReadOnlyList<double> black)
{
    /// <summary>The class that cross-entropy leaves out: that of points outside of an image.</summary>
    public const long Outside = -100;

    /// <summary>The batch of an epoch, counted from 1; each example has the index it has in the set.</summary>
    /// <exception cref="ArgumentException">Images that are not of the plane are to be rotated or cropped.</exception>
    public LabelledBatch Apply(LabelledBatch batch, int epoch, IReadOnlyList<int> indices)
    {
        if (by == Augmentation.None)
            return batch;
        if (by.Interpolates && batch.Images.dim() != 4)
            throw new ArgumentException(
                $"Rotations and crops are of images of the plane, [count, channels, rows, columns]; received [{string.Join(", ", batch.Images.shape)}]."
            );
        ulong[] keys = [.. indices.Select(index => StepKey.Augmentation(seed, epoch, index))];
        var moved = by.Moves ? Moved(batch, keys) : batch;
        return by.Interpolates ? Turned(moved, keys) : moved;
    }

    private static bool IsDense(LabelledBatch batch) => batch.Labels.dim() > 1;

    private LabelledBatch Moved(LabelledBatch batch, ulong[] keys)
    {
        long[] grid = batch.Images.shape[2..];
        var points = (int)grid.Aggregate(1L, (product, size) => product * size);
        var table = new long[keys.Length * points];
        for (var image = 0; image < keys.Length; image++)
            Fill(table.AsSpan(image * points, points), grid, keys[image]);
        var places = tensor(table, [keys.Length, 1, points], device: batch.Images.device);
        return new(
            Read(batch.Images, places, Black(batch.Images)),
            IsDense(batch)
                ? Read(batch.Labels.unsqueeze(1), places, tensor(Outside)).squeeze(1)
                : batch.Labels
        );
    }

    // [1, channels, 1, …]
    private Tensor Black(Tensor images) =>
        tensor([.. black], ScalarType.Float64)
            .to(images.dtype)
            .to(images.device)
            .reshape([1, black.Count, .. images.shape[2..].Select(_ => 1L)]);

    // The last place is outside of the image.
    private static Tensor Read(Tensor images, Tensor places, Tensor outside)
    {
        var flat = images.flatten(2);
        var edge = outside
            .to(images.dtype)
            .to(images.device)
            .reshape(1, -1, 1)
            .expand(flat.shape[0], flat.shape[1], 1);
        return cat([flat, edge], 2)
            .gather(2, places.expand(flat.shape[0], flat.shape[1], -1))
            .reshape(images.shape);
    }

    private void Fill(Span<long> places, long[] grid, ulong key)
    {
        var axes = grid.Length;
        var flips = new bool[axes];
        flips[^1] = by.FlipColumns && SplitMix.Unit(key, 0) < 0.5;
        flips[^2] = by.FlipRows && SplitMix.Unit(key, 1) < 0.5;
        var shifts = new long[axes];
        for (var axis = 0; axis < axes; axis++)
            shifts[axis] =
                (long)Math.Floor(SplitMix.Unit(key, 2 + (ulong)axis) * (2L * by.Shift + 1))
                - by.Shift;
        for (var place = 0; place < places.Length; place++)
        {
            long rest = place,
                source = 0,
                stride = 1;
            var isInside = true;
            for (var axis = axes - 1; axis >= 0; axis--)
            {
                (rest, var at) = Math.DivRem(rest, grid[axis]);
                at -= shifts[axis];
                isInside &= at >= 0 && at < grid[axis];
                source += (flips[axis] ? grid[axis] - 1 - at : at) * stride;
                stride *= grid[axis];
            }
            places[place] = isInside ? source : places.Length;
        }
    }

    private LabelledBatch Turned(LabelledBatch batch, ulong[] keys)
    {
        var (rows, columns) = (batch.Images.shape[2], batch.Images.shape[3]);
        var matrices = new double[keys.Length * 6];
        for (var image = 0; image < keys.Length; image++)
            Fill(matrices.AsSpan(image * 6, 6), keys[image], (double)rows / columns);
        var grid = nn.functional.affine_grid(
            tensor(matrices, [keys.Length, 2, 3], ScalarType.Float64)
                .to(batch.Images.dtype)
                .to(batch.Images.device),
            [keys.Length, 1, rows, columns],
            align_corners: false
        );
        return new(
            Sampled(batch.Images, grid, Black(batch.Images), GridSampleMode.Bilinear),
            IsDense(batch)
                ? Sampled(
                        batch.Labels.unsqueeze(1).to(batch.Images.dtype),
                        grid,
                        tensor(Outside).to(batch.Images.dtype),
                        GridSampleMode.Nearest
                    )
                    .squeeze(1)
                    .round()
                    .to(ScalarType.Int64)
                : batch.Labels
        );
    }

    // Outside is zero, which here stands for what is outside.
    private static Tensor Sampled(
        Tensor images,
        Tensor grid,
        Tensor outside,
        GridSampleMode mode
    ) =>
        nn
            .functional.grid_sample(
                images.sub(outside.to(images.device)),
                grid,
                mode,
                GridSamplePaddingMode.Zeros,
                align_corners: false
            )
            .add(outside.to(images.device));

    // Coordinates run from −1 to 1 along each axis; a rotation is one of pixels.
    private void Fill(Span<double> matrix, ulong key, double rowsToColumns)
    {
        var angle = (2 * SplitMix.Unit(key, 8) - 1) * by.Rotation * Math.PI / 180;
        var side = by.Crop + (1 - by.Crop) * SplitMix.Unit(key, 9);
        var (cosine, sine) = (Math.Cos(angle) * side, Math.Sin(angle) * side);
        var room = 1 - side;
        matrix[0] = cosine;
        matrix[1] = -sine * rowsToColumns;
        matrix[2] = (2 * SplitMix.Unit(key, 10) - 1) * room;
        matrix[3] = sine / rowsToColumns;
        matrix[4] = cosine;
        matrix[5] = (2 * SplitMix.Unit(key, 11) - 1) * room;
    }
}
