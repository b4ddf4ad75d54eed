using AgeFormal.Operators;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Torch.Execution;

/// <summary>Sees the output of a named layer, or an attention map, during a pass.</summary>
internal delegate void Observe(string path, FieldType type, Tensor output);

/// <summary>What holds during one forward pass, from its beginning to its end.</summary>
/// <param name="Training">Whether statistics are those of the batch and values are dropped.</param>
/// <param name="Observe">Sees the outputs of the named layers.</param>
/// <param name="Joint">The part of a batch that several processes hold; null for the whole of it.</param>
/// <param name="Recomputes">Whether what the gradient needs is made again in place of kept, but for the ends of segments.</param>
internal sealed record Pass(
    bool Training,
    Observe? Observe = null,
    IJointBatch? Joint = null,
    bool Recomputes = false
);
