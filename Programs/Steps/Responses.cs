using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Programs.Steps;

/// <summary>
/// The responses F[b, i, j, x] = Σ_k Ψ[i, j, k] f[b, i, s·x + d·k − p] of every input channel i by itself: what a convolution
/// sums over i, before it does. A step over them need not store them.
/// </summary>
/// <param name="Channels">c: the number of channels of the input.</param>
/// <param name="Fibre">h̃: the number of values of each channel at a point; i runs over c·h̃.</param>
/// <param name="Outputs">j: the number of output channels times |H|.</param>
/// <param name="Input">The sizes of the input's grid.</param>
/// <param name="Window">The sizes of the window's box.</param>
/// <param name="Stride">s per axis.</param>
/// <param name="Padding">p per axis; zero outside.</param>
/// <param name="Dilation">d per axis.</param>
/// <param name="Output">The output's grid. Outside of its outline responses are zero, and no maximum sees them.</param>
internal sealed record Responses(
    int Channels,
    int Fibre,
    int Outputs,
    EqArray<int> Input,
    EqArray<int> Window,
    EqArray<int> Stride,
    EqArray<int> Padding,
    EqArray<int> Dilation,
    Region Output
)
{
    /// <summary>c·h̃.</summary>
    public int Inputs => Channels * Fibre;

    /// <summary>The number of entries of the window's box.</summary>
    public int Taps => (int)Window.Volume();
}

/// <summary>A map over positions of each h̃ and j by itself: a gated convolution, centred on each point, of statistics over c.</summary>
/// <param name="Window">The sizes of the window's box.</param>
/// <param name="Dilation">The dilation per axis.</param>
/// <param name="Statistics">The statistics, each once, in the order of the kernel's channels.</param>
/// <param name="Gate">φ.</param>
internal sealed record MapWindow(
    EqArray<int> Window,
    EqArray<int> Dilation,
    EqArray<Reduction> Statistics,
    PointwiseFunction Gate
)
{
    /// <summary>The number of entries of the window's box.</summary>
    public int Taps => (int)Window.Volume();
}

/// <summary>
/// Responses times a map over channels, α_C[b, i, j], and then times one over positions, α_X[b, h̃, j, x], which looks at
/// the first product.
/// </summary>
/// <param name="Source">f, <c>[b, i, …]</c>.</param>
/// <param name="Kernel">Ψ, <c>[i·j, 1, …]</c>.</param>
/// <param name="Channel">α_C, <c>[b, c, h̃, o, h, …]</c>; null for 1.</param>
/// <param name="Map">The kernel of α_X, <c>[h̃·j, statistic, …]</c>; null for 1.</param>
/// <param name="Sizes">The responses.</param>
/// <param name="Window">What α_X is made of.</param>
internal sealed record Attended(
    int Source,
    int Kernel,
    int? Channel,
    int? Map,
    Responses Sizes,
    MapWindow? Window
)
{
    /// <summary>The steps that are read.</summary>
    public EqArray<int> Sources
    {
        get
        {
            int?[] read = [Source, Kernel, Channel, Map];
            return read.OfType<int>().ToEqArray();
        }
    }
}
