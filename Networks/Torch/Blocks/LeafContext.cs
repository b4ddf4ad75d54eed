using AgeFormal.Operators;

namespace AgeFormal.Networks.Torch.Blocks;

/// <summary>What an elementary block is built from.</summary>
/// <param name="Op">The block with its types and meaning.</param>
/// <param name="Parent">The path of the composite around it.</param>
/// <param name="Placement">Where its parameters live.</param>
internal sealed record LeafContext(TypedOp.Elementary Op, string Parent, Placement Placement);
