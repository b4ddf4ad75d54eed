using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Operators;
using static TorchSharp.torch;

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

    [Test]
    public void Every_parameter_learns_and_the_loss_falls([Values] bool attends)
    {
        using var scope = NewDisposeScope();
        var op = SegmentationNetwork
            .Create(
                "u",
                PointGroups.P4,
                channels: 4,
                attends ? AttentionDesign.OnInput : AttentionDesign.Absent,
                side: 8,
                levels: 2
            )
            .Elaborate();
        using var network = TorchNetwork.Create(op, new TorchOptions { Seed = 1 });
        using var optimizer = optim.Adam(network.TrainedParameters, lr: 0.01);
        network.train();
        var generator = manual_seed(2);
        var input = randn([8, 3, 1, 8, 8], generator: generator);
        // The class of a point says whether its first channel is positive.
        var labels = input.select(1, 0).squeeze(1).gt(0).to(ScalarType.Int64);
        float Step()
        {
            using var inner = NewDisposeScope();
            var loss = nn.functional.cross_entropy(network.forward(input).squeeze(2), labels);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            return loss.item<float>();
        }
        var first = Step();
        Assert.That(
            network.TrainedParameters.Select(one => one.grad!.abs().max().item<float>()),
            Has.All.GreaterThan(0f)
        );
        var last = first;
        for (var i = 0; i < 40; i++)
            last = Step();
        Assert.That(last, Is.LessThan(0.6f * first));
    }
}
