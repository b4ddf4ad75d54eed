using AgeFormal.Laws;
using AgeFormal.Networks.Weights;
using FsCheck.Fluent;

namespace AgeFormal.Networks.Tests.Weights;

public sealed class SafetensorsDamageTests
{
    private const long SmallAllocation = 1 << 20;

    [TestCase(100_000_000UL)]
    [TestCase(100_000_001UL)]
    [TestCase(0x7fff_ffff_ffff_ffffUL)]
    [TestCase(ulong.MaxValue)]
    public void A_claimed_header_length_allocates_nothing_in_proportion(ulong length) =>
        AssertSmallAllocation(SafetensorsJson.File(length, "{}"u8.ToArray(), []));

    [Test]
    public void A_claimed_tensor_length_allocates_nothing_in_proportion() =>
        AssertSmallAllocation(
            SafetensorsJson.File(
                SafetensorsJson.Entry("a", "U8", "[2000000000]", "[0,2000000000]"),
                new byte[8]
            )
        );

    [Test]
    public void A_damaged_file_gives_a_typed_error_or_a_valid_file() =>
        Law.Holds(
            2000,
            WeightGenerators.File(),
            ArbMap.Default.ArbFor<int>(),
            (file, seed) =>
            {
                using var written = new MemoryStream();
                Safetensors.Write(written, file);
                byte[] damaged = Damage(written.ToArray(), new Random(seed));
                AssertFaultOrFile(new MemoryStream(damaged));
                AssertFaultOrFile(new OneWayStream(damaged));
            }
        );

    [Test]
    public void A_file_cut_short_gives_a_typed_error() =>
        Law.Holds(
            500,
            WeightGenerators.File(),
            ArbMap.Default.ArbFor<int>(),
            (file, seed) =>
            {
                using var written = new MemoryStream();
                Safetensors.Write(written, file);
                byte[] cut = written.ToArray()[..new Random(seed).Next((int)written.Length)];
                Assert.That(
                    () => Safetensors.Read(new MemoryStream(cut)),
                    Throws
                        .InstanceOf<SafetensorsException>()
                        .With.Property(nameof(SafetensorsException.Fault))
                        .AnyOf(SafetensorsFault.Truncated, SafetensorsFault.HeaderLength)
                );
            }
        );

    private static byte[] Damage(byte[] bytes, Random random)
    {
        int length = random.Next(4) == 0 ? random.Next(bytes.Length + 1) : bytes.Length;
        byte[] damaged = bytes[..length];
        // Mostly digits and punctuation of the header, so that the damage often remains JSON.
        ReadOnlySpan<byte> likely = "0123456789-[]{}\",:. eE\\u"u8;
        for (int flips = random.Next(1, 4); flips > 0 && length > 0; flips--)
            damaged[random.Next(length)] =
                random.Next(3) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)];
        return damaged;
    }

    private static void AssertFaultOrFile(Stream stream)
    {
        try
        {
            TensorFile file = Safetensors.Read(stream);
            using var again = new MemoryStream();
            Safetensors.Write(again, file);
            again.Position = 0;
            Assert.That(Safetensors.Read(again), Is.EqualTo(file));
        }
        catch (SafetensorsException error)
        {
            Assert.That(error.Message, Is.Not.Empty);
        }
    }

    private static void AssertSmallAllocation(byte[] bytes)
    {
        foreach (Stream stream in new Stream[] { new MemoryStream(bytes), new OneWayStream(bytes) })
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Exception? error = null;
            try
            {
                Safetensors.Read(stream);
            }
            catch (SafetensorsException thrown)
            {
                error = thrown;
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.That(error, Is.Not.Null);
            Assert.That(allocated, Is.LessThan(SmallAllocation));
        }
    }
}
