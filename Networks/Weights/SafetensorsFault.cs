namespace AgeFormal.Networks.Weights;

/// <summary>What is wrong with a safetensors file.</summary>
public enum SafetensorsFault
{
    /// <summary>The file ends before its length field or before the last byte that a tensor claims.</summary>
    Truncated,

    /// <summary>The header length passes the limit or the end of the file.</summary>
    HeaderLength,

    /// <summary>The header is not one JSON object in UTF-8 that starts with an opening brace.</summary>
    HeaderNotJson,

    /// <summary>The header is JSON of another structure: a missing field, or a value of another type.</summary>
    HeaderStructure,

    /// <summary>A name occurs twice in one object of the header.</summary>
    DuplicateName,

    /// <summary>The dtype is not one of <see cref="DtypeLayout.Codes"/>.</summary>
    UnknownDtype,

    /// <summary>A dimension is negative or not an integer, or the product of the dimensions overflows.</summary>
    InvalidShape,

    /// <summary>The offsets are not two integers with 0 ≤ begin ≤ end.</summary>
    InvalidOffsets,

    /// <summary>end − begin differs from the product of the shape and the element size.</summary>
    SizeMismatch,

    /// <summary>Two tensors share bytes.</summary>
    Overlap,

    /// <summary>Bytes between two tensors, or before the first, belong to none.</summary>
    Hole,

    /// <summary>Bytes follow the last tensor.</summary>
    TrailingData,

    /// <summary>The tensor is longer than an array may be.</summary>
    TensorTooLarge,

    /// <summary>The file is of another kind, <see cref="SafetensorsException.Kind"/>.</summary>
    OtherKind,
}
