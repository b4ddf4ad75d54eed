namespace AgeFormal.Networks.Torch;

/// <summary>
/// How an attentive convolution runs. All methods compute the same layer; they differ in time and memory, and by rounding.
/// </summary>
public enum AttentionMethod
{
    /// <summary>
    /// <see cref="Fused"/> on the CPU and <see cref="Tiled"/> elsewhere; <see cref="Materialised"/> for a layer whose
    /// statistics neither of them has.
    /// </summary>
    Automatic,

    /// <summary>The responses <c>F[b, c, h̃, o, h, …]</c> of every input channel are one tensor, and its gradient another.</summary>
    Materialised,

    /// <summary>Responses are computed in registers, where they are read, forward and backward. On the CPU.</summary>
    Fused,

    /// <summary>As materialised for so many signals at a time as fit the memory; computed again for the gradient. On any device.</summary>
    Tiled,

    /// <summary>By the formula of the layer alone, as custom layers run.</summary>
    Formula,
}
