using AgeFormal.Networks.Torch.Execution;
using static TorchSharp.torch;

namespace AgeFormal.Learning.Training;

/// <summary>The examples of a step that a process takes: consecutive ones of the batch, as many for each as can be.</summary>
internal sealed class JointPart : IJointBatch
{
    private readonly ICollective _processes;

    private JointPart(ICollective processes, int[] indices, int count, int first, bool counts)
    {
        _processes = processes;
        Indices = indices;
        Count = count;
        First = first;
        Counts = counts;
    }

    /// <summary>The indices of the own examples in the set; where there are none, that of one that does not count.</summary>
    public int[] Indices { get; }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public long First { get; }

    /// <inheritdoc/>
    public bool Counts { get; }

    /// <summary>The part of a batch. Law: the parts that count partition it.</summary>
    public static JointPart Of(ICollective processes, int[] batch)
    {
        var (first, end) = Range(batch.Length, processes.Rank, processes.Ranks);
        return end > first
            ? new(processes, batch[first..end], batch.Length, first, counts: true)
            : new(processes, batch[..1], batch.Length, 0, counts: false);
    }

    /// <summary>The consecutive part of a number of things that falls to a process.</summary>
    public static (int First, int End) Range(int count, int rank, int ranks) =>
        ((int)((long)count * rank / ranks), (int)((long)count * (rank + 1) / ranks));

    /// <inheritdoc/>
    public Tensor Sum(Tensor part) => _processes.Sum(part);

    /// <summary>The sum of the values of all processes.</summary>
    public double Sum(double own) => _processes.Sum(own);
}
