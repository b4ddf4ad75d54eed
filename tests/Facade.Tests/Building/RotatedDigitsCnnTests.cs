using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Networks;

namespace AgeFormal.Facade.Tests.Building;

/// <summary>The networks for rotated digits, written with the builder.</summary>
public sealed class RotatedDigitsCnnTests
{
    [TestCaseSource(nameof(Names))]
    public void The_builder_gives_the_network_of_the_catalogue(NetworkName name) =>
        Assert.That(
            Build(name, name.Group, CatalogueByBuilder.Width(name.Group, 20)),
            Is.EqualTo(name.Create())
        );

    private static IEnumerable<NetworkName> Names =>
        CatalogueByBuilder.Names(NetworkArchitecture.Cnn);

    private static Network Build(NetworkName name, PointGroup group, int width)
    {
        var dilation = name.Attention == AttentionDesign.OnInput ? 4 : 1;
        NetworkBuilder Convolve(NetworkBuilder b, int channels, int side) =>
            b.Convolve(channels, side).Attend(name.Attention, a => a.Channel(2).Spatial(7));
        NetworkBuilder Activate(NetworkBuilder b) => b.BatchNorm().Relu();
        return Equivariant
            .On(group, BuilderOptions.Published(group))
            .Input(channels: 1, size: 28)
            .Lift(width, 3)
            .Attend(name.Attention, a => a.Channel(1).Spatial(7, dilation))
            .Then(Activate)
            .Dropout(0.3)
            .Then(b => Activate(Convolve(b, width, 3)))
            .MaxPool(2)
            .Repeat(4, (b, _) => Activate(Convolve(b, width, 3)).Dropout(0.3))
            .Then(b => Convolve(b, 10, 4))
            .PoolOverGroup()
            .Classes(10)
            .Build($"{name}");
    }
}
