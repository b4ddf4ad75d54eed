using System.Text.Json;

namespace AgeFormal.Cli.Tests;

/// <summary>One run of the command with what it wrote.</summary>
internal sealed record Session(int ExitCode, string Output, string Error)
{
    public static async Task<Session> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, Terminal.Plain(output, error));
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>The output as one JSON document; fails when it is anything else.</summary>
    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;
}
