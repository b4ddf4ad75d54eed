namespace AgeFormal.Architecture.Tests.Sources;

/// <summary>A file of a project names a type or member that another of its files declares. Paths are relative to the project.</summary>
internal sealed record Use(string File, string Declared, string Name)
{
    /// <summary>The first-level folder of the file that names it.</summary>
    public string From => FolderOf(File);

    /// <summary>The first-level folder of the file that declares it.</summary>
    public string To => FolderOf(Declared);

    /// <summary>The first-level folder of a file; files outside of folders lie in ".".</summary>
    public static string FolderOf(string path) =>
        path.Split('/') is [var folder, _, ..] ? folder : ".";

    /// <summary>For example <c>Proofs → Pages</c>.</summary>
    public string Arrow => $"{From} → {To}";

    public override string ToString() => $"{Arrow}: {File} uses {Name}";
}
