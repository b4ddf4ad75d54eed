using static TorchSharp.torch;

namespace AgeFormal.Learning.Data;

/// <summary>Some examples.</summary>
/// <param name="Images">float32 [count, channels, …grid].</param>
/// <param name="Labels">int64 [count], or [count, …grid] where every point has a class.</param>
public sealed record LabelledBatch(Tensor Images, Tensor Labels);
