using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Data;

/// <summary>Some examples.</summary>
/// <param name="Images">float32 [count, channels, …grid].</param>
/// <param name="Labels">int64 [count], or [count, …grid] where every point has a class.</param>
public sealed record LabelledBatch(Tensor Images, Tensor Labels)
{
    /// <summary>The images as signals.</summary>
    /// <param name="type">The input of the network that reads them.</param>
    /// <exception cref="ArgumentException">The images are of another type.</exception>
    public Signal<double> ToSignal(FieldType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        long[] expected = [type.Channels, .. type.Grid.Sizes.Select(size => (long)size)];
        if (Images is null || !Images.shape.Skip(1).SequenceEqual(expected))
            throw new ArgumentException(
                $"Images of [count, {string.Join(", ", expected)}] are expected, received [{string.Join(", ", Images?.shape ?? [])}].",
                nameof(type)
            );
        return SignalTensor.Read(Images, type);
    }
}
