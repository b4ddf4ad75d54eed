using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Onnx;

/// <summary>Networks of the catalogue as ONNX models.</summary>
public sealed class OnnxNetworkTests
{
    private const double Tolerance = 1e-5;

    [TestCase("z2-cnn")]
    [TestCase("p4-cnn")]
    [TestCase("alphaf-p4-cnn")]
    [TestCase("alpha-p4-cnn")]
    [TestCase("alpha-ch-p4-cnn")]
    [TestCase("alpha-sp-p4-cnn")]
    [TestCase("p4m-cnn")]
    [TestCase("alphaf-p4m-cnn")]
    [TestCase("alpha-p4m-cnn")]
    [TestCase("alphaf-p4-allcnn")]
    [TestCase("p4-unet")]
    [TestCase("alphaf-p4-unet")]
    public void A_network_computes_the_same_in_ONNX_Runtime(string name) =>
        AssertSame(Catalogue.Parse(name), batch: 2);

    [TestCase("alphaf-p4m-allcnn-strided")]
    [TestCase("alphaf-p4m-resnet44")]
    [TestCase("p4m-resnet44-strided")]
    [TestCase("alphaf-p4-densenet")]
    [TestCase("p4m-densenet")]
    [TestCase("alphaf-p6-allcnn-strided")]
    [TestCase("alpha-Oh-volume")]
    [TestCase("alphaf-O-volume")]
    [Category("Long")]
    public void A_large_network_computes_the_same_in_ONNX_Runtime(string name) =>
        AssertSame(Catalogue.Parse(name), batch: 1);

    [Test]
    public void A_classifier_has_logits_of_batch_and_classes_for_every_batch()
    {
        var network = Catalogue.Parse("p4-cnn");
        var parameters = OnnxRun.Parameters(network.Elaborate());
        foreach (var batch in new[] { 1, 3 })
            Assert.That(
                OnnxRun.Run(network, parameters, Input(network, batch)).Shape,
                Is.EqualTo(new[] { batch, 10 })
            );
    }

    [Test]
    public void The_model_says_what_it_is()
    {
        var network = Catalogue.Parse("p4-cnn");
        var model = OnnxFile.Model(network, OnnxRun.Parameters(network.Elaborate()));
        Assert.That(model.Producer, Is.EqualTo("AgeFormal"));
        Assert.That(model.Graph.Name, Is.EqualTo("p4-cnn"));
        Assert.That(
            model.Metadata,
            Is.SupersetOf(
                new KeyValuePair<string, string>[] { new("network", "p4-cnn"), new("group", "p4") }
            )
        );
        Assert.That(model.Graph.Input.Shape, Is.EqualTo(new EqArray<int>([1, 28, 28])));
    }

    private static void AssertSame(Network network, int batch) =>
        Assert.That(
            OnnxRun.RelativeError(network, Input(network, batch)),
            Is.LessThanOrEqualTo(Tolerance)
        );

    private static Signal<double> Input(Network network, int batch) =>
        Signal<double>.Generate(network.Input, batch, i => Math.Sin(0.37 * i * i));
}
