using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgeFormal.Networks.Weights;

/// <summary>
/// The layout that the writer gives to a file: tensors by descending <see cref="Dtype"/> (so that every tensor starts
/// at a multiple of its element size), then by name in ordinal order; the header padded by spaces so that the data
/// start at a multiple of eight bytes. It depends on the content alone.
/// </summary>
internal static class SafetensorsLayout
{
    private const int Alignment = 8;

    public static ImmutableArray<KeyValuePair<string, TensorData>> Order(TensorFile content) =>
        [
            .. content
                .Tensors.OrderByDescending(pair => pair.Value.Dtype)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal),
        ];

    public static ReadOnlyMemory<byte> Header(
        ImmutableArray<KeyValuePair<string, TensorData>> tensors,
        IReadOnlyDictionary<string, string> metadata
    )
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (
            var json = new Utf8JsonWriter(
                buffer,
                new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
                WriteMetadata(json, metadata);
            long offset = 0;
            foreach ((string name, TensorData tensor) in tensors)
                offset = WriteEntry(json, name, tensor, offset);
            json.WriteEndObject();
        }

        int padding = (Alignment - buffer.WrittenCount % Alignment) % Alignment;
        if (padding > 0)
        {
            buffer.GetSpan(padding)[..padding].Fill((byte)' ');
            buffer.Advance(padding);
        }

        return buffer.WrittenMemory;
    }

    private static void WriteMetadata(
        Utf8JsonWriter json,
        IReadOnlyDictionary<string, string> metadata
    )
    {
        json.WriteStartObject(TensorFile.MetadataKey);
        foreach (
            (string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        )
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, TensorData tensor, long begin)
    {
        long end = checked(begin + tensor.Bytes.Length);
        json.WriteStartObject(name);
        json.WriteString("dtype", tensor.Dtype.Code());
        json.WriteStartArray("shape");
        foreach (long dimension in tensor.Shape)
            json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}
