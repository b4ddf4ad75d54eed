using AgeFormal.Laws;
using AgeFormal.Networks.Weights;

namespace AgeFormal.Networks.Tests.Weights;

/// <summary>Damaged weight files are read as what they say, or refused.</summary>
public sealed class HostileSafetensorsTests
{
    private static readonly HostileFormat Format = new(
        "safetensors",
        [.. Enumerable.Range(0, 8).Select(File), WithDamagedText()],
        bytes => Safetensors.Read(new MemoryStream(bytes), "damaged"),
        failure => failure is SafetensorsException,
        read =>
        {
            var file = (TensorFile)read;
            using var written = new MemoryStream();
            Safetensors.Write(written, file);
            written.Position = 0;
            Assert.That(Safetensors.Read(written), Is.EqualTo(file));
            foreach (var tensor in file.Tensors.Values)
                Assert.That(
                    tensor.Bytes.Length,
                    Is.EqualTo(
                        tensor.Shape.Aggregate(
                            (long)tensor.Dtype.ElementSize(),
                            (product, size) => product * size
                        )
                    )
                );
        }
    );

    [TestCase(100)]
    [TestCase(2000, Category = "Long")]
    public void A_damaged_file_is_read_as_it_says_or_refused(int mutants)
    {
        var (accepted, refused) = Format.Survives(mutants);
        Assert.That((accepted, refused), Is.GreaterThan((0, 0)));
    }

    [Test]
    public void A_header_of_empty_tensors_costs_little_more_than_itself()
    {
        var entries = Enumerable
            .Range(0, 100_000)
            .Select(i => $$"""  "{{i}}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}""");
        var file = SafetensorsJson.File($"{{{string.Join(',', entries)}}}", []);
        Assert.That(Format.Outcome(file), Is.EqualTo(HostileFormat.Accepted));
    }

    [TestCaseSource(nameof(Hostile))]
    public void A_hostile_header_is_refused(string header) =>
        Assert.That(
            Format.Outcome(SafetensorsJson.File(header, new byte[8])),
            Is.EqualTo(HostileFormat.Refused)
        );

    private static IEnumerable<TestCaseData> Hostile()
    {
        yield return Case("nesting", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)));
        yield return Case(
            "a long name",
            SafetensorsJson.Entry(new string('x', 1_000_000), "Q4", "[1]", "[0,1]")
        );
        yield return Case(
            "many dimensions",
            SafetensorsJson.Entry(
                "a",
                "U8",
                $"[{string.Join(',', Enumerable.Repeat("9", 200_000))}]",
                "[0,8]"
            )
        );
        yield return Case(
            "digits",
            SafetensorsJson.Entry("a", "U8", $"[{new string('9', 1_000_000)}]", "[0,8]")
        );
        yield return Case(
            "a lone surrogate",
            SafetensorsJson.Entry("\\ud800", "U8", "[8]", "[0,8]")
        );
        yield return Case(
            "a field twice",
            """{"a":{"dtype":"U8","dtype":"U8","shape":[8],"data_offsets":[0,8]}}"""
        );
        yield return Case(
            "another field twice",
            """{"a":{"b":1,"b":2,"dtype":"U8","shape":[8],"data_offsets":[0,8]}}"""
        );
    }

    private static byte[] File(int seed)
    {
        var random = new Random(seed);
        var tensors = Enumerable
            .Range(0, 1 + seed % 4)
            .Select(i =>
            {
                var dtype = (Dtype)random.Next(13);
                long[] shape = [random.Next(4), random.Next(4)];
                var bytes = new byte[shape[0] * shape[1] * dtype.ElementSize()];
                random.NextBytes(bytes);
                return KeyValuePair.Create(
                    $"c{i}.weight",
                    TensorData.FromBytes(dtype, shape, bytes)
                );
            });
        return Written(TensorFile.Of(tensors, [new("network", "p4-cnn"), new("größe", "\"\\")]));
    }

    private static byte[] WithDamagedText() =>
        Written(
            TensorFile.Of(
                [new("a", TensorData.FromDouble([2], [double.NaN, -0.0]))],
                [new("text", "line\n😀")]
            )
        );

    private static byte[] Written(TensorFile file)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, file);
        return stream.ToArray();
    }

    private static TestCaseData Case(string name, string header) =>
        new TestCaseData(header).SetArgDisplayNames(name);
}
