using AgeFormal.Networks.Onnx;

namespace AgeFormal.Testing;

/// <summary>
/// Networks in ONNX files, of whatever tool, as subjects of constraints:
/// <c>Assert.That(OnnxModel.Read(path), Is.EquivariantUnder(PointGroups.P4m))</c>.
/// </summary>
public static class OnnxModel
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sizes">The sizes of the input without the batch, where the file leaves them open.</param>
    /// <exception cref="OnnxFormatException">The file is no model, or has a part that is not read; names the node.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImportedProgram Read(string path, IReadOnlyList<int>? sizes = null) =>
        OnnxReader.Read(path, sizes);
}
