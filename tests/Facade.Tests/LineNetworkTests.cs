using AgeFormal.Algebra;
using AgeFormal.Facade.Building;
using AgeFormal.Networks.Building;
using AgeFormal.Verification;

namespace AgeFormal.Facade.Tests;

/// <summary>Groups of a line are apart from the catalogue; a network of sequences is built like any other.</summary>
public sealed class LineNetworkTests
{
    [Test]
    public void A_network_of_sequences_is_proved_exact_and_executed()
    {
        var report = Equivariant
            .On(PointGroups.LineMirror)
            .Input(channels: 2, size: 12)
            .Lift(4, 3)
            .BatchNorm()
            .Relu()
            .MaxPool(2)
            .Convolve(3, 3)
            .GlobalPool()
            .PoolOverGroup()
            .Build("line")
            .Verify();
        Assert.That(report.Conclusion, Is.EqualTo(Conclusion.ProvedAndExact), report.Summary);
    }
}
