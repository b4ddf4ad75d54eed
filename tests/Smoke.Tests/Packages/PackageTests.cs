using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;

namespace AgeFormal.Smoke.Tests.Packages;

/// <summary>What dotnet pack writes at the root of the solution.</summary>
[Category("Long")]
public sealed class PackageTests
{
    private static readonly string[] Libraries =
    [
        "AgeFormal",
        "AgeFormal.Algebra",
        "AgeFormal.Kernels",
        "AgeFormal.Learning",
        "AgeFormal.LibTorch",
        "AgeFormal.Networks",
        "AgeFormal.Operators",
        "AgeFormal.Programs",
        "AgeFormal.Symmetry",
        "AgeFormal.Testing",
        "AgeFormal.Verification",
    ];

    private static readonly string[] WithoutSymbols =
    [
        "AgeFormal.Analyzers",
        "AgeFormal.Cli",
        "AgeFormal.Templates",
    ];

    private static IEnumerable<string> All =>
        [.. Libraries, .. WithoutSymbols, $"AgeFormal.Cli.{CallOrderTests.System}"];

    [Test]
    public void These_packages_are_written_and_no_others() =>
        Assert.That(
            Directory
                .EnumerateFiles(LocalFeed.Packages)
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal),
            Is.EqualTo(
                All.Select(name => $"{name}.{LocalFeed.Version}.nupkg")
                    .Concat(
                        All.Except(WithoutSymbols)
                            .Select(name => $"{name}.{LocalFeed.Version}.snupkg")
                    )
                    .Order(StringComparer.Ordinal)
            )
        );

    [TestCaseSource(nameof(All))]
    public void A_package_has_a_readme_a_licence_an_icon_and_a_description(string name)
    {
        using var package = Open(name, "nupkg");
        var about = Metadata(package);
        Assert.That(about["license"].Value, Is.EqualTo("MIT"));
        Assert.That(about["description"].Value, Is.Not.Empty);
        Assert.That(package.GetEntry(about["readme"].Value)?.Length, Is.GreaterThan(1000));
        Assert.That(package.GetEntry(about["icon"].Value)?.Length, Is.GreaterThan(1000));
        Assert.That(package.GetEntry("LICENSE"), Is.Not.Null);
    }

    [TestCaseSource(nameof(All))]
    public void A_package_names_the_libtorch_of_no_system(string name)
    {
        using var package = Open(name, "nupkg");
        Assert.That(
            Dependencies(package).Select(one => one.Id),
            Has.None.StartsWith("libtorch").And.None.StartsWith("TorchSharp-")
        );
    }

    [TestCaseSource(nameof(All))]
    public void The_packages_name_one_another_by_exact_version(string name)
    {
        using var package = Open(name, "nupkg");
        Assert.That(
            Dependencies(package)
                .Where(one => one.Id.StartsWith("AgeFormal", StringComparison.Ordinal))
                .Select(one => one.Version),
            Is.All.EqualTo($"[{LocalFeed.Version}]")
        );
    }

    [TestCaseSource(nameof(Libraries))]
    public void Symbols_name_sources_wherever_they_were_built(string name)
    {
        using var package = Open(name, "snupkg");
        var symbols = package.Entries.Single(entry =>
            entry.Name.EndsWith(".pdb", StringComparison.Ordinal)
        );
        using var content = new MemoryStream();
        using (var stream = symbols.Open())
            stream.CopyTo(content);
        content.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(content);
        var reader = provider.GetMetadataReader();
        Assert.That(
            reader.Documents.Select(document =>
                reader.GetString(reader.GetDocument(document).Name)
            ),
            Is.Not.Empty.And.All.StartsWith("/_")
        );
    }

    private static IEnumerable<(string Id, string Version)> Dependencies(ZipArchive package) =>
        Specification(package)
            .Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element =>
                (element.Attribute("id")!.Value, element.Attribute("version")!.Value)
            );

    private static Dictionary<string, XElement> Metadata(ZipArchive package) =>
        Specification(package)
            .Root!.Elements()
            .Single()
            .Elements()
            .ToDictionary(element => element.Name.LocalName);

    private static XDocument Specification(ZipArchive package)
    {
        using var stream = package
            .Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal))
            .Open();
        return XDocument.Load(stream);
    }

    private static ZipArchive Open(string name, string kind) =>
        ZipFile.OpenRead(Path.Combine(LocalFeed.Packages, $"{name}.{LocalFeed.Version}.{kind}"));
}
