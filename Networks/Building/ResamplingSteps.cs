using AgeFormal.Operators;

namespace AgeFormal.Networks.Building;

/// <summary>Finer grids as steps.</summary>
public static class ResamplingSteps
{
    /// <summary>
    /// Each point repeated u times along every axis, <see cref="Op.Upsampling"/>: nearest-neighbour interpolation. The output
    /// moves with the input; it is exact on every box for all of H where u is one number.
    /// </summary>
    /// <param name="builder">The layers before.</param>
    /// <param name="factor">u.</param>
    /// <exception cref="TypingException">
    /// u is less than 1, the lattice is hexagonal, or the layer would not be exact on its grid.
    /// </exception>
    public static NetworkBuilder Upsample(this NetworkBuilder builder, PerAxis factor)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Layer(new Op.Upsampling(factor));
    }
}
