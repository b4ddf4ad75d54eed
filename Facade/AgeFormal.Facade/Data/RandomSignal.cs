using AgeFormal.Learning.Data;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Data;

/// <summary>Inputs to measure residuals on where no data are at hand: not symmetric, and the same for a seed everywhere.</summary>
public static class RandomSignal
{
    /// <summary>Values uniform in [−1, 1), multiples of 2⁻⁵².</summary>
    /// <param name="type">The type of each signal.</param>
    /// <param name="batch">How many.</param>
    /// <param name="seed">The seed.</param>
    public static Signal<double> Of(FieldType type, int batch, int seed) =>
        Signal<double>.Generate(
            type,
            batch,
            index => 2 * SplitMix.Unit((ulong)seed, (ulong)index) - 1
        );
}
