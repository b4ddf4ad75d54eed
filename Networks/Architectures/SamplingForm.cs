namespace AgeFormal.Networks;

/// <summary>How a network that halves its grids does it.</summary>
public enum SamplingForm
{
    /// <summary>A dense convolution and 2×2 max pooling: exact for all of H on grids of even sides.</summary>
    Exact,

    /// <summary>
    /// A convolution with stride 2, as in the networks before Romero et al. 2020: on grids of even sides the points that
    /// are kept are not centred, so rotations and mirrors are lost; on odd sides they are.
    /// </summary>
    Strided,
}
