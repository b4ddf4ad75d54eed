namespace AgeFormal.Networks.Weights;

/// <summary>
/// The element type of a stored tensor, little-endian. The order is that of the safetensors format
/// (non-decreasing element size), by which a file is laid out.
/// </summary>
public enum Dtype
{
    /// <summary>One byte; zero is false, anything else is true.</summary>
    Bool,

    /// <summary>Unsigned 8-bit integer.</summary>
    U8,

    /// <summary>Signed 8-bit integer, two's complement.</summary>
    I8,

    /// <summary>Signed 16-bit integer, two's complement.</summary>
    I16,

    /// <summary>Unsigned 16-bit integer.</summary>
    U16,

    /// <summary>IEEE 754 binary16.</summary>
    F16,

    /// <summary>The upper half of an IEEE 754 binary32 (bfloat16).</summary>
    BF16,

    /// <summary>Signed 32-bit integer, two's complement.</summary>
    I32,

    /// <summary>Unsigned 32-bit integer.</summary>
    U32,

    /// <summary>IEEE 754 binary32.</summary>
    F32,

    /// <summary>IEEE 754 binary64.</summary>
    F64,

    /// <summary>Signed 64-bit integer, two's complement.</summary>
    I64,

    /// <summary>Unsigned 64-bit integer.</summary>
    U64,
}
