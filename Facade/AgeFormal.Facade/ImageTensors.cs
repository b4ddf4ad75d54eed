using AgeFormal.Facade.Data;
using AgeFormal.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Facade;

/// <summary>A labelled set as two tensors, checked against the types of a network.</summary>
internal sealed class ImageTensors : IDisposable
{
    private ImageTensors(Tensor images, Tensor labels)
    {
        Images = images;
        Labels = labels;
    }

    /// <summary>float32 [count, 1, 1, rows, columns].</summary>
    public Tensor Images { get; }

    /// <summary>int64 [count].</summary>
    public Tensor Labels { get; }

    public static ImageTensors Of(ImageSet set, TypedOp network, string name)
    {
        Check(set, network, name);
        long[] labels = [.. set.Labels.ToArray().Select(label => (long)label)];
        using var scope = NewDisposeScope();
        return new(
            tensor(set.Pixels.ToArray(), [set.Count, 1, 1, set.Rows, set.Columns])
                .MoveToOuterDisposeScope()
                .DetachFromDisposeScope(),
            tensor(labels).DetachFromDisposeScope()
        );
    }

    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }

    private static void Check(ImageSet set, TypedOp network, string name)
    {
        if (set.Count == 0)
            throw new ArgumentException($"Expected at least one image in the {name} set.", name);
        if (!network.Input.Shape.AsSpan().SequenceEqual([1, 1, set.Rows, set.Columns]))
            throw new ArgumentException(
                $"The {name} set has {set}; the network reads {network.Input}.",
                name
            );
        if (network.Output.Count != network.Output.Channels)
            throw new ArgumentException(
                $"Expected a network with one value for each class, received the output {network.Output}.",
                nameof(network)
            );
        int largest = set.Labels.Span.ToArray().Max();
        if (largest >= network.Output.Channels)
            throw new ArgumentException(
                $"The {name} set has the class {largest}; the network knows 0 to {network.Output.Channels - 1}.",
                name
            );
    }
}
