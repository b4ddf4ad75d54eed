using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using AgeFormal.Algebra;

namespace AgeFormal.Learning.Data.Downloads;

/// <summary>How far a download has come.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Done">The bytes that are there.</param>
/// <param name="Total">All bytes, where the server says so.</param>
public sealed record DownloadProgress(string File, long Done, long? Total);

/// <summary>
/// Fetches data sets. A file that is there and right is left alone; one that is begun, <c>NAME.part</c>, is gone on with; one
/// becomes <c>NAME</c> when its sum is right, at once.
/// </summary>
/// <param name="client">The client, whose own time limit is to be none: what is waited for is each part of an answer.</param>
public sealed class Downloader(HttpClient client)
{
    private const int PartLength = 1 << 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Fetches all files of a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="directory">The folder, which is made where it is not there.</param>
    /// <param name="mirror">Where the files are looked for under their names in place of their addresses, or null.</param>
    /// <param name="progress">Receives how far it has come, at most after each part.</param>
    /// <param name="cancellation">Checked while bytes come; what is there stays for the next time.</param>
    /// <exception cref="DownloadException">A file cannot be had; those before it are there.</exception>
    /// <exception cref="DataFormatException">A file with the right sum cannot be unpacked.</exception>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task Fetch(
        Dataset set,
        string directory,
        Uri? mirror = null,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        Directory.CreateDirectory(directory);
        foreach (var file in set.Files)
            await Fetch(file, directory, mirror, progress, cancellation);
    }

    private async Task Fetch(
        DownloadFile file,
        string directory,
        Uri? mirror,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellation
    )
    {
        var place = Path.Combine(directory, file.Name);
        if (file.IsUnpacked && File.Exists(Path.Combine(directory, file.Kept)))
            return;
        if (!await IsRight(place, file, cancellation))
        {
            var part = place + ".part";
            List<(Uri, string)> attempts = [];
            foreach (var address in mirror is null ? file.Addresses : [new(mirror, file.Name)])
            {
                if (await Attempt(file, address, part, progress, cancellation) is not { } fault)
                    break;
                attempts.Add((address, fault));
            }
            if (attempts.Count == (mirror is null ? file.Addresses.Count : 1))
                throw new DownloadException(file, directory, attempts);
            File.Move(part, place, overwrite: true);
        }
        if (file.IsUnpacked)
            await Unpack(place, Path.Combine(directory, file.Kept), cancellation);
    }

    // What went wrong, or null where the part is the whole file. A wrong sum leaves nothing to go on with.
    private async Task<string?> Attempt(
        DownloadFile file,
        Uri address,
        string part,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellation
    )
    {
        var isBegun = File.Exists(part);
        try
        {
            await Receive(file, address, part, progress, cancellation);
        }
        catch (Exception refused)
            when (refused is HttpRequestException or HttpIOException or TimeoutException)
        {
            return refused.Message;
        }
        if (await IsRight(part, file, cancellation))
            return null;
        var length = new FileInfo(part).Length;
        File.Delete(part);
        // What was begun may have come from elsewhere.
        return isBegun
            ? await Attempt(file, address, part, progress, cancellation)
            : $"{length} bytes with another MD5 sum than {file.Md5}";
    }

    private async Task Receive(
        DownloadFile file,
        Uri address,
        string part,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellation
    )
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var begun = File.Exists(part) ? new FileInfo(part).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (begun > 0)
            request.Headers.Range = new RangeHeaderValue(begun, null);
        try
        {
            waiting.CancelAfter(Patience);
            using var answer = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                waiting.Token
            );
            // All of it is there already, or more than there is.
            if (begun > 0 && answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
                return;
            answer.EnsureSuccessStatusCode();
            var goesOn =
                answer.StatusCode == HttpStatusCode.PartialContent
                && answer.Content.Headers.ContentRange?.From == begun;
            var start = goesOn ? begun : 0;
            var total = answer.Content.Headers.ContentLength is { } rest
                ? start + rest
                : (long?)null;
            if (total > file.Most)
                throw new HttpRequestException(
                    $"{total} bytes are announced, at most {file.Most} are expected"
                );
            await using var to = new FileStream(
                part,
                goesOn ? FileMode.Append : FileMode.Create,
                FileAccess.Write,
                FileShare.None
            );
            await using var from = await answer.Content.ReadAsStreamAsync(waiting.Token);
            var bytes = new byte[PartLength];
            var done = start;
            while (true)
            {
                waiting.CancelAfter(Patience);
                var read = await from.ReadAsync(bytes, waiting.Token);
                if (read == 0)
                    return;
                done += read;
                if (done > file.Most)
                    throw new HttpRequestException($"more than {file.Most} bytes come");
                await to.WriteAsync(bytes.AsMemory(0, read), cancellation);
                progress?.Report(new(file.Name, done, total));
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {Patience.TotalSeconds} seconds");
        }
    }

    private static async Task<bool> IsRight(
        string path,
        DownloadFile file,
        CancellationToken cancellation
    )
    {
        if (!File.Exists(path))
            return false;
        await using var stream = File.OpenRead(path);
#pragma warning disable CA5351 // The sums that publishers give are of this kind; they tell damage, not origin.
        var sum = await MD5.HashDataAsync(stream, cancellation);
#pragma warning restore CA5351
        return Convert.ToHexStringLower(sum) == file.Md5;
    }

    private static async Task Unpack(string packed, string place, CancellationToken cancellation)
    {
        var part = place + ".part";
        try
        {
            await using (
                var from = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress)
            )
            await using (var to = File.Create(part))
                await from.CopyToAsync(to, cancellation);
        }
        catch (InvalidDataException cause)
        {
            throw new DataFormatException(
                packed,
                null,
                $"damage of the compression ({Excerpt.Of(cause.Message)})",
                "a file compressed with gzip",
                cause
            );
        }
        File.Move(part, place, overwrite: true);
        File.Delete(packed);
    }
}
