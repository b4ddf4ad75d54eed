using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>The scores of a network for segmentation move with the image, as executed.</summary>
public sealed class SegmentationTests
{
    [Test]
    public void Scores_move_with_the_image_bit_for_bit_on_integers(
        [Values("p4", "p4m", "pmm")] string symbol,
        [Values] bool attends,
        [Values(4, 8)] int side
    )
    {
        var group = PointGroups.Parse(symbol);
        var network = SegmentationNetwork.Create(
            "u",
            group,
            channels: 4,
            attends ? AttentionDesign.OnInput : AttentionDesign.Absent,
            side,
            levels: 2
        );
        var op = Verification.Surrogate.Of(network.Elaborate());
        var draw = Verification.IntegerData.Draw(op, 1L << 53, seed: 5).Draw!;
        using var compiled = SmallIntegers.Compile(op, draw.Parameters);
        var input = draw.Input(op.Input, 2);
        var output = compiled.Run(input);
        Assert.That(output.Type, Is.EqualTo(op.Input with { Channels = 2 }));
        Assert.That(output.Values.Distinct().Count(), Is.GreaterThan(4));
        foreach (var h in group.Group.Elements)
            Assert.That(
                compiled.Run(SignalAction.Transform(input, h)),
                Is.EqualTo(SignalAction.Transform(output, h)),
                group.Group.ElementNames[h]
            );
    }
}
