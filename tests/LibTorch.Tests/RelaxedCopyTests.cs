namespace AgeFormal.LibTorch.Tests;

public sealed class RelaxedCopyTests
{
    private static readonly byte[] Original = [1, 2, 3];
    private static readonly byte[] Relaxed = [1, 2, 4];

    private string cache = "";

    [SetUp]
    public void Create() => cache = Directory.CreateTempSubdirectory("relaxed-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(cache, recursive: true);

    [Test]
    public void The_copy_lies_under_the_hash_of_the_original_and_nothing_else_remains()
    {
        var path = RelaxedCopy.Provide(cache, Original, Relaxed);

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(Relaxed));
        Assert.That(
            Directory.GetFileSystemEntries(cache, "*", SearchOption.AllDirectories),
            Is.EquivalentTo(new[] { Path.GetDirectoryName(path), path })
        );
        Assert.That(
            Path.GetRelativePath(cache, path),
            Is.EqualTo(
                Path.Combine(
                    "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81",
                    "libLibTorchSharp.so"
                )
            )
        );
    }

    [Test]
    public void A_complete_copy_is_used_again()
    {
        var path = RelaxedCopy.Provide(cache, Original, Relaxed);
        var written = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, written);

        Assert.That(RelaxedCopy.Provide(cache, Original, Relaxed), Is.EqualTo(path));
        Assert.That(File.GetLastWriteTimeUtc(path), Is.EqualTo(written));
    }

    [TestCase(new byte[] { 1, 2 })]
    [TestCase(new byte[] { 9, 9, 9 })]
    public void A_damaged_copy_is_replaced(byte[] damaged)
    {
        var path = RelaxedCopy.Provide(cache, Original, Relaxed);
        File.WriteAllBytes(path, damaged);

        Assert.That(
            File.ReadAllBytes(RelaxedCopy.Provide(cache, Original, Relaxed)),
            Is.EqualTo(Relaxed)
        );
    }

    [Test]
    public void Copies_written_at_once_are_each_whole()
    {
        var large = new byte[1 << 20];
        large[^1] = 1;

        Parallel.For(
            0,
            8,
            _ =>
            {
                var path = RelaxedCopy.Provide(cache, Original, large);
                Assert.That(File.ReadAllBytes(path).AsSpan().SequenceEqual(large), Is.True);
            }
        );

        Assert.That(
            Directory.GetFiles(cache, "*", SearchOption.AllDirectories),
            Has.Length.EqualTo(1)
        );
    }

    [Test]
    public void A_cache_that_is_a_file_is_an_input_output_error()
    {
        var blocked = Path.Combine(cache, "blocked");
        File.WriteAllText(blocked, "");

        Assert.That(
            () => RelaxedCopy.Provide(blocked, Original, Relaxed),
            Throws.InstanceOf<IOException>()
        );
    }
}
