using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace AgeFormal.Networks.Tests.Weights;

/// <summary>Files assembled and taken apart independently of the library.</summary>
internal static class SafetensorsJson
{
    public static byte[] File(string header, byte[] data) =>
        File(Encoding.UTF8.GetBytes(header), data);

    public static byte[] File(byte[] header, byte[] data) =>
        File((ulong)header.Length, header, data);

    public static byte[] File(ulong length, byte[] header, byte[] data)
    {
        byte[] prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, length);
        return [.. prefix, .. header, .. data];
    }

    public static string Entry(string name, string dtype, string shape, string offsets) =>
        $$$"""{"{{{name}}}":{"dtype":"{{{dtype}}}","shape":{{{shape}}},"data_offsets":{{{offsets}}}}}""";

    public static Dictionary<string, long> Offsets(ReadOnlyMemory<byte> header)
    {
        using var json = JsonDocument.Parse(header);
        return json
            .RootElement.EnumerateObject()
            .Where(property => property.Name != "__metadata__")
            .ToDictionary(
                property => property.Name,
                property => property.Value.GetProperty("data_offsets")[0].GetInt64()
            );
    }
}
