namespace AgeFormal.Networks.Onnx;

/// <summary>A file is no ONNX model, or one with parts that cannot be read. The message names the file, the node, the value and what was expected.</summary>
public sealed class OnnxFormatException : FormatException
{
    /// <summary>The fault of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="node">The node, or another part; empty for the whole.</param>
    /// <param name="reason">The value and what was expected.</param>
    /// <param name="isUnsupported">Whether the file is right and the part has no reading here.</param>
    public OnnxFormatException(string file, string node, string reason, bool isUnsupported = false)
        : base($"{file}: {(string.IsNullOrEmpty(node) ? "" : $"{node}: ")}{reason}.")
    {
        File = file;
        Node = node;
        Reason = reason;
        IsUnsupported = isUnsupported;
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The node, or another part.</summary>
    public string Node { get; }

    /// <summary>The value and what was expected.</summary>
    public string Reason { get; }

    /// <summary>Whether the file is right and the part has no reading here.</summary>
    public bool IsUnsupported { get; }
}
