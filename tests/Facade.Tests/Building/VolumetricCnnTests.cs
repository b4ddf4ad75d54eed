using AgeFormal.Facade.Building;
using AgeFormal.Networks;

namespace AgeFormal.Facade.Tests.Building;

/// <summary>The networks for volumes, written with the builder.</summary>
public sealed class VolumetricCnnTests
{
    [TestCaseSource(nameof(Names))]
    public void The_builder_gives_the_network_of_the_catalogue(NetworkName name) =>
        Assert.That(
            Build(name, CatalogueByBuilder.Width(name.Group, 20)),
            Is.EqualTo(name.Create())
        );

    private static IEnumerable<NetworkName> Names =>
        CatalogueByBuilder.Names(NetworkArchitecture.Volume);

    private static Network Build(NetworkName name, int width)
    {
        NetworkBuilder Convolve(NetworkBuilder b, int channels) =>
            b.Convolve(channels, 3).Attend(name.Attention, a => a.Channel(2).Spatial(3));
        return Equivariant
            .On(name.Group, BuilderOptions.Published(name.Group))
            .Input(channels: 1, size: 17)
            .Lift(width, 3)
            .Attend(name.Attention, a => a.Channel(1).Spatial(3))
            .BatchNorm()
            .Relu()
            .MaxPool(3, stride: 2)
            .Repeat(2, (b, _) => Convolve(b, width).BatchNorm().Relu())
            .Then(b => Convolve(b, 2))
            .PoolOverGroup()
            .Classes(2)
            .Build($"{name}");
    }
}
