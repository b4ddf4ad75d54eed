using System.Diagnostics;

namespace AgeFormal.Cli.Tests;

/// <summary>The command as a process of its own.</summary>
internal static class AgeFormalProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static string Program => Path.Combine(AppContext.BaseDirectory, "ageformal.dll");

    /// <summary>Runs to the end.</summary>
    public static Session Run(string[] arguments) => Run("dotnet", [Program, .. arguments]);

    /// <summary>Runs to the end within a shell, whose script calls <c>"$@"</c>.</summary>
    public static Session Run(string[] arguments, string shell, string script) =>
        Run(shell, ["-c", script, "shell", "dotnet", Program, .. arguments]);

    /// <summary>Runs another program to the end.</summary>
    public static Session Run(string program, string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail(
                $"{program} {string.Join(' ', arguments)} is still running after {Patience}"
            );
        }
        return new(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs and is killed (SIGKILL) after some milliseconds; whether it was still running.</summary>
    public static bool Kill(string[] arguments, int milliseconds)
    {
        using var process = Start("dotnet", [Program, .. arguments]);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var ended = process.WaitForExit(milliseconds);
        if (!ended)
            process.Kill();
        process.WaitForExit();
        _ = (output.Result, error.Result);
        return !ended;
    }

    private static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT"] = "1";
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1";
        return Process.Start(start)!;
    }
}
