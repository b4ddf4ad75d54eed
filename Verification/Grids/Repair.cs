using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Grids;

/// <summary>The kinds of changes that can make an operator exact.</summary>
public enum RepairKind
{
    /// <summary>Another input size.</summary>
    InputSize,

    /// <summary>Another padding of layers.</summary>
    Padding,

    /// <summary>A convolution with stride becomes a dense one followed by max pooling with that stride; parameters keep their names.</summary>
    ConvolutionAndPooling,
}

/// <summary>The smallest change of a kind that makes an operator exact for all of H, as the tap tables of the changed operator decide.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Steps">What changes.</param>
/// <param name="Result">The changed operator.</param>
public sealed record Repair(RepairKind Kind, EqArray<RepairStep> Steps, TypedOp Result)
{
    /// <summary>The kind in words, for example <c>another input size</c>.</summary>
    public string Change =>
        Kind switch
        {
            RepairKind.InputSize => "another input size",
            RepairKind.Padding => "another padding",
            RepairKind.ConvolutionAndPooling => "convolution and pooling instead of stride",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The changes, and the output grid where it is another.</summary>
    public override string ToString() => string.Join("; ", Steps);
}

/// <summary>One change.</summary>
/// <param name="Path">The path of the layer, or its place where it has no name; <c>input</c> for the input.</param>
/// <param name="From">What is there.</param>
/// <param name="To">What is proposed.</param>
public sealed record RepairStep(string Path, string From, string To)
{
    /// <summary>Path, before and after.</summary>
    public override string ToString() => $"{Path}: {From} → {To}";
}
