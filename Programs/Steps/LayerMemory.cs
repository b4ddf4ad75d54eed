using System.Globalization;

namespace AgeFormal.Programs.Steps;

/// <summary>What the intermediates of a layer that runs by its formula take.</summary>
/// <param name="Layer">The path.</param>
/// <param name="Fixed">The number of values whatever the batch.</param>
/// <param name="PerSignal">The number of values more for each signal of a batch.</param>
/// <param name="Limit">The largest number of bytes that they may take.</param>
internal sealed record LayerMemory(string Layer, long Fixed, long PerSignal, long Limit)
{
    /// <summary>Refuses a pass that would take more memory than the limit.</summary>
    /// <exception cref="LoweringException">The intermediates are larger.</exception>
    public void Check(long batch, int bytesOfValue)
    {
        var size = (Fixed + (double)PerSignal * batch) * bytesOfValue;
        if (size > Limit)
            throw new LoweringException(
                Layer,
                "the intermediates",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"they take {size / (1 << 20):F0} MiB for a batch of {batch}, expected at most {Limit / (1 << 20)} MiB; a smaller batch or grid, or a formula that samples intermediates, takes less"
                )
            );
    }
}
