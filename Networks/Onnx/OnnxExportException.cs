namespace AgeFormal.Networks.Onnx;

/// <summary>A network cannot be written as an ONNX model. The message names the layer.</summary>
public sealed class OnnxExportException : NotSupportedException
{
    /// <summary>The refusal of a layer.</summary>
    /// <param name="layer">The layer's path; empty for the whole network.</param>
    /// <param name="reason">The value and what was expected.</param>
    public OnnxExportException(string layer, string reason)
        : base(
            $"{(string.IsNullOrEmpty(layer) ? "The network" : $"Layer '{layer}'")} cannot be written as ONNX: {reason}."
        )
    {
        Layer = layer;
        Reason = reason;
    }

    /// <summary>The layer's path.</summary>
    public string Layer { get; }

    /// <summary>The value and what was expected.</summary>
    public string Reason { get; }
}
