using System.Buffers.Binary;
using System.Text;
using AgeFormal.Laws;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Networks.Tests.Weights;

public sealed class SafetensorsTests
{
    [Test]
    public void Reading_what_was_written_gives_an_equal_file() =>
        Law.Holds(
            500,
            WeightGenerators.File(),
            file =>
            {
                byte[] bytes = Bytes(file);
                Assert.That(Safetensors.Read(new MemoryStream(bytes)), Is.EqualTo(file));
                Assert.That(Safetensors.Read(new OneWayStream(bytes)), Is.EqualTo(file));
            }
        );

    [Test]
    public void The_bytes_depend_on_the_content_and_not_on_its_order() =>
        Law.Holds(
            200,
            WeightGenerators.File(),
            file =>
            {
                var reversed = TensorFile.Of(file.Tensors.Reverse(), file.Metadata.Reverse());
                Assert.That(Bytes(reversed), Is.EqualTo(Bytes(file)));
            }
        );

    [Test]
    public void Every_tensor_starts_at_a_multiple_of_its_element_size() =>
        Law.Holds(
            200,
            WeightGenerators.File(),
            file =>
            {
                byte[] bytes = Bytes(file);
                long header = BinaryPrimitives.ReadInt64LittleEndian(bytes);
                Assert.That(header % 8, Is.Zero);
                var parsed = SafetensorsJson.Offsets(bytes.AsMemory(8, (int)header));
                foreach ((string name, TensorData tensor) in file.Tensors)
                    Assert.That(parsed[name] % tensor.Dtype.ElementSize(), Is.Zero, name);
            }
        );

    [Test]
    public void The_layout_of_a_small_file_is_that_of_the_format()
    {
        var file = TensorFile.Of(
            [
                new("z", TensorData.FromBytes(Dtype.U8, [1], [5])),
                new("b", TensorData.FromSingle([], [1])),
                new("a", TensorData.FromSingle([2], [2, 3])),
            ],
            [new("source", "é")]
        );
        const string header =
            """{"__metadata__":{"source":"é"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"""
            + "\"b\":"
            + """{"dtype":"F32","shape":[],"data_offsets":[8,12]},"z":{"dtype":"U8","shape":[1],"data_offsets":[12,13]}}""";
        byte[] json = Encoding.UTF8.GetBytes(header);
        int length = (json.Length + 7) / 8 * 8;
        byte[] bytes = Bytes(file);
        Assert.That(BinaryPrimitives.ReadInt64LittleEndian(bytes), Is.EqualTo(length));
        Assert.That(
            Encoding.UTF8.GetString(bytes, 8, length),
            Is.EqualTo(header + new string(' ', length - json.Length))
        );
        Assert.That(
            bytes[(8 + length)..],
            Is.EqualTo(new byte[] { 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 63, 5 })
        );
    }

    [Test]
    public void The_order_of_the_header_is_kept_when_it_is_not_that_of_the_data()
    {
        byte[] bytes = SafetensorsJson.File(
            """{"b":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"more":[{}]}}""",
            [7, 8]
        );
        TensorFile file = Safetensors.Read(new MemoryStream(bytes));
        Assert.That(file.Tensors.Keys, Is.EqualTo(new[] { "b", "a" }));
        Assert.That(file["a"].ToInt64(), Is.EqualTo(new long[] { 7 }));
    }

    [Test]
    public void A_file_without_tensors_is_valid() =>
        Assert.That(
            Safetensors.Read(new MemoryStream(SafetensorsJson.File("{}  ", []))),
            Is.EqualTo(TensorFile.Of([]))
        );

    [Test]
    public void A_file_on_disk_is_replaced_only_when_the_write_succeeds()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("w.safetensors");
        var first = TensorFile.Of([new("a", TensorData.FromSingle([], [1]))]);
        var second = TensorFile.Of([new("a", TensorData.FromSingle([], [2]))]);
        Safetensors.Write(path, first);
        Assert.That(Safetensors.Read(path), Is.EqualTo(first));
        Assert.That(
            () => Safetensors.Write(path, second, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(Safetensors.Read(path), Is.EqualTo(first));
        Safetensors.Write(path, second);
        Assert.That(Safetensors.Read(path), Is.EqualTo(second));
        Assert.That(folder.Names, Is.EqualTo(new[] { "w.safetensors" }));
    }

    [Test]
    public void The_published_files_are_read_and_survive_a_round_trip()
    {
        string[] paths = Directory.GetFiles(
            SharedFiles.Reference(""),
            "*.safetensors",
            SearchOption.AllDirectories
        );
        Assert.That(paths, Is.Not.Empty);
        foreach (string path in paths)
        {
            TensorFile file = Safetensors.Read(path);
            Assert.That(file.Metadata["source"], Does.StartWith("github.com/"), path);
            Assert.That(file.Tensors, Is.Not.Empty, path);
            Assert.That(Safetensors.Read(new MemoryStream(Bytes(file))), Is.EqualTo(file), path);
        }
    }

    [Test]
    public void The_published_p4_network_has_its_layers()
    {
        TensorFile file = Safetensors.Read(SharedFiles.Reference("rotmnist/p4cnn.safetensors"));
        Assert.That(file["c1.weight"].ToString(), Is.EqualTo("F32[10, 1, 3, 3]"));
        Assert.That(file["c2.weight"].ToString(), Is.EqualTo("F32[10, 10, 4, 3, 3]"));
        Assert.That(
            file["c2.weight"].ToSingle(),
            Has.Length.EqualTo(3600).And.All.InRange(-10f, 10f)
        );
        TensorFile vectors = Safetensors.Read(
            SharedFiles.Reference("rotmnist/p4cnn.vectors.safetensors")
        );
        Assert.That(vectors["label"].ToInt64(), Has.Length.EqualTo(16).And.All.InRange(0, 9));
        Assert.That(vectors["logits"].ToDouble(), Has.Length.EqualTo(160));
    }

    private static byte[] Bytes(TensorFile file)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, file);
        return stream.ToArray();
    }
}
