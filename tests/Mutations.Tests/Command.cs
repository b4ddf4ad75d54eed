using System.Diagnostics;

namespace AgeFormal.Mutations.Tests;

/// <summary>A command that ran to its end, or was ended.</summary>
/// <param name="ExitCode">Its exit code; null where it was ended after its time.</param>
/// <param name="Output">What it wrote.</param>
internal sealed record Command(int? ExitCode, string Output)
{
    // What the test runner sets for its own build is not for another one.
    private static readonly string[] Foreign =
    [
        "MSBUILD_EXE_PATH",
        "MSBuildExtensionsPath",
        "MSBuildSDKsPath",
        "MSBuildLoadMicrosoftTargetsReadOnly",
        Planting.Variable,
    ];

    /// <summary>Runs a program in a folder.</summary>
    public static Command Run(
        string folder,
        TimeSpan patience,
        IReadOnlyDictionary<string, string> environment,
        string program,
        params IEnumerable<string> arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Foreign)
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var hasEnded = process.WaitForExit(patience);
        if (!hasEnded)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return new(hasEnded ? process.ExitCode : null, output.Result + error.Result);
    }
}
