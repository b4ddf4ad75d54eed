using System.Diagnostics;

namespace AgeFormal.Benchmarks;

/// <summary>This program again in a process of its own, so that its peak of memory is that of one task.</summary>
internal static class ChildProcess
{
    private const double Mebibyte = 1 << 20;

    /// <summary>What the program writes for some arguments.</summary>
    /// <exception cref="InvalidOperationException">It ends with another exit code than 0.</exception>
    public static string Output(params string[] arguments)
    {
        var self =
            Environment.ProcessPath
            ?? throw new InvalidOperationException("the path of this process is not known");
        string[] host =
            Path.GetFileNameWithoutExtension(self) == "dotnet"
                ? [Environment.GetCommandLineArgs()[0]]
                : [];
        return OutputOf(self, [.. host, .. arguments]);
    }

    /// <summary>What a program writes.</summary>
    /// <exception cref="InvalidOperationException">It ends with another exit code than 0.</exception>
    public static string OutputOf(string program, params string[] arguments)
    {
        using var child =
            Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true }
            ) ?? throw new InvalidOperationException($"no process for {program}");
        var text = child.StandardOutput.ReadToEnd().Trim();
        child.WaitForExit();
        return child.ExitCode == 0
            ? text
            : throw new InvalidOperationException(
                $"'{program} {string.Join(' ', arguments)}' ended with exit code {child.ExitCode}"
            );
    }

    /// <summary>The peak of resident memory of this process.</summary>
    public static double PeakMebibytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / Mebibyte;
    }
}
