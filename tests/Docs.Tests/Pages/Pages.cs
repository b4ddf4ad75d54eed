using AgeFormal.Laws;

namespace AgeFormal.Docs.Tests.Pages;

/// <summary>The pages of the repository.</summary>
internal static class Pages
{
    /// <summary>All of them, as paths from the root.</summary>
    public static IEnumerable<string> All =>
        new[] { "README.md", "CHANGELOG.md", "CONTRIBUTING.md" }.Concat(
            Directory
                .EnumerateFiles(
                    Path.Combine(Repository.Root, "docs"),
                    "*.md",
                    SearchOption.AllDirectories
                )
                .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)
        );

    public static string Read(string page) =>
        File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");
}
