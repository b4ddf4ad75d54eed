using System.Diagnostics;

namespace AgeFormal.Verification.Tests.Certificates;

/// <summary>A program of the machine that checks a text, when it is installed.</summary>
internal static class ExternalTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The exit code and both outputs of a program on a file with the text; the test is skipped without it.</summary>
    public static (int ExitCode, string Output) Check(
        string program,
        string file,
        string text,
        params string[] options
    )
    {
        if (Find(program) is not { } path)
        {
            Assert.Ignore($"{program} is not on PATH");
            throw new UnreachableException();
        }
        var folder = Directory.CreateTempSubdirectory("certificate");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, file), text);
            return Run(path, [.. options, file], folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (int ExitCode, string Output) Run(
        string path,
        IEnumerable<string> arguments,
        string folder
    )
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            WorkingDirectory = folder,
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
        return (process.ExitCode, output.Result + error.Result);
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder =>
                Path.Combine(folder, OperatingSystem.IsWindows() ? $"{program}.exe" : program)
            )
            .FirstOrDefault(File.Exists);
}
