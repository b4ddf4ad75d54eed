using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch;
using AgeFormal.Symmetry;

namespace AgeFormal.Cli;

/// <summary>A network in an ONNX file, and the group that it is tried on.</summary>
internal static class OnnxSource
{
    // A model begins with the version of its format, an integer that is the first field.
    private const byte FirstTag = 8;
    private const byte LargestVersion = 30;
    private static readonly byte[] NextTags = [0x12, 0x1A, 0x3A, 0x42];

    /// <summary>Whether a word names an ONNX file: by its extension, or by its first bytes.</summary>
    public static bool Names(string word) =>
        word.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
        || NetworkSource.IsFile(word) && Begins(word);

    /// <summary>The symmetry of a file's network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="symbol">The group; null for the largest one of the grid.</param>
    /// <param name="options">How the input moves, and what is taken for equal.</param>
    /// <exception cref="OnnxFormatException">The file is no model or has a part that is not read.</exception>
    /// <exception cref="UnknownGroupException">There is no such group.</exception>
    public static (SymmetryReport Report, ImportedProgram Program) Verify(
        string path,
        string? symbol,
        SymmetryOptions options
    )
    {
        var program = OnnxReader.Read(path);
        var group =
            symbol is not null ? PointGroups.Parse(symbol)
            : program.Input.Count == 5 ? PointGroups.Oh
            : program.Input.Count == 4 ? PointGroups.P4m
            : throw new OnnxFormatException(
                path,
                "input",
                $"the shape {program.Input}, expected a batch, channels and a grid of 2 or 3 axes",
                isUnsupported: true
            );
        var report = ProgramSymmetry.Of(program.Program, program.Parameters, group, options);
        if (report.Findings.All(finding => finding is Finding.Carried))
            return (report, program);
        try
        {
            using var execution = ProgramExecution.Of(program);
            return (report.Executed(program.Program, execution.Run, options), program);
        }
        catch (NotSupportedException)
        {
            // What cannot run here is not refuted.
            return (report, program);
        }
    }

    private static bool Begins(string path)
    {
        try
        {
            if (!new FileInfo(path).Exists)
                return false;
            using var stream = File.OpenRead(path);
            Span<byte> start = stackalloc byte[3];
            return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)
                    == start.Length
                && start[0] == FirstTag
                && start[1] is > 0 and <= LargestVersion
                && NextTags.Contains(start[2]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
