using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace AgeFormal.Networks.Weights;

/// <summary>
/// The header's JSON: an object from tensor name to <c>{"dtype", "shape", "data_offsets"}</c>, and optionally
/// <c>"__metadata__"</c>, an object of strings. Further fields of a tensor are skipped, as the reference implementation
/// does.
/// </summary>
internal static class SafetensorsHeaderParser
{
    private const string EntryFields = "an object with dtype, shape and data_offsets";

    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string file)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
            throw new SafetensorsException(
                SafetensorsFault.HeaderNotJson,
                file,
                null,
                json.IsEmpty ? "an empty header" : $"a header that starts with byte 0x{json[0]:x2}",
                "'{' (0x7b)"
            );
        if (!Utf8.IsValid(json))
            throw new SafetensorsException(
                SafetensorsFault.HeaderNotJson,
                file,
                null,
                "a header with bytes that are not UTF-8",
                "a JSON object in UTF-8"
            );
        try
        {
            return ParseObject(new Utf8JsonReader(json), file);
        }
        catch (JsonException cause)
        {
            throw new SafetensorsException(
                SafetensorsFault.HeaderNotJson,
                file,
                null,
                $"invalid JSON in the header ({cause.Message})",
                "one JSON object, padded with spaces",
                cause
            );
        }
    }

    private static SafetensorsHeader ParseObject(Utf8JsonReader reader, string file)
    {
        var entries = new List<SafetensorsHeader.Entry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        ImmutableArray<KeyValuePair<string, string>> metadata = [];
        reader.Read();
        while (NextProperty(ref reader))
        {
            string name = Text(ref reader, file, null);
            if (!names.Add(name))
                throw Duplicate(file, name, name);
            reader.Read();
            if (name == TensorFile.MetadataKey)
                metadata = ParseMetadata(ref reader, file);
            else
                entries.Add(ParseEntry(ref reader, file, name));
        }

        // Reads past the padding; anything else there is a JSON error.
        reader.Read();
        return SafetensorsHeader.Of(entries, metadata, file);
    }

    private static ImmutableArray<KeyValuePair<string, string>> ParseMetadata(
        ref Utf8JsonReader reader,
        string file
    )
    {
        const string expected = "an object of strings";
        Require(ref reader, JsonTokenType.StartObject, file, TensorFile.MetadataKey, expected);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var metadata = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        while (NextProperty(ref reader))
        {
            string key = Text(ref reader, file, TensorFile.MetadataKey);
            if (!keys.Add(key))
                throw Duplicate(file, TensorFile.MetadataKey, key);
            reader.Read();
            Require(ref reader, JsonTokenType.String, file, TensorFile.MetadataKey, expected);
            metadata.Add(new(key, Text(ref reader, file, TensorFile.MetadataKey)));
        }

        return metadata.ToImmutable();
    }

    private static SafetensorsHeader.Entry ParseEntry(
        ref Utf8JsonReader reader,
        string file,
        string name
    )
    {
        Require(ref reader, JsonTokenType.StartObject, file, name, EntryFields);
        Dtype? dtype = null;
        ImmutableArray<long>? shape = null;
        ImmutableArray<long>? offsets = null;
        var fields = new HashSet<string>(StringComparer.Ordinal);
        while (NextProperty(ref reader))
        {
            string field = Text(ref reader, file, name);
            if (!fields.Add(field))
                throw Duplicate(file, name, field);
            reader.Read();
            switch (field)
            {
                case "dtype":
                    dtype = ParseDtype(ref reader, file, name);
                    break;
                case "shape":
                    shape = Integers(ref reader, SafetensorsFault.InvalidShape, file, name, field);
                    break;
                case "data_offsets":
                    offsets = Integers(
                        ref reader,
                        SafetensorsFault.InvalidOffsets,
                        file,
                        name,
                        field
                    );
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (dtype is null || shape is null || offsets is null)
            throw new SafetensorsException(
                SafetensorsFault.HeaderStructure,
                file,
                name,
                $"only the fields [{string.Join(", ", fields)}]",
                EntryFields
            );
        if (offsets is not [long begin, long end] || begin > end)
            throw new SafetensorsException(
                SafetensorsFault.InvalidOffsets,
                file,
                name,
                $"data_offsets {TensorShape.Show(offsets.Value.AsSpan())}",
                "two integers, begin and end, with 0 ≤ begin ≤ end"
            );
        return new SafetensorsHeader.Entry(name, dtype.Value, shape.Value, begin, end);
    }

    private static Dtype ParseDtype(ref Utf8JsonReader reader, string file, string name)
    {
        string expected = $"one of {string.Join(", ", DtypeLayout.Codes)}";
        Require(ref reader, JsonTokenType.String, file, name, $"a dtype, {expected}");
        string code = Text(ref reader, file, name);
        return DtypeLayout.TryParse(code, out Dtype dtype)
            ? dtype
            : throw new SafetensorsException(
                SafetensorsFault.UnknownDtype,
                file,
                name,
                $"dtype \"{code}\"",
                expected
            );
    }

    private static ImmutableArray<long> Integers(
        ref Utf8JsonReader reader,
        SafetensorsFault fault,
        string file,
        string name,
        string field
    )
    {
        const string expected = "a list of integers from 0 to 2⁶³ − 1";
        Require(ref reader, JsonTokenType.StartArray, file, name, $"{field} to be {expected}");
        var values = ImmutableArray.CreateBuilder<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (
                reader.TokenType != JsonTokenType.Number
                || !reader.TryGetInt64(out long value)
                || value < 0
            )
                throw new SafetensorsException(
                    fault,
                    file,
                    name,
                    $"{Token(ref reader)} in {field} at index {values.Count}",
                    expected
                );
            values.Add(value);
        }

        return values.ToImmutable();
    }

    private static bool NextProperty(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static void Require(
        ref Utf8JsonReader reader,
        JsonTokenType type,
        string file,
        string name,
        string expected
    )
    {
        if (reader.TokenType != type)
            throw new SafetensorsException(
                SafetensorsFault.HeaderStructure,
                file,
                name,
                Token(ref reader),
                expected
            );
    }

    private static string Token(ref Utf8JsonReader reader) =>
        $"{reader.TokenType} {Encoding.UTF8.GetString(reader.ValueSpan)}";

    private static string Text(ref Utf8JsonReader reader, string file, string? name)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException cause)
        {
            // The only text that valid JSON in UTF-8 can spell and a string cannot hold is an escaped lone surrogate.
            throw new SafetensorsException(
                SafetensorsFault.HeaderNotJson,
                file,
                name,
                $"the text \"{Encoding.UTF8.GetString(reader.ValueSpan)}\"",
                "text without lone surrogates",
                cause
            );
        }
    }

    private static SafetensorsException Duplicate(string file, string name, string repeated) =>
        new(
            SafetensorsFault.DuplicateName,
            file,
            name,
            $"the name \"{repeated}\" twice",
            "each name once"
        );
}
