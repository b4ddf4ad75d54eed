using AgeFormal.Facade.Building;
using AgeFormal.Networks;
using AgeFormal.Operators;

namespace AgeFormal.Facade.Tests.Building;

/// <summary>The residual networks with 44 layers, written with the builder.</summary>
public sealed class ResidualNetworkTests
{
    [TestCaseSource(nameof(Names))]
    public void The_builder_gives_the_network_of_the_catalogue(NetworkName name)
    {
        int Width(int plain) => CatalogueByBuilder.Width(name.Group, plain);
        Assert.That(Build(name, Width(32), Width(64), Width(128)), Is.EqualTo(name.Create()));
    }

    private static IEnumerable<NetworkName> Names =>
        CatalogueByBuilder.Names(NetworkArchitecture.ResNet44);

    private static Network Build(NetworkName name, params int[] widths)
    {
        var strided = name.Form == SamplingForm.Strided;
        var options = BuilderOptions.Published(name.Group, Math.Sqrt(2));
        string Name(int block) => $"layers_nc{32 >> (block / 7)}.{block % 7}";
        NetworkBuilder Convolve(NetworkBuilder b, int n, int side, bool half, string? own) =>
            b.Convolve(n, side, half && strided ? 2 : 1, padding: side / 2, name: own)
                .Attend(name.Attention, a => a.Channel(b.Output.Channels / 2).Spatial(7))
                .Then(c => half && !strided ? c.MaxPool(2) : c);
        NetworkBuilder Active(NetworkBuilder b, int n, bool half) =>
            Convolve(b.BatchNorm().Relu(), n, 3, half, null);
        NetworkBuilder Block(NetworkBuilder b, int n, bool half, string block) =>
            b.Residual(
                branch: c => Active(Active(c, n, half), n, false),
                shortcut: half ? c => Convolve(c, n, 1, half, "fiber_map") : null,
                block
            );
        return Equivariant
            .On(name.Group, options with { AllowInexact = strided })
            .Input(channels: 3, size: 32)
            .Lift(widths[0], 3, padding: 1)
            .Attend(name.Attention, a => a.Channel(1).Spatial(7))
            .Repeat(21, (b, i) => Block(b, widths[i / 7], i is 7 or 14, Name(i)))
            .Then(b => b.BatchNorm(name: "bn_out").Relu().GlobalPool())
            .Then(b => Convolve(b, 10, 1, false, "c_out"))
            .PoolOverGroup(Reduction.Mean)
            .Build($"{name}");
    }
}
