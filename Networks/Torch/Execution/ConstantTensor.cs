using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>
/// A tensor that the operator alone determines, in no file. It follows its users from device to device and from format to
/// format; as a non-persistent buffer it would stay behind when TorchSharp moves the module.
/// </summary>
/// <remarks>A copy that was handed out lives as long as the block: several passes may read it.</remarks>
internal sealed class ConstantTensor(Tensor values) : IDisposable
{
    private readonly Lock _moving = new();
    private volatile Tensor[] _copies = [values.DetachFromDisposeScope()];

    /// <summary>The tensor on the device of another one; numbers in its floating-point format.</summary>
    public Tensor On(Tensor user)
    {
        if (Find(user) is { } known)
            return known;
        lock (_moving)
        {
            if (Find(user) is { } moved)
                return moved;
            var copy = _copies[0].to(Format(user), user.device).DetachFromDisposeScope();
            _copies = [.. _copies, copy];
            return copy;
        }
    }

    public void Dispose()
    {
        foreach (var copy in _copies)
            copy.Dispose();
    }

    private Tensor? Find(Tensor user)
    {
        foreach (var copy in _copies)
            if (
                copy.device_type == user.device_type
                && copy.device_index == user.device_index
                && copy.dtype == Format(user)
            )
                return copy;
        return null;
    }

    private ScalarType Format(Tensor user) =>
        _copies[0].is_floating_point() && user.is_floating_point() ? user.dtype : _copies[0].dtype;
}
