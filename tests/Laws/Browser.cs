using NUnit.Framework;

namespace AgeFormal.Laws;

/// <summary>A headless browser of the machine, when one is installed.</summary>
public static class Browser
{
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
        var path = InstalledProgram.Find("chromium", "chromium-browser", "google-chrome");
        using var profile = new TemporaryFolder();
        var (exitCode, output, error) = InstalledProgram.Run(
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
        );
        Assert.That(exitCode, Is.Zero, error);
        return output;
    }
}
