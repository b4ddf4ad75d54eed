using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>What both kinds of attention share.</summary>
internal static class Attentions
{
    /// <summary>φ(Σ_op perceptron(op)).</summary>
    public static Node ChannelMap(ChannelAttention attention, Func<Reduction, Node> perceptron) =>
        attention
            .Statistics.Select(perceptron)
            .Aggregate((sum, part) => sum + part)
            .Apply(attention.Gate);

    /// <summary>α · x, or x − α · x.</summary>
    public static Node Branch(Node values, Node attended, AttentionBranch branch) =>
        branch switch
        {
            AttentionBranch.Direct => attended,
            AttentionBranch.Residual => values - attended,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
