using AgeFormal.Laws;
using AgeFormal.Networks.Onnx;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Onnx;

public sealed class OnnxFileTests
{
    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_file_holds_the_bytes_of_the_stream_and_equal_networks_give_equal_bytes()
    {
        var path = _folder.File("p4-cnn.onnx");
        File.WriteAllText(path, "the file before");
        OnnxFile.Write(path, Network, Ones);
        using var stream = new MemoryStream();
        OnnxFile.Write(stream, Network, Ones);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(stream.ToArray()));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Has.Exactly(1).Items);
    }

    [Test]
    public void A_refused_network_leaves_the_file_as_it_was()
    {
        var path = _folder.File("kept.onnx");
        File.WriteAllText(path, "the file before");
        Assert.That(
            () => OnnxFile.Write(path, Catalogue.Parse("p4m-cnn"), Ones),
            Throws.TypeOf<ParameterMismatchException>()
        );
        Assert.That(File.ReadAllText(path), Is.EqualTo("the file before"));
    }

    private static Network Network => Catalogue.Parse("p4-cnn");

    private static Parameters<double> Ones =>
        Parameters<double>.Generate(Network.Elaborate(), (_, _, _) => 1);
}
