namespace AgeFormal.Operators;

/// <summary>A window that slides over the grid.</summary>
/// <param name="Window">The window.</param>
/// <param name="Sampling">Its sampling.</param>
/// <param name="IsConvolution">Whether the block is a convolution, which pooling can follow in place of a stride.</param>
/// <param name="With">The block with another sampling.</param>
internal sealed record Sliding(
    Region Window,
    Sampling Sampling,
    bool IsConvolution,
    Func<Sampling, Op.Elementary> With
);
