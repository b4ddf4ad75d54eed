using System.Runtime.Intrinsics;
using AgeFormal.Kernels.Lanes;

namespace AgeFormal.Kernels;

/// <summary>
/// Statistics and attended sums of responses that are computed where they are needed and never stored. All arrays are
/// row-major; a row over points has <see cref="Row"/> places, zero from the last point on; j runs in fours, zero above.
/// </summary>
/// <remarks>
/// <para>Responses are <c>F[i, j, x] = Σ_k Ψ[i, j, k] f[i, x, k]</c>, weights lie as <c>[j/4, i, k, j%4]</c>.</para>
/// <para>
/// A maximum that several places share divides its gradient equally among them, as libtorch's <c>amax</c> does. No other rule
/// gives an equivariant layer an equivariant gradient: which of the places is first changes with the signal's pose.
/// </para>
/// <para>
/// Every value is computed by one thread in one order, and what samples add up to is summed by the caller: results do not
/// depend on the number of threads.
/// </para>
/// </remarks>
internal unsafe interface IResponseKernels
{
    /// <summary>The number of lanes of a register.</summary>
    int Lanes { get; }

    /// <summary>The number of places of a row.</summary>
    int Row(int points);

    /// <summary>
    /// max over x of F as <c>[b, i, j]</c>, and where it is asked for the number of the point that has it, −1 where several do.
    /// </summary>
    void Largest(
        ResponseGrid grid,
        int samples,
        void* source,
        void* weights,
        void* largest,
        void* places
    );

    /// <summary>Adds the gradients of the maxima to those of the weights, by sample, and gives those of the source where they are asked for.</summary>
    void LargestSlopes(ResponseGrid grid, int samples, in LargestSlopeArrays arrays);

    /// <summary>
    /// With A = α F: Σ_c A, max_c A, the number of c that have it, the convolution of these statistics with its gate where that
    /// is the sigmoid, Σ_i F, and the output as <see cref="Combine"/> makes it.
    /// </summary>
    void Sum(ResponseGrid grid, MapGrid? map, int samples, in SumArrays arrays);

    /// <summary>
    /// The gradients of α, of the weights and the map's kernel by sample, and of the source: F's is dense + α (sum + [A is the
    /// maximum] shared).
    /// </summary>
    void SumSlopes(ResponseGrid grid, MapGrid? map, int samples, in SumSlopeArrays arrays);

    /// <summary>output[j] = dense[j] + sign · Σ_h̃ map[h̃, j] · sum[h̃, j].</summary>
    void Combine(ResponseGrid grid, int samples, in CombineArrays arrays);

    /// <summary>The kernels for a format in the widest registers of this processor.</summary>
    static IResponseKernels For(bool isDouble, int threads) =>
        Vector512.IsHardwareAccelerated ? Wide512(isDouble, threads)
        : Vector256.IsHardwareAccelerated ? Wide256(isDouble, threads)
        : Scalar(isDouble, threads);

    static IResponseKernels Wide512(bool isDouble, int threads) =>
        isDouble
            ? new ResponseKernels<Lanes512<double>, Vector512<double>, double>(threads)
            : new ResponseKernels<Lanes512<float>, Vector512<float>, float>(threads);

    static IResponseKernels Wide256(bool isDouble, int threads) =>
        isDouble
            ? new ResponseKernels<Lanes256<double>, Vector256<double>, double>(threads)
            : new ResponseKernels<Lanes256<float>, Vector256<float>, float>(threads);

    /// <summary>One number at a time.</summary>
    static IResponseKernels Scalar(bool isDouble, int threads) =>
        isDouble
            ? new ResponseKernels<Lanes1<double>, double, double>(threads)
            : new ResponseKernels<Lanes1<float>, float, float>(threads);
}

/// <summary>The arrays of <see cref="IResponseKernels.LargestSlopes"/>.</summary>
internal readonly unsafe struct LargestSlopeArrays
{
    /// <summary><c>[b, i, grid]</c>.</summary>
    public required void* Source { get; init; }

    /// <summary><c>[j/4, i, k, j%4]</c>.</summary>
    public required void* Weights { get; init; }

    /// <summary>The maxima, <c>[b, i, j]</c>.</summary>
    public required void* Largest { get; init; }

    /// <summary>The numbers of the points that have them, −1 where several do.</summary>
    public required void* Places { get; init; }

    /// <summary>The gradients of the maxima.</summary>
    public required void* Slopes { get; init; }

    /// <summary>Out: by sample, added.</summary>
    public required void* WeightSlopes { get; init; }

    /// <summary>Out: <c>[b, i, grid]</c>; null where it is not asked for.</summary>
    public required void* SourceSlopes { get; init; }
}

/// <summary>The arrays of <see cref="IResponseKernels.Sum"/>. What is null and needed on the way lies in memory of a thread.</summary>
internal readonly unsafe struct SumArrays
{
    /// <summary><c>[b, i, grid]</c>.</summary>
    public required void* Source { get; init; }

    /// <summary><c>[j/4, i, k, j%4]</c>.</summary>
    public required void* Weights { get; init; }

    /// <summary>α, <c>[b, i, j]</c>.</summary>
    public required void* Alpha { get; init; }

    /// <summary>Of the maps, one for every h̃ and j, as many side by side as a register has lanes: <c>[…, statistic, tap, lane]</c>.</summary>
    public required void* Kernel { get; init; }

    public required double Sign { get; init; }

    /// <summary>Whether Σ_i F is part of the output.</summary>
    public required bool IsResidual { get; init; }

    /// <summary>Out: Σ_c A, <c>[b, h̃, j, x]</c>.</summary>
    public void* Sums { get; init; }

    /// <summary>Out: max_c A.</summary>
    public void* Maxima { get; init; }

    /// <summary>Out: the number of c with A = max_c A; null where it is not asked for.</summary>
    public void* Counts { get; init; }

    /// <summary>Out: the map, behind its gate where this is the sigmoid.</summary>
    public void* Map { get; init; }

    /// <summary>Out: Σ_i F, <c>[b, j, x]</c>.</summary>
    public void* Dense { get; init; }

    /// <summary>Out: the outputs and points that there are, without a gap between rows; null where it is not asked for.</summary>
    public void* Output { get; init; }
}

/// <summary>The arrays of <see cref="IResponseKernels.SumSlopes"/>.</summary>
internal readonly unsafe struct SumSlopeArrays
{
    public required void* Source { get; init; }

    public required void* Weights { get; init; }

    public required void* Alpha { get; init; }

    public required void* Kernel { get; init; }

    public required double Sign { get; init; }

    public required bool IsResidual { get; init; }

    public required void* Sums { get; init; }

    public required void* Maxima { get; init; }

    public required void* Counts { get; init; }

    /// <summary>The map behind its gate.</summary>
    public required void* Map { get; init; }

    /// <summary>What reaches the map before its gate up to the sign, <c>[b, h̃, j, x]</c>; null where the gate is the sigmoid.</summary>
    public required void* Through { get; init; }

    /// <summary>The gradient of the output, without a gap between rows.</summary>
    public required void* Output { get; init; }

    /// <summary>Out: <c>[b, i, j]</c>, added.</summary>
    public required void* AlphaSlopes { get; init; }

    /// <summary>Out: by sample, added.</summary>
    public required void* WeightSlopes { get; init; }

    /// <summary>Out: by sample, added.</summary>
    public required void* KernelSlopes { get; init; }

    /// <summary>Out: <c>[b, i, grid]</c>; null where it is not asked for.</summary>
    public required void* SourceSlopes { get; init; }
}

/// <summary>The arrays of <see cref="IResponseKernels.Combine"/>.</summary>
internal readonly unsafe struct CombineArrays
{
    public required double Sign { get; init; }

    /// <summary>The map behind its gate, <c>[b, h̃, j, x]</c>.</summary>
    public required void* Map { get; init; }

    public required void* Sums { get; init; }

    /// <summary>Σ_i F, <c>[b, j, x]</c>; null for 0.</summary>
    public void* Dense { get; init; }

    /// <summary>Out: the outputs and points that there are, without a gap between rows.</summary>
    public required void* Output { get; init; }
}
