using System.Collections.Immutable;

namespace AgeFormal.Networks.Weights;

/// <summary>The size and the written name of each <see cref="Dtype"/>.</summary>
public static class DtypeLayout
{
    // Indexed by the value of the enumeration; a test asserts that each has its row.
    private static readonly ImmutableArray<(string Code, int Size)> Rows =
    [
        ("BOOL", 1),
        ("U8", 1),
        ("I8", 1),
        ("I16", 2),
        ("U16", 2),
        ("F16", 2),
        ("BF16", 2),
        ("I32", 4),
        ("U32", 4),
        ("F32", 4),
        ("F64", 8),
        ("I64", 8),
        ("U64", 8),
    ];

    /// <summary>The bytes that one element takes: 1, 2, 4 or 8.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dtype"/> is not a declared value.</exception>
    public static int ElementSize(this Dtype dtype) => Row(dtype).Size;

    /// <summary>The name in a safetensors header, for example <c>F32</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dtype"/> is not a declared value.</exception>
    public static string Code(this Dtype dtype) => Row(dtype).Code;

    /// <summary>All names that a header may use, in the order of <see cref="Dtype"/>.</summary>
    public static ImmutableArray<string> Codes { get; } = [.. Rows.Select(row => row.Code)];

    /// <summary>The dtype of the written name; false when no dtype has it. Case matters.</summary>
    public static bool TryParse(string code, out Dtype dtype)
    {
        int index = Codes.IndexOf(code);
        dtype = index < 0 ? default : (Dtype)index;
        return index >= 0;
    }

    private static (string Code, int Size) Row(Dtype dtype) =>
        (uint)dtype < (uint)Rows.Length
            ? Rows[(int)dtype]
            : throw new ArgumentOutOfRangeException(
                nameof(dtype),
                dtype,
                "Expected a declared dtype."
            );
}
