using AgeFormal.LibTorch.Elf;

namespace AgeFormal.LibTorch.Tests;

public sealed class NativeLibrariesTests
{
    private const string Refusal =
        "libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by libLibTorchSharp.so)";

    private string root = "";

    [SetUp]
    public void Create() => root = Directory.CreateTempSubdirectory("natives-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(root, recursive: true);

    [Test]
    public void Libraries_load_in_the_order_of_their_dependencies()
    {
        var search = Search(
            "libtorch.so",
            "libtorch_cuda.so",
            "libc10_cuda.so",
            "libtorch_cpu.so",
            "libc10.so"
        );
        var loaded = new List<string>();

        var result = NativeLibraries.Load(search, Record(loaded, _ => null));

        Assert.That(
            loaded.Select(Path.GetFileName),
            Is.EqualTo(
                new[]
                {
                    "libc10.so",
                    "libtorch_cpu.so",
                    "libc10_cuda.so",
                    "libtorch_cuda.so",
                    "libtorch.so",
                    "libLibTorchSharp.so",
                }
            )
        );
        Assert.That(
            result,
            Is.EqualTo(new NativeLoad.Ready(root, Path.Combine(root, NativeSearch.Bridge)))
        );
    }

    [Test]
    public void A_library_that_loads_is_not_copied()
    {
        var search = Search("libtorch_cpu.so");

        NativeLibraries.Load(search, _ => null);

        Assert.That(Directory.Exists(search.CacheFolder), Is.False);
    }

    [Test]
    public void A_vacuous_requirement_is_relaxed_in_a_cached_copy()
    {
        var search = Search("libtorch_cpu.so");
        File.WriteAllBytes(Path.Combine(root, NativeSearch.Bridge), BridgeFile.Read());

        var result = NativeLibraries.Load(search, Refuse(root));

        var bridge = ((NativeLoad.Ready)result).BridgeFile;
        Assert.That(bridge, Does.StartWith(Path.Combine(root, "cache")));
        Assert.That(
            VersionNeeds
                .Read(File.ReadAllBytes(bridge))
                .Where(need => need.IsWeak)
                .Select(need => need.Version),
            Is.EqualTo(new[] { NativeLibraries.VacuousVersion })
        );
    }

    [Test]
    public void A_cache_that_cannot_be_written_is_passed_over_and_leaves_nothing()
    {
        var blocked = Path.Combine(root, "blocked");
        File.WriteAllText(blocked, "");
        File.WriteAllBytes(Path.Combine(root, NativeSearch.Bridge), BridgeFile.Read());

        var result = NativeLibraries.Load(
            Search("libtorch_cpu.so") with
            {
                CacheFolder = Path.Combine(blocked, "native"),
            },
            Refuse(root)
        );

        var bridge = ((NativeLoad.Ready)result).BridgeFile;
        Assert.That(bridge, Does.EndWith(NativeSearch.Bridge));
        Assert.That(Directory.GetParent(bridge)?.Parent?.Exists, Is.False);
    }

    [Test]
    public void Another_failure_is_not_answered_by_a_copy()
    {
        var search = Search("libtorch_cpu.so");
        var tried = new List<string>();

        var result = NativeLibraries.Load(
            search,
            Record(
                tried,
                path =>
                    path.EndsWith(NativeSearch.Bridge, StringComparison.Ordinal)
                        ? "version `GLIBC_2.34' not found (required by libLibTorchSharp.so)"
                        : null
            )
        );

        Assert.That(Reason(result), Does.Contain("GLIBC_2.34").And.Contain("Debian 12"));
        Assert.That(tried, Has.Count.EqualTo(2));
    }

    [Test]
    public void An_unexpected_file_is_refused_with_both_reasons()
    {
        var result = NativeLibraries.Load(Search("libtorch_cpu.so"), Refuse(root));

        Assert.That(
            Reason(result),
            Does.Contain("GLIBCXX_3.4.32").And.Contain("ELF: file header").And.Contain("libstdc++6")
        );
    }

    [Test]
    public void A_missing_OpenMP_runtime_is_named_with_its_packages()
    {
        var result = NativeLibraries.Load(
            Search("libtorch_cpu.so"),
            _ => "libgomp.so.1: cannot open shared object file: No such file or directory"
        );

        Assert.That(
            Reason(result),
            Does.Contain("libtorch_cpu.so")
                .And.Contain("apt-get install libgomp1")
                .And.Contain("dnf install libgomp")
        );
    }

    [Test]
    public void A_missing_libtorch_names_the_folder_and_the_package()
    {
        Assert.That(
            Reason(NativeLibraries.Load(Search(), _ => null)),
            Does.Contain("libtorch_cpu.so").And.Contain(root).And.Contain("libtorch-cpu-linux-x64")
        );
    }

    [Test]
    public void A_named_folder_of_libtorch_is_loaded_where_the_program_has_none()
    {
        var other = OtherFolder();
        var loaded = new List<string>();

        NativeLibraries.Load(Search() with { TorchFolder = other }, Record(loaded, _ => null));

        Assert.That(
            loaded,
            Is.EqualTo(
                new[]
                {
                    Path.Combine(other, "libtorch_cpu.so"),
                    Path.Combine(root, NativeSearch.Bridge),
                }
            )
        );
    }

    [Test]
    public void A_second_libtorch_beside_the_named_one_is_refused_before_anything_is_loaded()
    {
        var loaded = new List<string>();

        var result = NativeLibraries.Load(
            Search("libtorch_cpu.so") with
            {
                TorchFolder = OtherFolder(),
            },
            Record(loaded, _ => null)
        );

        Assert.That(Reason(result), Does.Contain(root).And.Contain("TorchBackend=external"));
        Assert.That(loaded, Is.Empty);
    }

    [Test]
    public void A_named_folder_without_libtorch_is_an_error_that_names_the_variable()
    {
        var search = Search("libtorch_cpu.so") with { TorchFolder = "/does/not/exist" };

        Assert.That(
            Reason(NativeLibraries.Load(search, _ => null)),
            Does.Contain("AGEFORMAL_LIBTORCH is '/does/not/exist'")
        );
    }

    [Test]
    [Platform("Unix")]
    public void The_cache_follows_XDG_CACHE_HOME_only_where_that_is_absolute()
    {
        Assert.That(NativeSearch.Cache("/x", "/home/u"), Is.EqualTo("/x/ageformal/native"));
        Assert.That(
            NativeSearch.Cache("x", "/home/u"),
            Is.EqualTo("/home/u/.cache/ageformal/native")
        );
        Assert.That(NativeSearch.Cache(null, ""), Is.Null);
    }

    [Test]
    [Platform("Unix")]
    public void Folders_of_the_program_come_before_those_of_the_host()
    {
        Assert.That(
            NativeSearch.Folders("/app/", "/host/:/app/::/other"),
            Is.EqualTo(new[] { "/app/runtimes/linux-x64/native", "/app", "/host", "/other" })
        );
    }

    [TestCase("GLIBCXX_3.4 GLIBCXX_3.4.9 GLIBCXX_3.4.30 GLIBCXX_3.4.29", "GLIBCXX_3.4.30")]
    [TestCase("no version", null)]
    public void The_newest_version_is_compared_by_number(string text, string? newest)
    {
        Assert.That(StandardLibrary.Newest(text), Is.EqualTo(newest));
    }

    private string OtherFolder()
    {
        var other = Directory.CreateDirectory(Path.Combine(root, "other")).FullName;
        File.WriteAllText(Path.Combine(other, "libtorch_cpu.so"), "");
        return other;
    }

    private NativeSearch Search(params string[] files)
    {
        foreach (var file in files.Append(NativeSearch.Bridge))
        {
            var path = Path.Combine(root, file);
            if (!File.Exists(path))
                File.WriteAllText(path, "");
        }
        return new NativeSearch([root], null, Path.Combine(root, "cache"));
    }

    private static Func<string, string?> Refuse(string folder) =>
        path => path == Path.Combine(folder, NativeSearch.Bridge) ? Refusal : null;

    private static Func<string, string?> Record(
        List<string> paths,
        Func<string, string?> tryLoad
    ) =>
        path =>
        {
            paths.Add(path);
            return tryLoad(path);
        };

    private static string Reason(NativeLoad load) => ((NativeLoad.Failed)load).Reason.Message;
}
