using AgeFormal.Laws;

namespace AgeFormal.Operators.Tests;

public sealed class AtomicFileTests
{
    private static readonly byte[] Old = [1, 2, 3];

    [Test]
    public void A_finished_write_replaces_the_file_and_leaves_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("weights");
        AtomicFile.Write(path, stream => stream.Write(Old));
        AtomicFile.Write(path, stream => stream.Write([9]));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(new byte[] { 9 }));
        Assert.That(folder.Names, Is.EqualTo(new[] { "weights" }));
    }

    [Test]
    public void While_the_content_is_written_the_old_file_is_whole()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("weights");
        File.WriteAllBytes(path, Old);
        AtomicFile.Write(
            path,
            stream =>
            {
                stream.Write([9, 9]);
                stream.Flush();
                Assert.That(File.ReadAllBytes(path), Is.EqualTo(Old));
            }
        );
    }

    [Test]
    public void A_failed_write_leaves_the_old_file_and_no_temporary_one()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("weights");
        File.WriteAllBytes(path, Old);
        Assert.That(
            () =>
                AtomicFile.Write(
                    path,
                    stream =>
                    {
                        stream.Write([9]);
                        throw new TimeoutException();
                    }
                ),
            Throws.InstanceOf<TimeoutException>()
        );
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(Old));
        Assert.That(folder.Names, Is.EqualTo(new[] { "weights" }));
    }

    [Test]
    public void A_write_cancelled_before_or_during_the_content_leaves_the_old_file_and_no_temporary_one()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("weights");
        File.WriteAllBytes(path, Old);
        using var during = new CancellationTokenSource();
        Assert.That(
            () =>
                AtomicFile.Write(
                    path,
                    stream =>
                    {
                        stream.Write([9]);
                        during.Cancel();
                    },
                    during.Token
                ),
            Throws.InstanceOf<OperationCanceledException>()
        );
        bool reached = false;
        Assert.That(
            () =>
                AtomicFile.Write(path, _ => reached = true, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(reached, Is.False);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(Old));
        Assert.That(folder.Names, Is.EqualTo(new[] { "weights" }));
    }

    [Test]
    public void A_folder_in_the_place_of_the_target_is_kept()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("weights");
        Directory.CreateDirectory(path);
        Assert.That(
            () => AtomicFile.Write(path, stream => stream.Write([9])),
            Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>()
        );
        Assert.That(folder.Names, Is.EqualTo(new[] { "weights" }));
        Assert.That(Directory.Exists(path), Is.True);
    }

    [Test]
    public void An_absent_folder_is_an_error_of_input_and_output()
    {
        using var folder = new TemporaryFolder();
        Assert.That(
            () => AtomicFile.Write(folder.File("absent/weights"), stream => stream.Write([9])),
            Throws.InstanceOf<DirectoryNotFoundException>()
        );
    }
}
