using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgeFormal.Laws;

namespace AgeFormal.Docs.Tests.Pages;

/// <summary>README.md says how much the first command fetches: the packages that its project was restored from, as they are sent.</summary>
[Platform("Linux")]
public sealed partial class FetchedPackagesTests
{
    [Test]
    public void The_first_page_says_how_much_is_fetched()
    {
        var packages = Packages();
        if (!packages.Keys.Any(IsTorch))
            Assert.Ignore("this build takes libtorch from elsewhere");
        var said = Sizes().Match(Pages.Read("README.md"));
        Assert.That(said.Success, "the first page says no sizes");
        Assert.That(
            packages.Values.Sum() / 1e6,
            Is.EqualTo(Number(said, "all")).Within(5),
            "all packages, MB"
        );
        Assert.That(
            packages.Single(one => IsTorch(one.Key)).Value / 1e6,
            Is.EqualTo(Number(said, "torch")).Within(1),
            "libtorch, MB"
        );
    }

    private static bool IsTorch(string name) =>
        name.StartsWith("libtorch-cpu", StringComparison.Ordinal);

    private static double Number(Match said, string name) =>
        double.Parse(said.Groups[name].Value, CultureInfo.InvariantCulture);

    private static Dictionary<string, long> Packages()
    {
        using var assets = JsonDocument.Parse(
            File.ReadAllText(
                Path.Combine(
                    Repository.Root,
                    "Facade",
                    "AgeFormal.Cli",
                    "obj",
                    "project.assets.json"
                )
            )
        );
        var folders = assets
            .RootElement.GetProperty("packageFolders")
            .EnumerateObject()
            .Select(folder => folder.Name)
            .ToArray();
        return assets
            .RootElement.GetProperty("libraries")
            .EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .ToDictionary(library => library.Name, library => Size(library, folders));
    }

    private static long Size(JsonProperty library, string[] folders)
    {
        var file = library
            .Value.GetProperty("files")
            .EnumerateArray()
            .Select(file => file.GetString()!)
            .Single(file => file.EndsWith(".nupkg.sha512", StringComparison.Ordinal))
            .Replace(".sha512", "", StringComparison.Ordinal);
        return folders
            .Select(folder => new FileInfo(
                Path.Combine(folder, library.Value.GetProperty("path").GetString()!, file)
            ))
            .First(package => package.Exists)
            .Length;
    }

    [GeneratedRegex(
        @"(?<all>\d+) MB of packages.*?(?<torch>\d+) MB are\s+libtorch",
        RegexOptions.Singleline
    )]
    private static partial Regex Sizes();
}
