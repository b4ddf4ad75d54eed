using System.Runtime.InteropServices;

namespace AgeFormal.Facade;

/// <summary>The machine that a figure was taken on, as far as it matters to the figure.</summary>
public static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string ModelKey = "model name";

    /// <summary>The processor's model, or its architecture where no model is known, and the number of threads.</summary>
    public static string Describe() =>
        $"{Model() ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} threads";

    private static string? Model()
    {
        if (!File.Exists(ProcessorFile))
            return null;
        string? line = File.ReadLines(ProcessorFile)
            .FirstOrDefault(line => line.StartsWith(ModelKey, StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
