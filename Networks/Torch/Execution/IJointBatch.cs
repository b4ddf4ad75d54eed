using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>
/// The part of a batch that this process holds where several processes make one step together: statistics and masks are those
/// of the whole batch, so that the parts together give what one process gives.
/// </summary>
internal interface IJointBatch
{
    /// <summary>The number of signals of the whole batch.</summary>
    long Count { get; }

    /// <summary>The place of this part's first signal in it.</summary>
    long First { get; }

    /// <summary>Whether the part counts; a process without signals of its own carries one that does not.</summary>
    bool Counts { get; }

    /// <summary>The sum over the processes, the same bits on each of them.</summary>
    Tensor Sum(Tensor part);
}
