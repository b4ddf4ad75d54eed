using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>The tensors of one pass.</summary>
/// <param name="user">A tensor of the device and format in which the pass runs.</param>
/// <param name="values">The tensors of the steps that are given or known; those that are made come in.</param>
/// <param name="batch">The number of signals.</param>
/// <param name="training">Whether statistics are those of the batch and values are dropped.</param>
/// <param name="joint">The part of a batch that several processes hold; null for the whole of it.</param>
internal sealed class Frame(
    Tensor user,
    Tensor?[] values,
    long batch,
    bool training,
    IJointBatch? joint = null
)
{
    public IJointBatch? Joint => joint;

    public Tensor User => user;

    public Tensor?[] Values => values;

    public long Batch => batch;

    public bool Training => training;

    public Tensor this[int step] => values[step]!;
}
