using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Training;

/// <summary>What processes find out together. Sums are made in the order of ranks, so that all processes have the same bits.</summary>
internal static class Collectives
{
    /// <summary>The values of all processes, in the order of ranks.</summary>
    public static double[] Values(this ICollective processes, double own)
    {
        var all = new double[processes.Ranks];
        processes.Gather(MemoryMarshal.AsBytes([own]), MemoryMarshal.AsBytes(all.AsSpan()));
        return all;
    }

    /// <summary>The sum of the values of all processes.</summary>
    public static double Sum(this ICollective processes, double own)
    {
        var sum = 0.0;
        foreach (var value in processes.Values(own))
            sum += value;
        return sum;
    }

    /// <summary>Whether it is so in any process.</summary>
    public static bool Any(this ICollective processes, bool own) =>
        processes.Values(own ? 1 : 0).Any(value => value > 0);

    /// <summary>The sum of the tensors of all processes, of the shape, format and device of the own one.</summary>
    public static Tensor Sum(this ICollective processes, Tensor own)
    {
        using var scope = NewDisposeScope();
        var plain = own.detach().cpu().contiguous();
        var bytes = plain.bytes;
        var all = new byte[checked(bytes.Length * processes.Ranks)];
        processes.Gather(bytes, all);
        Tensor? sum = null;
        for (var rank = 0; rank < processes.Ranks; rank++)
        {
            var part = empty(plain.shape, plain.dtype);
            all.AsSpan(rank * bytes.Length, bytes.Length).CopyTo(part.bytes);
            sum = sum is null ? part : sum.add_(part);
        }
        return sum!.to(own.device).MoveToOuterDisposeScope();
    }
}
