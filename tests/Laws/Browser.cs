using System.Diagnostics;
using NUnit.Framework;

namespace AgeFormal.Laws;

/// <summary>A headless browser of the machine, when one is installed.</summary>
public static class Browser
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The document after layout, as the browser prints it; skips the running test without a browser.</summary>
    public static string Dom(string page, int width = 1280) =>
        Run([$"--window-size={width},900", "--dump-dom", new Uri(page).AbsoluteUri]);

    /// <summary>A picture of the page; skips the running test without a browser.</summary>
    public static byte[] Screenshot(string page, int width = 1280, int height = 2000)
    {
        var picture = Path.ChangeExtension(page, $"{width}.png");
        Run([
            $"--window-size={width},{height}",
            "--hide-scrollbars",
            $"--screenshot={picture}",
            new Uri(page).AbsoluteUri,
        ]);
        return File.ReadAllBytes(picture);
    }

    private static string Run(string[] arguments)
    {
        if (Find() is not { } path)
        {
            Assert.Ignore($"none of {string.Join(", ", Names)} is on PATH");
            throw new UnreachableException();
        }
        using var profile = new TemporaryFolder();
        var start = new ProcessStartInfo(
            path,
            [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                // Whatever the page asked of a network would fail at once.
                "--host-resolver-rules=MAP * ~NOTFOUND",
                $"--user-data-dir={profile.Path}",
                .. arguments,
            ]
        )
        {
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
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        return output.Result;
    }

    private static string? Find() =>
        (
            from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
                Path.PathSeparator,
                StringSplitOptions.RemoveEmptyEntries
            )
            from name in Names
            select Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name)
        ).FirstOrDefault(File.Exists);
}
