using System.Globalization;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Lowering;

/// <summary>A lowered formula: the tensors to make, in order, and the index tables that they read.</summary>
/// <param name="Steps">The steps; each reads earlier ones.</param>
/// <param name="Tables">The tables, flat.</param>
/// <param name="Result">The last step with the dimensions of <c>[b, o, h, point]</c> at which its own lie.</param>
/// <param name="Shape">The sizes of <c>[b, o, h, point]</c>, the points being those inside of the output's outline.</param>
/// <param name="Box">For every index of the output's box the point, or −1 outside; null where the two are the same.</param>
internal sealed record Plan(
    EqArray<Step> Steps,
    EqArray<EqArray<int>> Tables,
    Operand Result,
    EqArray<int> Shape,
    EqArray<int>? Box
)
{
    /// <summary>The number of values of all intermediates for a batch.</summary>
    public long Values(long batch) =>
        Steps
            .Where(step => step is not (Step.Input or Step.Weight))
            .Sum(step =>
                step.Shape.Aggregate(1L, (n, size) => checked(n * (size < 0 ? batch : size)))
            );

    /// <summary>Refuses a pass that would take more memory than the limit.</summary>
    /// <exception cref="LoweringException">The intermediates are larger.</exception>
    public void CheckSize(string layer, long batch, int bytes, LoweringLimits limits)
    {
        var size = (double)Values(batch) * bytes;
        if (size > limits.Bytes)
            throw new LoweringException(
                layer,
                "the intermediates",
                $"they take {size / (1 << 20):F0} MiB for a batch of {batch}, expected at most {limits.Bytes / (1 << 20)} MiB; a smaller batch or grid, or a formula that samples intermediates, takes less"
            );
    }

    /// <summary>Refuses numbers that a format does not have.</summary>
    /// <exception cref="LoweringException">A number is larger than the largest one of the format.</exception>
    public void CheckNumbers(string layer, ScalarType type)
    {
        var largest = type == ScalarType.Float32 ? float.MaxValue : double.MaxValue;
        foreach (var number in Numbers())
            if (Math.Abs(number.ToDouble()) is var size && !(size <= largest))
                throw new LoweringException(
                    layer,
                    string.Create(CultureInfo.InvariantCulture, $"a number of size {size:G3}"),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{type} ends at {largest:G3}; a smaller number is expected"
                    )
                );
    }

    private IEnumerable<Coefficient> Numbers() =>
        Steps
            .OfType<Step.Number>()
            .Select(number => number.Value)
            .Concat(Steps.OfType<Step.Scale>().Select(scale => scale.Factor));

    /// <summary>For every step the last one that reads it.</summary>
    public int[] LastUses()
    {
        var last = new int[Steps.Count];
        for (var i = 0; i < Steps.Count; i++)
            foreach (var source in Steps[i].Sources)
                last[source] = i;
        last[Result.Step] = Steps.Count;
        return last;
    }
}
