using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Networks.Weights;

/// <summary>
/// The parsed header: entries in the order of their data, which they cover from 0 to <see cref="DataLength"/> without
/// hole or overlap.
/// </summary>
internal sealed record SafetensorsHeader
{
    /// <summary>The limit of the reference implementation on the length of a header, in bytes.</summary>
    public const int MaximumLength = 100_000_000;

    private SafetensorsHeader(
        ImmutableArray<Entry> entries,
        ImmutableArray<string> names,
        ImmutableArray<KeyValuePair<string, string>> metadata
    )
    {
        Entries = entries;
        Names = names;
        Metadata = metadata;
    }

    /// <summary>One tensor: bytes [Begin, End) of the data hold Shape elements of Dtype.</summary>
    public sealed record Entry(
        string Name,
        Dtype Dtype,
        ImmutableArray<long> Shape,
        long Begin,
        long End
    );

    /// <summary>The tensors by ascending offset.</summary>
    public ImmutableArray<Entry> Entries { get; }

    /// <summary>The tensor names in the order of the header.</summary>
    public ImmutableArray<string> Names { get; }

    public ImmutableArray<KeyValuePair<string, string>> Metadata { get; }

    public long DataLength => Entries.IsEmpty ? 0 : Entries[^1].End;

    /// <summary>Checks sizes and layout.</summary>
    /// <exception cref="SafetensorsException">A size mismatch, an overlap, a hole, or a tensor beyond an array.</exception>
    public static SafetensorsHeader Of(
        IReadOnlyCollection<Entry> entries,
        ImmutableArray<KeyValuePair<string, string>> metadata,
        string file
    )
    {
        foreach (Entry entry in entries)
            CheckSize(entry, file);
        // An empty tensor shares its offset with its successor, so the end decides between equal beginnings.
        ImmutableArray<Entry> sorted =
        [
            .. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End),
        ];
        long reached = 0;
        string? before = null;
        foreach (Entry entry in sorted)
        {
            if (entry.Begin != reached)
                throw new SafetensorsException(
                    entry.Begin < reached ? SafetensorsFault.Overlap : SafetensorsFault.Hole,
                    file,
                    entry.Name,
                    $"data from offset {entry.Begin}",
                    before is null
                        ? "offset 0, the start of the data"
                        : $"offset {reached}, the end of tensor '{Excerpt.Of(before)}'"
                );
            reached = entry.End;
            before = entry.Name;
        }

        return new SafetensorsHeader(sorted, [.. entries.Select(entry => entry.Name)], metadata);
    }

    private static void CheckSize(Entry entry, string file)
    {
        if (
            !TensorShape.TryByteLength(
                entry.Shape.AsSpan(),
                entry.Dtype.ElementSize(),
                out long bytes
            )
        )
            throw new SafetensorsException(
                SafetensorsFault.InvalidShape,
                file,
                entry.Name,
                $"shape {TensorShape.Show(entry.Shape.AsSpan())}",
                "dimensions of at least 0 whose total size in bytes fits in 63 bits"
            );
        if (entry.End - entry.Begin != bytes)
            throw new SafetensorsException(
                SafetensorsFault.SizeMismatch,
                file,
                entry.Name,
                $"data_offsets [{entry.Begin}, {entry.End}], {entry.End - entry.Begin} bytes",
                $"{bytes} bytes, the size of {entry.Dtype.Code()}{TensorShape.Show(entry.Shape.AsSpan())}"
            );
        if (bytes > Array.MaxLength)
            throw new SafetensorsException(
                SafetensorsFault.TensorTooLarge,
                file,
                entry.Name,
                $"{bytes} bytes",
                $"at most {Array.MaxLength} bytes in one tensor"
            );
    }
}
