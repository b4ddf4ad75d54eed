using System.Diagnostics;
using NUnit.Framework;

namespace AgeFormal.Laws;

/// <summary>A program of the machine, when it is installed.</summary>
public static class InstalledProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The path of the first of the names that is found; the running test is skipped when none is.</summary>
    public static string Find(params string[] names)
    {
        if (Paths(names).FirstOrDefault(File.Exists) is { } path)
            return path;
        Assert.Ignore($"none of {string.Join(", ", names)} is on PATH");
        throw new UnreachableException();
    }

    /// <summary>The exit code and both outputs; fails when there is no answer in time.</summary>
    public static (int ExitCode, string Output, string Error) Run(
        string path,
        IEnumerable<string> arguments,
        string? folder = null
    )
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{path} has no answer after {Patience}");
        }
        return (process.ExitCode, output.Result, error.Result);
    }

    private static IEnumerable<string> Paths(string[] names) =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        )
        from name in names
        select Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
}
