using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Facade.Data;
using AgeFormal.Learning;
using AgeFormal.Networks;
using AgeFormal.Networks.Building;
using AgeFormal.Operators;
using AgeFormal.Verification;

namespace AgeFormal.Facade.Tests;

public sealed class AttentionTests
{
    [TestCase("p4", true)]
    [TestCase("p4m", true)]
    [TestCase("p4", false)]
    [TestCase("p4m", false)]
    public void Attention_maps_move_with_the_input(string group, bool full)
    {
        var trained = TrainedNetwork.Initial(Small(PointGroups.Parse(group), full), seed: 3);
        var input = RandomSignal.Of(trained.Op.Input, batch: 2, seed: 5);
        var tolerance = RoundingTolerance.Of(trained.Op, Precision.Double);
        var maps = Attention.Capture(trained, input);
        Assert.That(
            maps.Select(map => map.Name),
            Is.EqualTo(trained.Op.AttentionMaps().Select(map => map.Name))
        );
        Assert.That(maps, Has.Count.EqualTo(4));
        foreach (var h in input.Type.Group.Group.Elements)
        {
            var moved = Attention.Capture(trained, SignalAction.Transform(input, h));
            foreach (var (before, after) in maps.Zip(moved))
            {
                var expected = SignalAction.Transform(before.Signal, h);
                Assert.That(after.Signal.Type, Is.EqualTo(expected.Type), before.Name);
                Assert.That(
                    after.Signal.Values,
                    Is.EqualTo(expected.Values).Within(tolerance),
                    $"{before.Name} under {input.Type.Group.Group.ElementNames[h]}"
                );
            }
        }
    }

    [Test]
    public void Maps_over_positions_differ_between_input_and_turned_input()
    {
        var network = Small(PointGroups.P4, full: true);
        var input = RandomSignal.Of(network.Input, batch: 1, seed: 5);
        var turned = SignalAction.Transform(input, 1);
        var (before, after) = (
            Attention.Capture(network, input),
            Attention.Capture(network, turned)
        );
        Assert.That(after[1].Map, Is.EqualTo(AttentionMap.OverPositions));
        Assert.That(after[1].Signal, Is.Not.EqualTo(before[1].Signal));
        Assert.That(after[1].Layer, Is.EqualTo("c1"));
    }

    [Test]
    public void Values_of_a_gate_lie_between_0_and_1()
    {
        var network = Small(PointGroups.P4m, full: false);
        var maps = Attention.Capture(network, RandomSignal.Of(network.Input, batch: 1, seed: 5));
        Assert.That(maps.SelectMany(map => map.Signal.Values), Is.All.InRange(0.0, 1.0));
    }

    [Test]
    public void A_network_without_attention_has_no_maps()
    {
        var network = Catalogue.Parse("p4-cnn");
        Assert.That(
            Attention.Capture(network, RandomSignal.Of(network.Input, batch: 1, seed: 0)),
            Is.Empty
        );
    }

    private static Network Small(PointGroup group, bool full) =>
        Equivariant
            .On(group)
            .Input(channels: 1, size: 9)
            .Lift(2, 3, c => c.Attend(Design(full), a => a.Channel(1).Spatial(5)))
            .Relu()
            .Convolve(2, 3, c => c.Attend(Design(full), a => a.Channel(2).Spatial(3)))
            .Build("small");

    private static AttentionDesign Design(bool full) =>
        full ? AttentionDesign.Alpha : AttentionDesign.OnInput;
}
