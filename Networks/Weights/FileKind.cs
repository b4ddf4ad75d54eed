namespace AgeFormal.Networks.Weights;

/// <summary>What the first bytes of a file look like.</summary>
public enum FileKind
{
    /// <summary>None of the kinds below.</summary>
    Unknown,

    /// <summary>The length of a header, and its opening brace.</summary>
    Safetensors,

    /// <summary>An ONNX model: the version of its format, then another field of the message.</summary>
    Onnx,

    /// <summary>A state or a model that PyTorch pickled, in a zip archive or in the older form without one.</summary>
    PyTorch,

    /// <summary>Another pickled Python object.</summary>
    Pickle,

    /// <summary>Another zip archive.</summary>
    Zip,

    /// <summary>A text that starts as an object or an array.</summary>
    Json,

    /// <summary>A text that starts as a design.</summary>
    Design,

    /// <summary>Another text.</summary>
    Text,
}
