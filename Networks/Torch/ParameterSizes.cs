using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch;

/// <summary>What the parameters of an operator take, computed before any of them is made.</summary>
internal static class ParameterSizes
{
    /// <summary>The largest number of values of one parameter: it can be copied to and from an array.</summary>
    public const long MostValues = 1 << 30;

    /// <summary>The largest number of bytes of all parameters.</summary>
    public const long MostBytes = 1L << 34;

    /// <exception cref="NotSupportedException">A parameter, or all together, are larger than can be held; names the layer.</exception>
    public static void Check(TypedOp op, ScalarType format)
    {
        UInt128 bytes = 0;
        foreach (var leaf in op.Leaves())
        foreach (var declaration in leaf.Meaning.Parameters)
        {
            // Each of at most seven factors has 31 bits; what does not fit 128 bits is cut at the bound.
            UInt128 values = 1;
            foreach (var size in declaration.Shape)
                values = values > MostValues ? values : values * (uint)size;
            var name = TypedOp.Join(leaf.Path, declaration.Name);
            if (values > MostValues)
                throw new NotSupportedException(
                    $"Layer '{leaf.Path}': the parameter '{name}' of shape {declaration.Shape} is expected to have at most {MostValues} values."
                );
            bytes += values * (uint)(format == ScalarType.Float32 ? 4 : 8);
            if (bytes > MostBytes)
                throw new NotSupportedException(
                    $"Layer '{leaf.Path}': the parameters up to '{name}' take {bytes} bytes, expected at most {MostBytes}."
                );
        }
    }
}
