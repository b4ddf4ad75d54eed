namespace AgeFormal.Operators;

/// <summary>Writing a file so that a reader sees the old content or the new one, never a part.</summary>
public static class AtomicFile
{
    private const int LongestPath = 4096;

    /// <summary>
    /// Writes a temporary file in the folder of <paramref name="path"/>, flushes it to the disk and renames it to
    /// <paramref name="path"/>, replacing a file of that name. When the content throws or the token is cancelled, the
    /// temporary file is removed and the old file remains as it was.
    /// </summary>
    /// <param name="path">The file to write, of at most 4096 characters; its folder must exist.</param>
    /// <param name="content">Writes the content to the stream, which is closed afterwards.</param>
    /// <param name="cancellation">Checked before the content and before the rename.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The folder is absent, the disk is full, or the target is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the target may not be written.</exception>
    public static void Write(
        string path,
        Action<Stream> content,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(path.Length, LongestPath, nameof(path));
        ArgumentNullException.ThrowIfNull(content);
        cancellation.ThrowIfCancellationRequested();
        string target = Path.GetFullPath(path);
        // The rename is atomic only within one file system, hence the same folder.
        string temporary = Path.Combine(
            Path.GetDirectoryName(target) ?? target,
            $".{Path.GetRandomFileName()}.tmp"
        );
        FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        try
        {
            using (stream)
            {
                content(stream);
                stream.Flush(flushToDisk: true);
            }

            cancellation.ThrowIfCancellationRequested();
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
