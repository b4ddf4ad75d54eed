using System.Security.Cryptography;
using AgeFormal.Algebra;
using AgeFormal.Networks.Onnx;
using AgeFormal.Networks.Torch;
using AgeFormal.Networks.Weights;
using AgeFormal.Symmetry;
using AgeFormal.Symmetry.Certificates;

namespace AgeFormal.Cli;

/// <summary>A network in an ONNX file, and the group that it is tried on.</summary>
internal static class OnnxSource
{
    /// <summary>Whether a word names an ONNX file: by its extension, or by its first bytes.</summary>
    public static bool Names(string word) =>
        word.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
        || NetworkSource.IsFile(word)
            && NetworkSource.Stored(word) is { Length: > 0 }
            && FileStart.Read(word) is FileKind.Onnx;

    /// <summary>The symmetry of a file's network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asked">What is asked.</param>
    /// <exception cref="OnnxFormatException">The file is no model or has a part that is not read.</exception>
    /// <exception cref="UnknownGroupException">There is no such group.</exception>
    public static (SymmetryReport Report, ImportedProgram Program) Verify(
        string path,
        SymmetryQuestion asked
    )
    {
        var program = OnnxReader.Read(path, asked.Shape);
        var group = asked.Group is not null
            ? PointGroups.Parse(asked.Group)
            : program.Input.Count switch
            {
                5 => PointGroups.Oh,
                4 => PointGroups.P4m,
                3 => PointGroups.LineMirror,
                _ => throw new OnnxFormatException(
                    path,
                    "input",
                    $"the shape {program.Input}, expected a batch, channels and a grid of 1 to 3 axes",
                    isUnsupported: true
                ),
            };
        var report = ProgramSymmetry.Of(program.Program, program.Parameters, group, asked.Options);
        using var execution = report.IsCarried ? null : ProgramExecution.TryOf(program);
        return (
            execution is null
                ? report
                : report.Executed(program.Program, execution.Run, asked.Options),
            program
        );
    }

    /// <summary>The certificate of what was found.</summary>
    /// <exception cref="InvalidOperationException">No element but the unit is carried bit by bit.</exception>
    public static SymmetryCertificate Certify(
        string path,
        SymmetryReport report,
        ImportedProgram program,
        SymmetryOptions options
    ) =>
        report.Exact.Count > 1
            ? report.Certificate(program.Program, program.Parameters, Hash(path), options)
            : throw new InvalidOperationException(
                $"There is nothing to certify: no element of {report.Group.Symbol} but e is carried bit by bit."
            );

    /// <summary>The hash of a file, hexadecimal.</summary>
    public static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
