using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Tensors;

/// <summary>
/// Operations of a tensor with a number, a + b and a − b with their hidden factor among them. TorchSharp makes an object of the number and hands its address to libtorch; nothing
/// refers to the object then, so that the collector may end it while another thread allocates and libtorch reads it. Here it
/// lives until the operation has returned.
/// </summary>
internal static class TensorArithmetic
{
    public static Tensor Plus(this Tensor left, Tensor right) =>
        left.Kept(1, (t, one) => t.add(right, one));

    public static Tensor Minus(this Tensor left, Tensor right) =>
        left.Kept(-1, (t, minusOne) => t.add(right, minusOne));

    public static Tensor More(this Tensor tensor, double value) =>
        tensor.Kept(value, (t, v) => t.add(v));

    public static Tensor Less(this Tensor tensor, double value) =>
        tensor.Kept(value, (t, v) => t.sub(v));

    public static Tensor Times(this Tensor tensor, double factor) =>
        tensor.Kept(factor, (t, v) => t.mul(v));

    public static Tensor Over(this Tensor tensor, double divisor) =>
        tensor.Kept(divisor, (t, v) => t.div(v));

    public static Tensor AtLeast(this Tensor tensor, double value) =>
        tensor.Kept(value, (t, v) => t.clamp_min(v));

    public static Tensor Above(this Tensor tensor, double value) =>
        tensor.Kept(value, (t, v) => t.gt(v));

    public static Tensor EqualTo(this Tensor tensor, double value) =>
        tensor.Kept(value, (t, v) => t.eq(v));

    public static Tensor Filled(this Tensor tensor, Tensor where, double value) =>
        tensor.Kept(value, (t, v) => t.masked_fill(where, v));

    /// <summary>Shrinks a tensor in place.</summary>
    public static Tensor Shrink(this Tensor tensor, double factor) =>
        tensor.Kept(factor, (t, v) => t.mul_(v));

    /// <summary>Adds in place.</summary>
    public static Tensor Gain(this Tensor tensor, Tensor added) =>
        tensor.Kept(1, (t, one) => t.add_(added, one));

    private static Tensor Kept(
        this Tensor tensor,
        Scalar number,
        Func<Tensor, Scalar, Tensor> operation
    )
    {
        var result = operation(tensor, number);
        GC.KeepAlive(number);
        return result;
    }
}
