using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data.Downloads;

/// <summary>A file could not be fetched. The message says what each address gave and what to do without a network.</summary>
public sealed class DownloadException : IOException
{
    internal DownloadException(
        DownloadFile file,
        string folder,
        IEnumerable<(Uri Address, string Found)> attempts
    )
        : base(Text(file, folder, [.. attempts])) => File = file;

    /// <summary>The file.</summary>
    public DownloadFile File { get; }

    private static string Text(
        DownloadFile file,
        string folder,
        (Uri Address, string Found)[] attempts
    ) =>
        $"{file.Name}: no address gave it: {string.Join("; ", attempts.Select(attempt => $"{attempt.Address} ({Excerpt.Of(attempt.Found, 300)})"))}. Without a network: fetch it elsewhere, from {string.Join(" or ", file.Addresses)}, compare its MD5 sum with {file.Md5}, and put it into {folder}{(file.IsUnpacked ? ", unpacked with gunzip" : "")}.";
}
