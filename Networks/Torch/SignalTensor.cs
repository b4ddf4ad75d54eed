using System.Collections.Immutable;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch;

/// <summary>
/// Signals as tensors. Between layers the h axis is folded into the channels, <c>[b, c·h, …grid]</c>: the layout that
/// convolutions want.
/// </summary>
internal static class SignalTensor
{
    /// <exception cref="ArgumentException">The signal has another type.</exception>
    public static void RequireType(Signal<double> input, FieldType type)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Type != type)
            throw new ArgumentException(
                $"A signal of type {type} is expected, received {input.Type}.",
                nameof(input)
            );
    }

    public static Tensor Write(Signal<double> signal, Placement placement) =>
        tensor([.. signal.Values], [signal.Batch, .. Sizes(signal.Type)], ScalarType.Float64)
            .to(placement.Type)
            .to(placement.Device);

    public static Signal<double> Read(Tensor tensor, FieldType type) =>
        Signal<double>.Create(type, Values(tensor));

    public static ImmutableArray<double> Values(Tensor tensor)
    {
        using var plain = tensor.detach().to(ScalarType.Float64).cpu().contiguous();
        return [.. plain.data<double>().ToArray()];
    }

    /// <summary><c>[b, c, h, …]</c>, or <c>[b, c, …]</c> on the lattice, to <c>[b, c·h, …]</c>.</summary>
    public static Tensor Fold(Tensor input, FieldType type)
    {
        long[] sizes = Sizes(type);
        ReadOnlySpan<long> shape = input.shape;
        var filled = shape.Length > 0 && shape[0] > 0;
        var whole = filled && shape[1..].SequenceEqual(sizes);
        var plane =
            type.FibreSize == 1 && filled && shape[1..].SequenceEqual([sizes[0], .. sizes[2..]]);
        if (!whole && !plane)
            throw new ArgumentException(
                $"A tensor [batch, {string.Join(", ", sizes)}] with a batch of at least 1 is expected for {type}, received [{string.Join(", ", input.shape)}].",
                nameof(input)
            );
        return whole ? input.reshape([shape[0], sizes[0] * sizes[1], .. sizes[2..]]) : input;
    }

    /// <summary><c>[b, c·h, …]</c> to <c>[b, c, h, …]</c>.</summary>
    public static Tensor Unfold(Tensor tensor, FieldType type) =>
        tensor.reshape([tensor.shape[0], .. Sizes(type)]);

    private static long[] Sizes(FieldType type) => [.. type.Shape.Select(size => (long)size)];
}
