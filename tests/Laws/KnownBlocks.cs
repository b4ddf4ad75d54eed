using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Laws;

/// <summary>The blocks of other papers by name, for an input of four channels.</summary>
public static class KnownBlocks
{
    /// <summary>The fibre of the input, and the block on a group.</summary>
    public static IReadOnlyDictionary<string, (Fibre Fibre, Func<PointGroup, Op> Op)> All { get; } =
        new Dictionary<string, (Fibre Fibre, Func<PointGroup, Op> Op)>
        {
            ["squeeze and excitation"] = (
                Fibre.Regular,
                _ => BuildingBlocks.SqueezeExcitation(4, 2, Fibre.Regular)
            ),
            ["squeeze and excitation on the lattice"] = (
                Fibre.Trivial,
                _ => BuildingBlocks.SqueezeExcitation(4, 2, Fibre.Trivial)
            ),
            ["convolutional attention"] = (
                Fibre.Regular,
                group => BuildingBlocks.ConvolutionalAttention(2, Region.On(group, 3))
            ),
            ["convolutional attention on the lattice"] = (
                Fibre.Trivial,
                group => BuildingBlocks.ConvolutionalAttention(2, Region.On(group, 3))
            ),
            ["self-attention"] = (
                Fibre.Regular,
                _ => BuildingBlocks.SelfAttention(4, 3, 2, 2, 3, Fibre.Regular)
            ),
            ["lifting self-attention"] = (
                Fibre.Trivial,
                _ => BuildingBlocks.SelfAttention(4, 3, 2, 2, 3, Fibre.Trivial)
            ),
            ["softmax"] = (Fibre.Regular, _ => BuildingBlocks.Softmax(4, Fibre.Regular)),
            ["softmax on the lattice"] = (
                Fibre.Trivial,
                _ => BuildingBlocks.Softmax(4, Fibre.Trivial)
            ),
            ["layer normalization"] = (
                Fibre.Regular,
                _ => BuildingBlocks.LayerNormalization(4, Fibre.Regular)
            ),
            ["layer normalization on the lattice"] = (
                Fibre.Trivial,
                _ => BuildingBlocks.LayerNormalization(4, Fibre.Trivial)
            ),
            ["group normalization"] = (
                Fibre.Regular,
                _ => BuildingBlocks.GroupNormalization(4, 2, Fibre.Regular)
            ),
            ["group normalization on the lattice"] = (
                Fibre.Trivial,
                _ => BuildingBlocks.GroupNormalization(4, 2, Fibre.Trivial)
            ),
        };
}
