using System.Diagnostics;

namespace AgeFormal.Smoke.Tests;

/// <summary>The command line of .NET.</summary>
internal static class Dotnet
{
    /// <summary>Runs a command in a folder to its end.</summary>
    public static (int Exit, string Output) Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // An MSBuild that runs the tests leaves paths of its own in the environment; TorchBackend there would win.
        foreach (var name in start.Environment.Keys.Where(IsMsBuilds).ToList())
            start.Environment.Remove(name);
        using var process =
            Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    private static bool IsMsBuilds(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable.Equals("TorchBackend", StringComparison.OrdinalIgnoreCase);
}
