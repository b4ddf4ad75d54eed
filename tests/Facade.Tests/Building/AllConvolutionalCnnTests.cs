using AgeFormal.Facade.Building;
using AgeFormal.Networks;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Tests.Building;

/// <summary>All-CNN-C, written with the builder.</summary>
public sealed class AllConvolutionalCnnTests
{
    [TestCaseSource(nameof(Names))]
    public void The_builder_gives_the_network_of_the_catalogue(NetworkName name)
    {
        var options = BuilderOptions.Published(name.Group, 0.035);
        if (name.Group.Order == 1)
            options = options with { Initial = new(WeightDistribution.Normal, 0.05) };
        Assert.That(
            Build(name, options, CatalogueByBuilder.Width(name.Group, 96, 16)),
            Is.EqualTo(name.Create())
        );
    }

    private static IEnumerable<NetworkName> Names =>
        CatalogueByBuilder.Names(NetworkArchitecture.AllCnn);

    private static Network Build(NetworkName name, BuilderOptions options, int width)
    {
        var strided = name.Form == SamplingForm.Strided;
        NetworkBuilder Block(NetworkBuilder b, int channels, int side = 3, bool halves = false) =>
            b.Convolve(channels, side, stride: halves && strided ? 2 : 1, padding: side / 2)
                .Attend(name.Attention, a => a.Channel(16).Spatial(7))
                .Then(c => halves && !strided ? c.MaxPool(2) : c)
                .BatchNorm()
                .Relu()
                .Then(c => halves ? c.Dropout(0.5) : c);
        return Equivariant
            .On(name.Group, options with { AllowInexact = strided })
            .Input(channels: 3, size: 32)
            .Dropout(0.2)
            .Lift(width, 3, padding: 1)
            .Attend(name.Attention, a => a.Channel(1).Spatial(7))
            .BatchNorm()
            .Relu()
            .Repeat(2, (b, i) => Block(b, width, halves: i == 1))
            .Repeat(4, (b, i) => Block(b, 2 * width, halves: i == 2))
            .Then(b => Block(Block(b, 2 * width, 1), 10, 1).GlobalPool())
            .PoolOverGroup(Reduction.Mean)
            .Build($"{name}");
    }
}
