using AgeFormal.Networks.Onnx.Reading;

namespace AgeFormal.Networks.Onnx;

/// <summary>
/// ONNX models of the standard operators, opsets 7 to 21, as tensor programs: from whatever tool, with constants in the file
/// or beside it.
/// </summary>
public static class OnnxReader
{
    private const long Largest = int.MaxValue;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file. External data lie in its folder.</param>
    /// <param name="sizes">The sizes of the input without the batch, where the file leaves them open.</param>
    /// <exception cref="OnnxFormatException">The file is no model, or has a part that is not read; names the node.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImportedProgram Read(string path, IReadOnlyList<int>? sizes = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var length = new FileInfo(path).Length;
        if (length > Largest)
            throw new OnnxFormatException(
                path,
                "",
                $"{length} bytes, expected at most {Largest}; larger models keep their data in files of their own"
            );
        return Read(
            File.ReadAllBytes(path),
            path,
            Path.GetDirectoryName(Path.GetFullPath(path)),
            sizes
        );
    }

    /// <summary>Reads the bytes of a file without external data.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">What errors call them.</param>
    /// <param name="sizes">The sizes of the input without the batch, where the file leaves them open.</param>
    /// <exception cref="OnnxFormatException">The bytes are no model, or have a part that is not read; names the node.</exception>
    internal static ImportedProgram Read(
        ReadOnlyMemory<byte> bytes,
        string name,
        IReadOnlyList<int>? sizes = null
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        return Read(bytes, name, null, sizes);
    }

    private static ImportedProgram Read(
        ReadOnlyMemory<byte> bytes,
        string name,
        string? folder,
        IReadOnlyList<int>? sizes
    )
    {
        var graph = ReadGraph.Of(bytes, name, folder);
        try
        {
            return GraphReading.Of(graph, sizes, fixesBatch: false);
        }
        catch (OnnxFormatException) when (graph.HasFreeBatch)
        {
            // Sizes in the file may be those of the batch that it was traced with.
            try
            {
                return GraphReading.Of(graph, sizes, fixesBatch: true);
            }
            catch (OnnxFormatException) { }
            throw;
        }
    }
}
