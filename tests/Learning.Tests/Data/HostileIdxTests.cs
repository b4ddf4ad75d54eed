using AgeFormal.Laws;
using AgeFormal.Learning.Data;

namespace AgeFormal.Learning.Tests.Data;

/// <summary>Damaged idx files, plain and compressed, are read as what they say, or refused.</summary>
public sealed class HostileIdxTests
{
    private static readonly byte[][] Plain =
    [
        IdxBytes.Images(2, 3, 4, [.. Enumerable.Range(0, 24).Select(i => (byte)(7 * i))]),
        IdxBytes.Images(0, 28, 28, []),
        IdxBytes.Labels(0, 1, 2, 3, 9),
        IdxBytes.Images(1, 28, 28, new byte[784]),
    ];

    private static readonly HostileFormat Files = Format("idx", Plain);

    private static readonly HostileFormat Compressed = Format(
        "idx.gz",
        [.. Plain.Select(IdxBytes.Gzip)]
    );

    // Compression has a checksum of its own, so that damage inside of it is made before.
    private static readonly HostileFormat CompressedAfterwards = Format(
        "idx before gz",
        Plain,
        IdxBytes.Gzip
    );

    private static HostileFormat Format(
        string name,
        byte[][] files,
        Func<byte[], byte[]>? stored = null
    ) =>
        new(
            name,
            files,
            bytes => IdxFile.Read(new MemoryStream(stored?.Invoke(bytes) ?? bytes), "damaged"),
            failure => failure is IdxException,
            read =>
            {
                var file = (IdxFile)read;
                var again = file.Match(
                    images: images =>
                        IdxBytes.Images(
                            (uint)images.Count,
                            (uint)images.Rows,
                            (uint)images.Columns,
                            images.Pixels.ToArray()
                        ),
                    labels: labels => IdxBytes.Labels(labels.Values.ToArray())
                );
                Assert.That(IdxFile.Read(new MemoryStream(again)), Is.EqualTo(file));
            }
        );

    [TestCase(100)]
    [TestCase(2000, Category = "Long")]
    public void A_damaged_file_is_read_as_it_says_or_refused(int mutants)
    {
        foreach (var format in (HostileFormat[])[Files, Compressed, CompressedAfterwards])
        {
            var (accepted, refused) = format.Survives(mutants);
            Assert.That((accepted, refused), Is.GreaterThan((0, 0)), format.Name);
        }
    }

    [TestCase(1u, 32_768u, 32_768u)]
    [TestCase(1u, 1u, 1u << 30)]
    [TestCase(70_000u, 28u, 28u)]
    public void A_file_that_unpacks_to_much_more_than_its_size_is_refused_before_it_is_unpacked(
        uint count,
        uint rows,
        uint columns
    )
    {
        var header = IdxBytes.Gzip([
            .. IdxBytes.Images(count, rows, columns, []),
            .. new byte[100_000],
        ]);
        var fault = Assert.Throws<IdxException>(() => IdxFile.Read(new MemoryStream(header)));
        Assert.That(fault!.Field, Is.EqualTo("pixels"));
        Assert.That(fault.Expected, Does.Contain("as the size of the file allows"));
        Assert.That(Compressed.Outcome(header), Is.EqualTo(HostileFormat.Refused));
    }
}
