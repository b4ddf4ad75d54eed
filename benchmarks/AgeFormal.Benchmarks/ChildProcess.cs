using System.Diagnostics;

namespace AgeFormal.Benchmarks;

/// <summary>This program again in a process of its own, so that its peak of memory is that of one task.</summary>
internal static class ChildProcess
{
    private const double Mebibyte = 1 << 20;
    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>What the program writes for some arguments.</summary>
    /// <exception cref="InvalidOperationException">It ends with another exit code than 0.</exception>
    public static string Output(params string[] arguments) => Output(NoVariables, arguments);

    /// <summary>As above, with further variables in its environment.</summary>
    /// <exception cref="InvalidOperationException">It ends with another exit code than 0.</exception>
    public static string Output(
        IReadOnlyDictionary<string, string> variables,
        params string[] arguments
    )
    {
        var self =
            Environment.ProcessPath
            ?? throw new InvalidOperationException("the path of this process is not known");
        string[] host =
            Path.GetFileNameWithoutExtension(self) == "dotnet"
                ? [Environment.GetCommandLineArgs()[0]]
                : [];
        return OutputOf(variables, self, [.. host, .. arguments]);
    }

    /// <summary>What a program writes, with further variables in its environment.</summary>
    /// <exception cref="InvalidOperationException">It ends with another exit code than 0.</exception>
    public static string OutputOf(
        IReadOnlyDictionary<string, string> variables,
        string program,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var child =
            Process.Start(start)
            ?? throw new InvalidOperationException($"no process for {program}");
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
