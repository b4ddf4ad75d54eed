using System.Globalization;
using AgeFormal.Learning.Data;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Learning;

/// <summary>A labelled set as tensors: images float32 [count, 1, rows, columns] and labels int64 [count].</summary>
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
    /// <exception cref="ArgumentException">The set is empty, does not fit the types of the network or holds a value that is not finite.</exception>
    public static ImageTensors Of(ImageSet set, TypedOp op, string name)
    {
        Check(set, op, name);
        long[] labels = [.. set.Labels.ToArray().Select(label => (long)label)];
        return new(
            tensor(set.Pixels.ToArray(), [set.Count, 1, set.Rows, set.Columns])
                .DetachFromDisposeScope(),
            tensor(labels).DetachFromDisposeScope()
        );
    }

    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }

    private static void Check(ImageSet set, TypedOp op, string name)
    {
        if (set.Count == 0)
            throw new ArgumentException($"Expected at least one image in the {name} set.", name);
        if (!op.Input.Shape.AsSpan().SequenceEqual([1, 1, set.Rows, set.Columns]))
            throw new ArgumentException(
                $"The {name} set has {set}; the network reads {op.Input}.",
                name
            );
        if (op.Output.Count != op.Output.Channels)
            throw new ArgumentException(
                $"Expected a network with one value for each class; the output of this one is {op.Output}.",
                nameof(op)
            );
        int notFinite = set.Pixels.Span.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (notFinite >= 0)
        {
            int area = set.Rows * set.Columns;
            var (row, column) = Math.DivRem(notFinite % area, set.Columns);
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Image {notFinite / area} of the {name} set holds {set.Pixels.Span[notFinite]} in row {row}, column {column}; expected finite numbers."
                ),
                name
            );
        }
        byte largest = set.Labels.ToArray().Max();
        if (largest >= op.Output.Channels)
            throw new ArgumentException(
                $"The {name} set has the class {largest}; the network knows the classes 0 to {op.Output.Channels - 1}.",
                name
            );
    }
}
