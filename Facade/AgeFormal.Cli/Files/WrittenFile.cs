namespace AgeFormal.Cli.Files;

/// <summary>A file that a command wrote beside its answer.</summary>
/// <param name="Path">The file.</param>
/// <param name="Next">What is done with it: a command that checks it, with {0} in the place of the file.</param>
internal sealed record WrittenFile(string Path, string Next)
{
    /// <summary>Says of each file what it is for; beside a JSON document on the stream of messages.</summary>
    public static void Say(IEnumerable<WrittenFile> files, bool isJson, Terminal terminal)
    {
        var writer = (isJson ? terminal.Error : terminal.Output).Profile.Out.Writer;
        foreach (var file in files)
            writer.WriteLine(file.ToString());
    }

    /// <summary>One line, with the command as it is typed in the current folder.</summary>
    public override string ToString() =>
        $"wrote {Typed(Path)}: {Next.Replace("{0}", Typed(Path), StringComparison.Ordinal)}";

    /// <summary>A path as a shell reads it in the current folder.</summary>
    public static string Typed(string path)
    {
        var near = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, path);
        var shown = near.StartsWith("..", StringComparison.Ordinal) ? path : near;
        return shown.Any(char.IsWhiteSpace) ? $"'{shown}'" : shown;
    }
}
