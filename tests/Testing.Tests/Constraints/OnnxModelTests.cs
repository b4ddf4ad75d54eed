using AgeFormal.Algebra;
using AgeFormal.Laws;
using AgeFormal.Networks;
using AgeFormal.Networks.Onnx;
using AgeFormal.Operators;

namespace AgeFormal.Testing.Tests.Constraints;

/// <summary>Networks of files as subjects.</summary>
public sealed class OnnxModelTests
{
    private TemporaryFolder _folder = null!;

    private string Model => _folder.File("model.onnx");

    [SetUp]
    public void Export()
    {
        _folder = new TemporaryFolder();
        var network = Catalogue.Parse("p4-cnn");
        var random = new Random(1);
        OnnxFile.Write(
            Model,
            network,
            Parameters<double>.Generate(
                network.Elaborate(),
                (_, _, _) => (float)(random.NextDouble() + 0.25)
            )
        );
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void A_model_is_equivariant_under_its_group() =>
        Assert.That(OnnxModel.Read(Model), Is.EquivariantUnder(PointGroups.P4));

    [Test]
    public void A_model_is_refuted_under_a_larger_group_and_the_node_is_named()
    {
        Assert.That(OnnxModel.Read(Model), Is.RefutedUnder(PointGroups.P4m));
        var failure = Failure.Of(() =>
            Assert.That(OnnxModel.Read(Model), Is.EquivariantUnder(PointGroups.P4m))
        );
        Assert.That(
            failure,
            Does.Contain("does not commute with m, mr, mr², mr³")
                .And.Contain("no output channel of c1/Conv has the weights turned by m")
        );
    }
}
