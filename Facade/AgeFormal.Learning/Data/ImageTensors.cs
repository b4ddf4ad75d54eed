using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Learning.Data;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Learning;

/// <summary>
/// A labelled set as tensors: images float32 [count, channels, …grid] and labels int64, [count] for a classifier and
/// [count, …grid] for a network that scores every point.
/// </summary>
internal sealed class ImageTensors : IDisposable
{
    private ImageTensors(Tensor images, Tensor labels)
    {
        Images = images;
        Labels = labels;
    }

    public Tensor Images { get; }

    public Tensor Labels { get; }

    public int Count => (int)Labels.shape[0];

    /// <summary>The tensors of a set, outside of all dispose scopes.</summary>
    /// <param name="set">The set.</param>
    /// <param name="op">The network that is to read it.</param>
    /// <param name="name">The name that errors give to the set.</param>
    /// <exception cref="ArgumentException">
    /// The set is empty, without labels, does not fit the types of the network or holds a value that is not finite.
    /// </exception>
    public static ImageTensors Of(ImageSet set, TypedOp op, string name)
    {
        var (images, labels) = Batch(set, op, name);
        return new(images.DetachFromDisposeScope(), labels.DetachFromDisposeScope());
    }

    /// <summary>The tensors of a set, in the dispose scope of the caller.</summary>
    /// <inheritdoc cref="Of" path="/exception"/>
    public static LabelledBatch Batch(ImageSet set, TypedOp op, string name)
    {
        Check(set, op, Excerpt.Of(name));
        long[] labels = [.. set.Labels.ToArray().Select(label => (long)label)];
        long[] grid = [.. set.Grid.Select(size => (long)size)];
        return new(
            tensor(set.Pixels.ToArray(), [set.Count, set.Channels, .. grid]),
            tensor(labels, set.HasMasks ? [set.Count, .. grid] : [set.Count])
        );
    }

    /// <summary>
    /// The output of a network as scores of classes: [batch, classes] for a classifier, [batch, classes, …grid] for a network
    /// that scores every point, both as cross-entropy takes them beside <see cref="Labels"/>.
    /// </summary>
    public static Tensor Scores(Tensor output, FieldType type) =>
        type.Grid.BoxCount == 1
            ? output.flatten(1)
            : output.reshape([
                output.shape[0],
                type.Channels,
                .. type.Grid.Sizes.Select(size => (long)size),
            ]);

    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }

    private static void Check(ImageSet set, TypedOp op, string name)
    {
        if (set.Count == 0)
            throw new ArgumentException($"Expected at least one image in the {name} set.", name);
        if (!ImagePreparation.Fits(set, op.Input))
            throw new ArgumentException(
                $"The {name} set has {set}; the network reads {op.Input}.",
                name
            );
        var isClassifier = op.Output.Count == op.Output.Channels;
        var isDense =
            op.Output.FibreSize == 1 && op.Output.Grid.Sizes.SequenceEqual(op.Input.Grid.Sizes);
        if (!isClassifier && !isDense)
            throw new ArgumentException(
                $"Expected a network with one value for each class, of the image or of each of its points; the output of this one is {op.Output}.",
                nameof(op)
            );
        int expected = isClassifier ? 1 : set.Points;
        if (set.LabelsPerImage != expected)
            throw new ArgumentException(
                $"The {name} set has {set.LabelsPerImage} labels for each image; the network, whose output is {op.Output}, takes {expected}.",
                name
            );
        CheckFinite(set, name);
        int largest = set.Labels.ToArray().Max();
        if (largest >= op.Output.Channels)
            throw new ArgumentException(
                $"The {name} set has the class {largest}; the network knows the classes 0 to {op.Output.Channels - 1}.",
                name
            );
    }

    private static void CheckFinite(ImageSet set, string name)
    {
        int notFinite = set.Pixels.Span.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (notFinite < 0)
            return;
        var (image, place) = Math.DivRem(notFinite, set.Length);
        var (row, column) = Math.DivRem(place % (set.Rows * set.Columns), set.Columns);
        var plane =
            set.Length == set.Rows * set.Columns
                ? ""
                : $"plane {place / (set.Rows * set.Columns)}, ";
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Image {image} of the {name} set holds {set.Pixels.Span[notFinite]} in {plane}row {row}, column {column}; expected finite numbers."
            ),
            name
        );
    }
}
