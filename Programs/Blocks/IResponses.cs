using AgeFormal.Operators;
using AgeFormal.Programs.Steps;

namespace AgeFormal.Programs.Blocks;

/// <summary>How the responses of an attentive convolution are held: as a tensor, or by steps that never store them.</summary>
internal interface IResponses
{
    /// <summary>A statistic over positions, <c>[b, c, h̃, o, h]</c>.</summary>
    Node OverPositions(Reduction by);

    /// <summary>
    /// The sum over c and h̃, <c>[b, o·h, …]</c>, of the responses times both maps, or of what these leave of them.
    /// </summary>
    /// <param name="channel">α_C, <c>[b, c, h̃, o, h, 1…]</c>; null for 1.</param>
    /// <param name="spatial">What α_X is made of; null for 1.</param>
    /// <param name="branch">What of the responses is summed.</param>
    /// <param name="show">Sees α_X, <c>[b, 1, h̃, o, h, …]</c>.</param>
    Node Sum(Node? channel, SpatialAttention? spatial, AttentionBranch branch, Action<Node> show);
}
