using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace AgeFormal.Cli;

/// <summary>
/// Where a command writes: results to the output, progress and errors to the error stream, so that the output of
/// <c>--json</c> is one document.
/// </summary>
/// <param name="Output">The console of the results; coloured only on a terminal.</param>
/// <param name="Error">The console of progress and errors.</param>
public sealed record Terminal(IAnsiConsole Output, IAnsiConsole Error)
{
    private const int WidthOfFiles = 160;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The streams of the process.</summary>
    public static Terminal Standard() =>
        new(
            For(Console.Out, Console.IsOutputRedirected || IsOfJob),
            For(Console.Error, Console.IsErrorRedirected)
        );

    /// <summary>
    /// Whether mpirun has started the process: it shows its processes a terminal, wherever its own output goes.
    /// </summary>
    internal static bool IsOfJob =>
        Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_RANK") is not null;

    /// <summary>Consoles that write plain text to the given writers.</summary>
    public static Terminal Plain(TextWriter output, TextWriter error) =>
        new(For(output, true), For(error, true));

    /// <summary>Writes one JSON document.</summary>
    public void WriteJson(object value) =>
        Output.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(value, Json));

    /// <summary>A value as JSON documents hold it.</summary>
    internal static JsonElement Element(object value) =>
        JsonSerializer.SerializeToElement(value, Json);

    /// <summary>Writes an error for a person, unwrapped.</summary>
    public void WriteError(string message) =>
        Error.Profile.Out.Writer.WriteLine($"error: {message}");

    private static IAnsiConsole For(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
            }
        );
        if (redirected)
            console.Profile.Width = WidthOfFiles;
        return console;
    }
}
