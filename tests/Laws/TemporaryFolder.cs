namespace AgeFormal.Laws;

/// <summary>An empty folder that is removed at the end of its scope.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ageformal").FullName;

    public string[] Names =>
        [.. Directory.GetFileSystemEntries(Path).Select(System.IO.Path.GetFileName)!];

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
