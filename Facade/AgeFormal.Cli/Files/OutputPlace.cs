namespace AgeFormal.Cli.Files;

/// <summary>Places that a command writes, looked at before it works.</summary>
internal static class OutputPlace
{
    /// <summary>Refuses a file that could not be written at the end.</summary>
    /// <exception cref="DirectoryNotFoundException">Its folder does not exist.</exception>
    /// <exception cref="IOException">It is a folder, or its folder cannot be written.</exception>
    public static void RequireFile(string file)
    {
        if (Directory.Exists(file))
            throw new IOException($"the output '{file}' is a folder; a file is expected.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException(
                $"the folder of the output '{file}' does not exist; it is expected before the work starts."
            );
        Attempt(
            folder,
            () =>
            {
                var probe = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
                File.WriteAllBytes(probe, [0]);
                File.Delete(probe);
            }
        );
    }

    /// <summary>Makes a folder where it is not there.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void MakeFolder(string folder) =>
        Attempt(folder, () => Directory.CreateDirectory(folder));

    private static void Attempt(string folder, Action act)
    {
        try
        {
            act();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"the folder '{folder}' cannot be written ({refused.Message}); a folder for the output is expected before the work starts.",
                refused
            );
        }
    }
}
