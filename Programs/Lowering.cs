using AgeFormal.Operators;
using AgeFormal.Programs.Blocks;
using AgeFormal.Programs.Formulas;

namespace AgeFormal.Programs;

/// <summary>How operators run: each block is lowered to tensor steps once, and a custom design by its formula.</summary>
public static class Lowering
{
    /// <summary>The program of an operator.</summary>
    /// <exception cref="LoweringException">A layer's formula has no program; names the layer and the part.</exception>
    public static TensorProgram Of(TypedOp op)
    {
        ArgumentNullException.ThrowIfNull(op);
        return Of(op, AttentionForm.Stored);
    }

    /// <summary>The program of an operator with its attentive convolutions in a form.</summary>
    internal static TensorProgram Of(TypedOp op, AttentionForm attention) =>
        ProgramLowering.Lower(op, LoweringLimits.Default, attention: attention);
}
