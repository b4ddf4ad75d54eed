using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>
/// A tensor that the operator alone determines, in no file. It follows its users from device to device; as a
/// non-persistent buffer it would stay behind when TorchSharp moves the module.
/// </summary>
internal sealed class ConstantTensor(Tensor values) : IDisposable
{
    private Tensor _values = values.DetachFromDisposeScope();

    /// <summary>The tensor on the device of another one.</summary>
    public Tensor On(Tensor user)
    {
        if (_values.device_type == user.device_type && _values.device_index == user.device_index)
            return _values;
        var moved = _values.to(user.device).DetachFromDisposeScope();
        _values.Dispose();
        return _values = moved;
    }

    public void Dispose() => _values.Dispose();
}
