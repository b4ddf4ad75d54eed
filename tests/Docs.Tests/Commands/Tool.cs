using AgeFormal.Laws;

namespace AgeFormal.Docs.Tests.Commands;

/// <summary>The command as a process of its own, in a folder.</summary>
internal static class Tool
{
    public static (int ExitCode, string Output, string Error) Run(
        string folder,
        IEnumerable<string> words
    ) =>
        InstalledProgram.Run(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "ageformal.dll"), .. words],
            folder
        );
}
