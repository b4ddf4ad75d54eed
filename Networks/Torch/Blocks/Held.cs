using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>
/// A tensor that a block owns and that is neither a parameter nor a buffer. Held in an object of its own, because
/// TorchSharp registers tensor fields as buffers.
/// </summary>
internal sealed class Held : IDisposable
{
    public Tensor? Tensor { get; private set; }

    /// <summary>Takes over a tensor, past the scope in which it was made, in place of the one before.</summary>
    public Tensor Set(Tensor tensor)
    {
        Dispose();
        return Tensor = tensor.DetachFromDisposeScope();
    }

    public void Dispose()
    {
        Tensor?.Dispose();
        Tensor = null;
    }
}
