using System.IO.Compression;
using System.Text;
using AgeFormal.Laws;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Weights;
using AgeFormal.Operators;

namespace AgeFormal.Networks.Tests.Weights;

/// <summary>A file of another kind is known by its first bytes, and the refusal says which.</summary>
public sealed class FileStartTests
{
    private static readonly Network Network = Catalogue.Parse("p4-cnn");

    private static readonly Parameters<double> Ones = Parameters<double>.Generate(
        Network.Elaborate(),
        (_, _, _) => 1
    );

    private static IEnumerable<TestCaseData> Others()
    {
        yield return Case("ONNX", FileKind.Onnx, Model(), "looks like ONNX;");
        yield return Case(
            "PyTorch",
            FileKind.PyTorch,
            Archive("archive/data.pkl"),
            "looks like a pickled PyTorch file: convert it with python3"
        );
        yield return Case(
            "PyTorch without an archive",
            FileKind.PyTorch,
            [.. Bytes("80 02 8a 0a 6c fc 9c 46 f9 20 6a a8 50 19 2e"), .. new byte[20]],
            "looks like a pickled PyTorch file: convert it with python3"
        );
        yield return Case(
            "pickle",
            FileKind.Pickle,
            [.. Bytes("80 04 95 0f 00 00 00 00 00 00 00 7d 94"), .. new byte[9]],
            "looks like a pickled Python object;"
        );
        yield return Case("zip", FileKind.Zip, Archive("a.txt"), "looks like a zip archive;");
        yield return Case("JSON", FileKind.Json, Text(" \n{\"a\": [1]}"), "looks like JSON;");
        yield return Case(
            "design",
            FileKind.Design,
            Text("# a comment\n\ndesign mine\ninput f[1] on group\n"),
            "looks like a design;"
        );
        yield return Case(
            "text",
            FileKind.Text,
            Text("designs of λ and Σ, which are none"),
            "looks like a text;"
        );
        yield return Case(
            "long text, cut within a character",
            FileKind.Text,
            Text("x" + new string('λ', 10_000)),
            "looks like a text;"
        );
    }

    [TestCaseSource(nameof(Others))]
    public void A_file_of_another_kind_is_refused_as_what_it_is(
        FileKind kind,
        byte[] bytes,
        string words
    )
    {
        Assert.That(FileStart.Of(bytes), Is.EqualTo(kind));
        foreach (Stream stream in new Stream[] { new MemoryStream(bytes), new OneWayStream(bytes) })
        {
            var refusal = Assert.Throws<SafetensorsException>(() =>
                Safetensors.Read(stream, "given.bin")
            )!;
            Assert.That(refusal.Fault, Is.EqualTo(SafetensorsFault.OtherKind));
            Assert.That(refusal.Kind, Is.EqualTo(kind));
            Assert.That(
                refusal.Message,
                Does.StartWith($"given.bin: not a safetensors file: {words}")
                    .And.Contain("expected")
            );
        }
    }

    [Test]
    public void A_safetensors_file_is_known_and_a_damaged_one_is_of_no_other_kind()
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, ParameterFile.Write(Network, Ones));
        var bytes = stream.ToArray();
        Assert.That(FileStart.Of(bytes), Is.EqualTo(FileKind.Safetensors));
        for (var length = 0; length < 64; length++)
            Assert.That(
                FileStart.Of(bytes.AsSpan(0, length)),
                Is.EqualTo(length > 8 ? FileKind.Safetensors : FileKind.Unknown),
                $"{length} bytes"
            );
        bytes[8] = (byte)'[';
        var refusal = Assert.Throws<SafetensorsException>(() =>
            Safetensors.Read(new MemoryStream(bytes))
        )!;
        Assert.That(refusal.Kind, Is.Null);
        Assert.That(refusal.Fault, Is.EqualTo(SafetensorsFault.HeaderNotJson));
    }

    [Test]
    public void Files_of_the_repository_are_what_they_are()
    {
        foreach (var folder in new[] { "blocks", "examples" })
            AssertAll(FileKind.Design, Path.Combine("docs", folder), "*.design");
        AssertAll(FileKind.Json, Path.Combine("docs", "schemas"), "*.json");
        AssertAll(FileKind.Text, "docs", "*.md");
        AssertAll(
            FileKind.Safetensors,
            Path.Combine("Facade", "AgeFormal.Facade", "Resources"),
            "*.safetensors"
        );
    }

    [Test]
    public void Random_bytes_are_of_no_kind()
    {
        var random = new Random(5);
        var bytes = new byte[200];
        for (var i = 0; i < 1000; i++)
        {
            random.NextBytes(bytes);
            bytes[0] = 0xee;
            Assert.That(FileStart.Of(bytes), Is.EqualTo(FileKind.Unknown));
        }
    }

    private static void AssertAll(FileKind kind, string folder, string pattern)
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, folder), pattern);
        Assert.That(files, Is.Not.Empty);
        foreach (var file in files)
            Assert.That(FileStart.Read(file), Is.EqualTo(kind), file);
    }

    private static TestCaseData Case(string name, FileKind kind, byte[] bytes, string words) =>
        new TestCaseData(kind, bytes, words).SetArgDisplayNames(name);

    private static byte[] Model()
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(stream, Network, Ones);
        return stream.ToArray();
    }

    private static byte[] Archive(string name)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry(name).Open())
            entry.Write(new byte[100]);
        return stream.ToArray();
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Bytes(string hexadecimal) =>
        Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal));
}
