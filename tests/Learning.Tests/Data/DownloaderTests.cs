using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using AgeFormal.Laws;
using AgeFormal.Learning.Data;
using AgeFormal.Learning.Data.Downloads;

namespace AgeFormal.Learning.Tests.Data;

/// <summary>Files come whole or not at all, from whom gives them right, and go on where they ended.</summary>
[NonParallelizable]
public sealed class DownloaderTests
{
    private static readonly byte[] Content =
    [
        .. Enumerable.Range(0, 300_000).Select(i => (byte)SplitMix.Bits(9, (ulong)i)),
    ];

    private TemporaryFolder _folder = new();
    private Server _server = new();
    private HttpClient _client = new();

    [SetUp]
    public void Begin() => (_folder, _server, _client) = (new(), new(), new());

    [TearDown]
    public void End()
    {
        _client.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task A_file_comes_whole_with_progress_and_is_not_fetched_twice()
    {
        _server.Answers["/one.bin"] = Content;
        var progress = new Collector<DownloadProgress>();
        var set = Set(File("one.bin", Content, "/one.bin"));
        await new Downloader(_client).Fetch(set, _folder.File("new"), progress: progress);
        Assert.That(Kept("one.bin"), Is.EqualTo(Content));
        Assert.That(
            progress.Reports[^1],
            Is.EqualTo(new DownloadProgress("one.bin", Content.Length, Content.Length))
        );
        Assert.That(progress.Reports.Select(report => report.Done), Is.Ordered.Ascending);
        await new Downloader(_client).Fetch(set, _folder.File("new"));
        Assert.That(_server.Requests, Is.EqualTo(new[] { "/one.bin" }));
        Assert.That(Directory.GetFiles(_folder.File("new")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_file_that_is_begun_is_gone_on_with()
    {
        _server.Answers["/one.bin"] = Content;
        Begun(Content[..100_000]);
        await new Downloader(_client).Fetch(
            Set(File("one.bin", Content, "/one.bin")),
            _folder.File("new")
        );
        Assert.That(Kept("one.bin"), Is.EqualTo(Content));
        Assert.That(_server.Sent, Is.EqualTo(200_000), "only the rest");
    }

    [Test]
    public async Task A_connection_that_breaks_leaves_what_came_and_the_next_address_goes_on()
    {
        _server.Answers["/broken.bin"] = Content;
        _server.Answers["/one.bin"] = Content;
        _server.BreaksAfter = 150_000;
        await new Downloader(_client).Fetch(
            Set(File("one.bin", Content, "/broken.bin", "/one.bin")),
            _folder.File("new")
        );
        Assert.That(Kept("one.bin"), Is.EqualTo(Content));
        Assert.That(_server.Requests, Is.EqualTo(new[] { "/broken.bin", "/one.bin" }));
        Assert.That(_server.Sent, Is.LessThan(2 * Content.Length));
    }

    [Test]
    public async Task A_beginning_of_something_else_is_fetched_anew()
    {
        _server.Answers["/one.bin"] = Content;
        foreach (var begun in (byte[][])[new byte[1000], [.. Content, 1, 2]])
        {
            Begun(begun);
            await new Downloader(_client).Fetch(
                Set(File("one.bin", Content, "/one.bin")),
                _folder.File("new")
            );
            Assert.That(Kept("one.bin"), Is.EqualTo(Content));
            System.IO.File.Delete(Path.Combine(_folder.File("new"), "one.bin"));
        }
    }

    [Test]
    public async Task Another_content_is_refused_and_the_next_address_asked()
    {
        _server.Answers["/wrong.bin"] = Content[..1000];
        _server.Answers["/one.bin"] = Content;
        await new Downloader(_client).Fetch(
            Set(File("one.bin", Content, "/wrong.bin", "/absent.bin", "/one.bin")),
            _folder.File("new")
        );
        Assert.That(Kept("one.bin"), Is.EqualTo(Content));
        Assert.That(
            _server.Requests,
            Is.EqualTo(new[] { "/wrong.bin", "/absent.bin", "/one.bin" })
        );
    }

    [Test]
    public void Where_nobody_gives_the_file_the_message_says_why_and_what_to_do()
    {
        _server.Answers["/wrong.bin"] = Content[..1000];
        var file = File("one.bin", Content, "/wrong.bin", "/absent.bin");
        var fault = Assert.ThrowsAsync<DownloadException>(() =>
            new Downloader(_client).Fetch(Set(file), _folder.File("new"))
        );
        Assert.That(
            fault!.Message,
            Does.Contain("1000 bytes with another MD5 sum")
                .And.Contains("404")
                .And.Contains($"compare its MD5 sum with {file.Md5}")
                .And.Contains(_folder.File("new"))
        );
        Assert.That(Directory.GetFiles(_folder.File("new")), Is.Empty);
    }

    [Test]
    public void Without_a_network_the_message_is_as_clear()
    {
        var nobody = new DownloadFile(
            "one.bin",
            new string('0', 32),
            10,
            [new("http://127.0.0.1:1/one.bin")]
        );
        var fault = Assert.ThrowsAsync<DownloadException>(() =>
            new Downloader(_client).Fetch(Set(nobody), _folder.File("new"))
        );
        Assert.That(fault!.Message, Does.Contain("127.0.0.1:1").And.Contains("Without a network"));
    }

    [Test]
    public void More_than_a_file_can_have_is_not_taken()
    {
        _server.Answers["/one.bin"] = Content;
        var file = File("one.bin", Content, "/one.bin") with { Most = 1000 };
        foreach (var announces in (bool[])[true, false])
        {
            _server.AnnouncesLength = announces;
            var fault = Assert.ThrowsAsync<DownloadException>(() =>
                new Downloader(_client).Fetch(Set(file), _folder.File("new"))
            );
            Assert.That(fault!.Message, Does.Contain("1000"));
        }
        Assert.That(
            Directory.GetFiles(_folder.File("new")).Sum(path => new FileInfo(path).Length),
            Is.LessThan(200_000)
        );
    }

    [Test]
    public async Task A_compressed_file_is_unpacked_and_what_is_unpacked_is_not_fetched_again()
    {
        var packed = Packed(Content);
        _server.Answers["/x.h5.gz"] = packed;
        var set = Set(File("x.h5.gz", packed, "/x.h5.gz") with { IsUnpacked = true });
        await new Downloader(_client).Fetch(set, _folder.File("new"));
        await new Downloader(_client).Fetch(set, _folder.File("new"));
        Assert.That(Kept("x.h5"), Is.EqualTo(Content));
        Assert.That(Directory.GetFiles(_folder.File("new")), Has.Length.EqualTo(1));
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_mirror_stands_for_all_addresses()
    {
        _server.Answers["/there/one.bin"] = Content;
        await new Downloader(_client).Fetch(
            Set(File("one.bin", Content, "/absent.bin", "/absent2.bin")),
            _folder.File("new"),
            new Uri(_server.Address, "there/")
        );
        Assert.That(Kept("one.bin"), Is.EqualTo(Content));
    }

    [Test]
    public void The_sets_name_files_that_are_recognised_with_sums_and_safe_addresses()
    {
        foreach (var set in Datasets.All)
        {
            Assert.That(Datasets.Find(set.Name.ToUpperInvariant()), Is.SameAs(set));
            var folder = Directory.CreateDirectory(_folder.File(set.Name)).FullName;
            foreach (var file in set.Files)
            {
                Assert.That(file.Md5, Does.Match("^[0-9a-f]{32}$"));
                Assert.That(file.Addresses, Is.Not.Empty);
                Assert.That(file.Addresses.Select(at => at.Scheme), Has.All.EqualTo("https"));
                System.IO.File.WriteAllBytes(Path.Combine(folder, file.Kept), []);
            }
            Assert.That(
                DataFolder.Recognise(folder).Description.Replace("-", "", StringComparison.Ordinal),
                Does.Contain(
                    set.Name.StartsWith("cifar", StringComparison.Ordinal) ? "CIFAR" : set.Name
                ).IgnoreCase
            );
        }
    }

    private static Dataset Set(params DownloadFile[] files) => new("set", "a set", [.. files]);

    private DownloadFile File(string name, byte[] content, params string[] paths) =>
        new(
            name,
#pragma warning disable CA5351 // The sums that publishers give are of this kind.
            Convert.ToHexStringLower(MD5.HashData(content)),
#pragma warning restore CA5351
            1_000_000,
            [.. paths.Select(path => new Uri(_server.Address, path))]
        );

    private byte[] Kept(string name) =>
        System.IO.File.ReadAllBytes(Path.Combine(_folder.File("new"), name));

    private void Begun(byte[] content)
    {
        Directory.CreateDirectory(_folder.File("new"));
        System.IO.File.WriteAllBytes(Path.Combine(_folder.File("new"), "one.bin.part"), content);
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write(content);
        return packed.ToArray();
    }

    /// <summary>A server on this machine that knows ranges and breaks connections when it is to.</summary>
    private sealed class Server : IDisposable
    {
        private readonly HttpListener _listener;

        public Server()
        {
            for (var port = 20_000 + Environment.ProcessId % 20_000; ; port++)
            {
                Address = new($"http://127.0.0.1:{port}/");
                // One that could not start cannot be used again.
                _listener = new();
                _listener.Prefixes.Add($"{Address}");
                try
                {
                    _listener.Start();
                    break;
                }
                catch (HttpListenerException)
                {
                    _listener.Close();
                }
            }
            _ = Task.Run(Serve);
        }

        public Uri Address { get; }

        public Dictionary<string, byte[]> Answers { get; } = new(StringComparer.Ordinal);

        public List<string> Requests { get; } = [];

        public long Sent { get; private set; }

        public int? BreaksAfter { get; set; }

        public bool AnnouncesLength { get; set; } = true;

        public void Dispose() => _listener.Close();

        private void Serve()
        {
            while (_listener.IsListening)
                try
                {
                    Serve(_listener.GetContext());
                }
                catch (Exception closed)
                    when (closed is HttpListenerException or ObjectDisposedException) { }
        }

        private void Serve(HttpListenerContext context)
        {
            var (request, answer) = (context.Request, context.Response);
            Requests.Add(request.Url!.AbsolutePath);
            if (!Answers.TryGetValue(request.Url.AbsolutePath, out var content))
            {
                answer.StatusCode = 404;
                answer.Close();
                return;
            }
            var start = 0;
            if (request.Headers["Range"] is { } range)
            {
                start = int.Parse(
                    range["bytes=".Length..^1],
                    System.Globalization.CultureInfo.InvariantCulture
                );
                if (start >= content.Length)
                {
                    answer.StatusCode = 416;
                    answer.Close();
                    return;
                }
                answer.StatusCode = 206;
                answer.Headers["Content-Range"] =
                    $"bytes {start}-{content.Length - 1}/{content.Length}";
            }
            if (AnnouncesLength)
                answer.ContentLength64 = content.Length - start;
            else
                answer.SendChunked = true;
            if (BreaksAfter is { } most)
            {
                BreaksAfter = null;
                answer.OutputStream.Write(content, start, most);
                answer.OutputStream.Flush();
                Sent += most;
                // What has gone is to arrive before the connection ends.
                Thread.Sleep(200);
                answer.Abort();
                return;
            }
            Sent += content.Length - start;
            answer.OutputStream.Write(content, start, content.Length - start);
            answer.Close();
        }
    }
}
