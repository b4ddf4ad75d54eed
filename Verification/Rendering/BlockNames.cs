using AgeFormal.Operators;
using AgeFormal.Operators.Rendering;

namespace AgeFormal.Verification.Rendering;

/// <summary>Short names of building blocks, stable in reports and messages.</summary>
public static class BlockNames
{
    /// <summary>For example <c>group convolution</c> or <c>spatial max pooling</c>; for a custom design its name.</summary>
    public static string Of(Op op)
    {
        ArgumentNullException.ThrowIfNull(op);
        return OpName.Of(op);
    }
}
