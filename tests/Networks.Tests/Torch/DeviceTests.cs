using AgeFormal.Algebra;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Torch.Execution;
using AgeFormal.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace AgeFormal.Networks.Tests.Torch;

/// <summary>Constants go where the data are. The meta device, which every machine has, computes shapes alone.</summary>
public sealed class DeviceTests
{
    [Test]
    public void A_constant_moves_to_its_user_once()
    {
        using var here = zeros([1]);
        using var there = zeros([1], device: META);
        using var constant = new ConstantTensor(tensor([1L, 2L]));
        Assert.That(constant.On(here).device_type, Is.EqualTo(DeviceType.CPU));
        var moved = constant.On(there);
        Assert.That(moved.device_type, Is.EqualTo(DeviceType.META));
        Assert.That(constant.On(there), Is.SameAs(moved));
    }

    [Test]
    public void A_constant_made_in_a_scope_outlives_it()
    {
        using var here = zeros([1]);
        ConstantTensor constant;
        using (NewDisposeScope())
            constant = new ConstantTensor(tensor([1L, 2L]));
        using (constant)
            Assert.That(constant.On(here).IsInvalid, Is.False);
    }

    [Test]
    public void The_outline_of_a_hexagon_follows_a_moved_network()
    {
        using var scope = NewDisposeScope();
        var op = Typing.Elaborate(
            new Op.Sequence([
                new("", new Op.Pointwise(PointwiseFunction.SquareRoot)),
                new("", new Op.GlobalPooling(Reduction.Max)),
            ]),
            new FieldType(PointGroups.P6, Fibre.Regular, 2, Region.Hexagon(2))
        );
        using var network = TorchNetwork.Create(op);
        network.to(META);
        Assert.That(
            network.forward(zeros([2, 2, 6, 5, 5], device: META)).device_type,
            Is.EqualTo(DeviceType.META)
        );
    }
}
