using AgeFormal.Learning.Data;

namespace AgeFormal.Learning.Training;

/// <summary>The seeds of what is drawn at random during a training: pure functions of its seed and the position.</summary>
internal static class StepKey
{
    // The streams of small numbers belong to the epochs' orders of examples.
    private const ulong DropoutStream = 1ul << 40;
    private const ulong AugmentationStream = 1ul << 41;

    /// <summary>The seed of libtorch's generator for one step.</summary>
    public static long Dropout(int seed, long update) =>
        (long)(SplitMix.Bits(SplitMix.Stream((ulong)seed, DropoutStream), (ulong)update) >> 1);

    /// <summary>The seed of what is done to one example in one epoch.</summary>
    public static ulong Augmentation(int seed, int epoch, int index) =>
        SplitMix.Stream(
            SplitMix.Stream(SplitMix.Stream((ulong)seed, AugmentationStream), (ulong)epoch),
            (ulong)index
        );
}
