using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using FsCheck;
using FsCheck.Fluent;

namespace AgeFormal.Learning.Tests.Data;

public sealed class IdxFileTests
{
    private const long SmallAllocation = 1 << 20;

    private static Gen<byte[]> AnyFile { get; } =
        from size in Gen.ArrayOf(Gen.Choose(1, 5), 3)
        from seed in Gen.Choose(0, int.MaxValue)
        from labels in Gen.Elements(true, false)
        select labels
            ? IdxBytes.Labels(Noise(size[0], seed))
            : IdxBytes.Images(
                (uint)size[0],
                (uint)size[1],
                (uint)size[2],
                Noise(size[0] * size[1] * size[2], seed)
            );

    [TestCase(false)]
    [TestCase(true)]
    public void Images_have_the_sizes_and_pixels_of_the_file(bool compressed)
    {
        byte[] pixels = [.. Enumerable.Range(1, 12).Select(n => (byte)n)];
        var images = (IdxFile.Images)Read(Pack(IdxBytes.Images(2, 2, 3, pixels), compressed));
        Assert.That((images.Count, images.Rows, images.Columns), Is.EqualTo((2, 2, 3)));
        Assert.That(images.Pixels.ToArray(), Is.EqualTo(pixels));
        Assert.That(images[1].ToArray(), Is.EqualTo(new byte[] { 7, 8, 9, 10, 11, 12 }));
        Assert.That(() => images[2].Length, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => images[-1].Length, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Labels_are_those_of_the_file(bool compressed)
    {
        var labels = (IdxFile.Labels)Read(Pack(IdxBytes.Labels(3, 1, 255), compressed));
        Assert.That(labels.Count, Is.EqualTo(3));
        Assert.That(labels.Values.ToArray(), Is.EqualTo(new byte[] { 3, 1, 255 }));
    }

    [Test]
    public void A_file_without_images_is_valid() =>
        Assert.That(Read(IdxBytes.Images(0, 28, 28, [])).Count, Is.Zero);

    [Test]
    public void Compression_does_not_change_the_content() =>
        Prop.ForAll(
                AnyFile.ToArbitrary(),
                bytes => Assert.That(Read(IdxBytes.Gzip(bytes)), Is.EqualTo(Read(bytes)))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Test]
    public void Files_are_equal_exactly_when_sizes_and_bytes_are()
    {
        IdxFile images = Read(IdxBytes.Images(1, 1, 2, [1, 2]));
        Assert.That(images, Is.EqualTo(Read(IdxBytes.Images(1, 1, 2, [1, 2]))));
        Assert.That(images, Is.Not.EqualTo(Read(IdxBytes.Images(1, 2, 1, [1, 2]))));
        Assert.That(images, Is.Not.EqualTo(Read(IdxBytes.Images(1, 1, 2, [1, 3]))));
        Assert.That(Read(IdxBytes.Labels(1, 2)), Is.Not.EqualTo(Read(IdxBytes.Labels(1, 3))));
    }

    private static IEnumerable<TestCaseData> BadFiles()
    {
        yield return Case("empty", [], "magic", "0 bytes");
        yield return Case("short magic", [0, 0, 8], "magic", "3 bytes");
        yield return Case(
            "wrong magic",
            IdxBytes.Of([0x00000c03, 1], [0]),
            "magic",
            "0x00000c03",
            "0x00000803"
        );
        yield return Case("little-endian magic", [3, 8, 0, 0], "magic", "0x03080000");
        yield return Case("no count", IdxBytes.Of([IdxBytes.LabelsMagic], []), "count", "0 bytes");
        yield return Case(
            "count of 2^31",
            IdxBytes.Of([IdxBytes.LabelsMagic, 1u << 31], []),
            "count",
            "2147483648"
        );
        yield return Case(
            "no columns",
            IdxBytes.Of([IdxBytes.ImagesMagic, 1, 1], [0]),
            "columns",
            "1 bytes"
        );
        yield return Case("no row", IdxBytes.Images(1, 0, 1, []), "rows", "0");
        yield return Case("no column", IdxBytes.Images(1, 1, 0, []), "columns", "0");
        yield return Case(
            "short pixels",
            IdxBytes.Images(2, 2, 2, new byte[7]),
            "pixels",
            "7 bytes",
            "8 bytes",
            "2 × 2 × 2"
        );
        yield return Case(
            "long pixels",
            IdxBytes.Images(2, 2, 2, new byte[9]),
            "pixels",
            "more than 8 bytes"
        );
        yield return Case(
            "short labels",
            IdxBytes.Of([IdxBytes.LabelsMagic, 3], [1, 2]),
            "labels",
            "2 bytes",
            "3 labels"
        );
        yield return Case(
            "long labels",
            IdxBytes.Of([IdxBytes.LabelsMagic, 1], [1, 2]),
            "labels",
            "more than 1"
        );
        yield return Case(
            "over the limit",
            IdxBytes.Images(1 << 20, 1 << 6, 1 << 6, []),
            "pixels",
            "1048576 × 64 × 64",
            "1073741824"
        );
        yield return Case(
            "product over 2^64",
            IdxBytes.Images(1 << 30, 1 << 30, 1 << 30, []),
            "pixels",
            "1073741824"
        );
        yield return Case(
            "product of zero images",
            IdxBytes.Images(0, 1 << 30, 1 << 30, []),
            "pixels",
            "1073741824"
        );
    }

    private static TestCaseData Case(
        string name,
        byte[] bytes,
        string field,
        params string[] words
    ) => new TestCaseData(bytes, field, words).SetArgDisplayNames(name);

    [TestCaseSource(nameof(BadFiles))]
    public void A_bad_file_is_named_with_field_value_and_expectation(
        byte[] bytes,
        string field,
        string[] words
    )
    {
        foreach (byte[] packed in new[] { bytes, IdxBytes.Gzip(bytes) })
        {
            IdxException error = Assert.Throws<IdxException>(() => Read(packed))!;
            Assert.That(error.Field, Is.EqualTo(field), error.Message);
            Assert.That(error.File, Is.EqualTo("digits"));
            foreach (string word in words)
                Assert.That(error.Message, Does.Contain(word));
        }
    }

    [Test]
    public void A_damaged_or_cut_gzip_file_is_refused()
    {
        byte[] packed = IdxBytes.Gzip(IdxBytes.Images(10, 10, 10, Noise(1000, seed: 1)));
        Assert.That(() => Read(packed[..(packed.Length / 2)]), Throws.InstanceOf<IdxException>());
        Assert.That(() => Read(packed[..3]), Throws.InstanceOf<IdxException>());
        packed[packed.Length / 2] ^= 0x55;
        Assert.That(() => Read(packed), Throws.InstanceOf<IdxException>());
    }

    [Test]
    public void Damage_gives_a_typed_error_or_a_valid_file() =>
        Prop.ForAll(
                AnyFile.ToArbitrary(),
                ArbMap.Default.ArbFor<bool>(),
                ArbMap.Default.ArbFor<int>(),
                (bytes, compressed, seed) =>
                {
                    try
                    {
                        Assert.That(
                            Read(Damage(Pack(bytes, compressed), new Random(seed))).Count,
                            Is.Not.Negative
                        );
                    }
                    catch (IdxException error)
                    {
                        Assert.That(error.Message, Does.StartWith("digits: "));
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [TestCase(false)]
    [TestCase(true)]
    public void A_claimed_size_allocates_nothing_in_proportion(bool compressed)
    {
        foreach (uint count in new uint[] { 1 << 20, 1 << 30, 1u << 31, uint.MaxValue })
            AssertSmallAllocation(Pack(IdxBytes.Images(count, 28, 28, new byte[784]), compressed));
    }

    [Test]
    public void A_gzip_bomb_behind_a_small_claim_is_not_unpacked() =>
        AssertSmallAllocation(IdxBytes.Gzip(IdxBytes.Images(1, 28, 28, new byte[20_000_000])));

    [Test]
    public void Images_in_place_of_labels_are_refused_and_the_reverse()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, IdxBytes.Labels(1));
            Assert.That(IdxFile.ReadLabels(path).Count, Is.EqualTo(1));
            Assert.That(
                () => IdxFile.ReadImages(path),
                Throws
                    .InstanceOf<IdxException>()
                    .With.Message.Contains("0x00000803")
                    .And.Message.Contains(path)
            );
            File.WriteAllBytes(path, IdxBytes.Images(1, 1, 1, [1]));
            Assert.That(IdxFile.ReadImages(path).Count, Is.EqualTo(1));
            Assert.That(() => IdxFile.ReadLabels(path), Throws.InstanceOf<IdxException>());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IdxFile Read(byte[] bytes) => IdxFile.Read(new MemoryStream(bytes), "digits");

    private static byte[] Pack(byte[] bytes, bool compressed) =>
        compressed ? IdxBytes.Gzip(bytes) : bytes;

    private static byte[] Noise(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        byte[] damaged = bytes[
            ..(random.Next(2) == 0 ? random.Next(bytes.Length + 1) : bytes.Length)
        ];
        for (int flips = random.Next(0, 4); flips > 0 && damaged.Length > 0; flips--)
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }

    private static void AssertSmallAllocation(byte[] bytes)
    {
        IdxException? error = null;
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Read(bytes);
        }
        catch (IdxException thrown)
        {
            error = thrown;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(error, Is.Not.Null);
        Assert.That(allocated, Is.LessThan(SmallAllocation));
    }
}
