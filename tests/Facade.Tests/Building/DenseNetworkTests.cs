using AgeFormal.Facade.Building;
using AgeFormal.Networks;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Tests.Building;

/// <summary>The densely connected networks, written with the builder.</summary>
public sealed class DenseNetworkTests
{
    [TestCaseSource(nameof(Names))]
    public void The_builder_gives_the_network_of_the_catalogue(NetworkName name) =>
        Assert.That(
            Build(name, CatalogueByBuilder.Width(name.Group, 26)),
            Is.EqualTo(name.Create())
        );

    private static IEnumerable<NetworkName> Names =>
        CatalogueByBuilder.Names(NetworkArchitecture.DenseNet);

    private static Network Build(NetworkName name, int growth)
    {
        var (blocks, transitions) = (new[] { 4, 4, 3, 2, 1 }, new[] { 4, 4, 3, 1 });
        NetworkBuilder Convolve(NetworkBuilder b, int n, int side, int dilation, int k) =>
            b.Convolve(n, side, name: "conv")
                .Attend(name.Attention, a => a.Channel(b.Output.Channels / 2).Spatial(k, dilation));
        NetworkBuilder Dense(NetworkBuilder b, int i) =>
            b.Concatenate(
                $"block_layers.{i}",
                c => Convolve(c.BatchNorm(name: "bn").Relu(), growth, 3, blocks[i], i < 4 ? 7 : 5),
                c => c.Crop(1)
            );
        NetworkBuilder Transition(NetworkBuilder b, int i) =>
            Convolve(b.BatchNorm(name: "bn").Relu(), b.Output.Channels, 1, transitions[i], 7)
                .MeanPool(2);
        return Equivariant
            .On(name.Group, BuilderOptions.Published(name.Group, Math.Sqrt(2)))
            .Input(channels: 3, size: 96)
            .Lift(growth, 3)
            .Attend(name.Attention, a => a.Channel(1).Spatial(7, 4))
            .Repeat(4, (b, i) => Dense(b, i).Block($"trans_layers.{i}", c => Transition(c, i)))
            .Then(b => Dense(b, 4).BatchNorm(name: "bn_out").Relu().Convolve(2, 1, name: "c_out"))
            .Attend(name.Attention, a => a.Channel(6 * growth / 2).Spatial(3))
            .GlobalPool()
            .PoolOverGroup(Reduction.Mean)
            .Build($"{name}");
    }
}
