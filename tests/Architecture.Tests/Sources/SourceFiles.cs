namespace AgeFormal.Architecture.Tests.Sources;

/// <summary>The C# files that are written by hand.</summary>
internal static class SourceFiles
{
    /// <summary>The files of a folder and of those below it, in a fixed order, without what a build makes.</summary>
    public static IEnumerable<string> Of(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path =>
                !Path.GetRelativePath(folder, path)
                    .Split(Path.DirectorySeparatorChar)
                    .Any(part => part is "bin" or "obj" || part.StartsWith('.'))
            )
            .Order(StringComparer.Ordinal);
}
