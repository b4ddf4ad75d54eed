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

    /// <summary>Copies the input <c>[b, i, grid]</c> into the padded one <c>[b, i, padded]</c>, which is zero elsewhere then.</summary>
    void Pad(ResponseGrid grid, int samples, void* input, void* padded);

    /// <summary>Copies the inner part of the padded gradient.</summary>
    void Unpad(ResponseGrid grid, int samples, void* padded, void* input);

    /// <summary>max over x of F as <c>[b, i, j]</c>.</summary>
    void Largest(ResponseGrid grid, int samples, void* padded, void* weights, void* largest);

    /// <summary>Adds the gradients of the maxima to those of the weights, by sample, and of the padded input where it has one.</summary>
    void LargestSlopes(
        ResponseGrid grid,
        int samples,
        void* padded,
        void* weights,
        void* largest,
        void* slopes,
        void* weightSlopes,
        void* paddedSlopes
    );

    /// <summary>
    /// With A = α F: Σ_c A as <c>[b, h̃, j, x]</c>, and where arrays are given max_c A, the number of c that have it, and Σ_i F
    /// as <c>[b, j, x]</c>.
    /// </summary>
    void Attend(ResponseGrid grid, int samples, in AttendArrays arrays);

    /// <summary>
    /// The gradients of α, of the weights by sample, and of the padded input: F's is dense + α (sum + [A is the maximum] shared).
    /// </summary>
    void AttendSlopes(ResponseGrid grid, int samples, in AttendSlopeArrays arrays);

    /// <summary>The convolution of the statistics over c, <c>[b, h̃, j, x]</c>.</summary>
    void Map(ResponseGrid grid, MapGrid map, int samples, in MapArrays arrays);

    /// <summary>
    /// What reaches the sum and the maximum over c through the convolution, and the gradients of its kernel by sample. To the
    /// sum is added what comes without it: sign · output · map.
    /// </summary>
    void MapSlopes(ResponseGrid grid, MapGrid map, int samples, in MapSlopeArrays arrays);

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

/// <summary>The arrays of <see cref="IResponseKernels.Attend"/>.</summary>
internal readonly unsafe struct AttendArrays
{
    /// <summary><c>[b, i, padded]</c>.</summary>
    public required void* Padded { get; init; }

    /// <summary><c>[j/4, i, k, j%4]</c>.</summary>
    public required void* Weights { get; init; }

    /// <summary>α, <c>[b, i, j]</c>.</summary>
    public required void* Alpha { get; init; }

    /// <summary>Σ_c A, <c>[b, h̃, j, x]</c>.</summary>
    public required void* Sums { get; init; }

    /// <summary>max_c A; null where it is not asked for.</summary>
    public void* Maxima { get; init; }

    /// <summary>The number of c with A = max_c A; null where it is not asked for.</summary>
    public void* Counts { get; init; }

    /// <summary>Σ_i F, <c>[b, j, x]</c>; null where it is not asked for.</summary>
    public void* Dense { get; init; }
}

/// <summary>The arrays of <see cref="IResponseKernels.AttendSlopes"/>.</summary>
internal readonly unsafe struct AttendSlopeArrays
{
    public required void* Padded { get; init; }

    public required void* Weights { get; init; }

    public required void* Alpha { get; init; }

    /// <summary>The gradient of Σ_i F, <c>[b, j, x]</c>; null for none.</summary>
    public void* Dense { get; init; }

    /// <summary>The gradient of Σ_c A, <c>[b, h̃, j, x]</c>.</summary>
    public required void* Sums { get; init; }

    /// <summary>max_c A; null where nothing reaches it.</summary>
    public void* Maxima { get; init; }

    /// <summary>The gradient of max_c A over the number of c that have it.</summary>
    public void* Shared { get; init; }

    /// <summary>Out: <c>[b, i, j]</c>.</summary>
    public required void* AlphaSlopes { get; init; }

    /// <summary>Out: by sample, added.</summary>
    public required void* WeightSlopes { get; init; }

    /// <summary>Out: added; null where it is not asked for.</summary>
    public void* PaddedSlopes { get; init; }
}

/// <summary>The arrays of <see cref="IResponseKernels.Combine"/>.</summary>
internal readonly unsafe struct CombineArrays
{
    public required double Sign { get; init; }

    /// <summary>The map behind its gate, <c>[b, h̃, j, x]</c>; null for 1.</summary>
    public void* Map { get; init; }

    public required void* Sums { get; init; }

    /// <summary>Σ_i F, <c>[b, j, x]</c>; null for 0.</summary>
    public void* Dense { get; init; }

    /// <summary>Out: the outputs and points that there are, without a gap between rows.</summary>
    public required void* Output { get; init; }
}

/// <summary>The arrays of <see cref="IResponseKernels.Map"/>.</summary>
internal readonly unsafe struct MapArrays
{
    /// <summary>Of the maps, one for every h̃ and j, as many side by side as a register has lanes: <c>[…, statistic, tap, lane]</c>.</summary>
    public required void* Kernel { get; init; }

    public required void* Sums { get; init; }

    public required void* Maxima { get; init; }

    /// <summary>Out: <c>[b, h̃, j, x]</c>.</summary>
    public required void* Map { get; init; }
}

/// <summary>The arrays of <see cref="IResponseKernels.MapSlopes"/>.</summary>
internal readonly unsafe struct MapSlopeArrays
{
    public required void* Kernel { get; init; }

    public required void* Sums { get; init; }

    public required void* Maxima { get; init; }

    public required void* Counts { get; init; }

    /// <summary>The gradient of the convolution, up to the sign, <c>[b, h̃, j, x]</c>.</summary>
    public required void* MapSlopes { get; init; }

    /// <summary>The map behind its gate.</summary>
    public required void* Gated { get; init; }

    /// <summary>The gradient of the output, <c>[b, j, x]</c>.</summary>
    public required void* Output { get; init; }

    public required double Sign { get; init; }

    /// <summary>Out: what reaches Σ_c A.</summary>
    public required void* SumSlopes { get; init; }

    /// <summary>Out: what reaches max_c A, over the number of c that have it.</summary>
    public required void* Shared { get; init; }

    /// <summary>Out: by sample, added.</summary>
    public required void* KernelSlopes { get; init; }
}
