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

    private static readonly string ExpectedDtype =
        $"a dtype, one of {string.Join(", ", DtypeLayout.Codes)}";

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
        catch (InvalidOperationException cause)
        {
            // A field that is spelled with the escape of a lone surrogate is no text.
            throw new SafetensorsException(
                SafetensorsFault.HeaderNotJson,
                file,
                null,
                "a field whose name is no text",
                "text without lone surrogates",
                cause
            );
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
        HashSet<string>? others = null;
        while (NextProperty(ref reader))
        {
            // The three fields are told apart without a text of their own: a header may have a hundred thousand entries.
            bool repeated;
            string field;
            if (reader.ValueTextEquals("dtype"u8))
            {
                (field, repeated) = ("dtype", dtype is not null);
                reader.Read();
                dtype = ParseDtype(ref reader, file, name);
            }
            else if (reader.ValueTextEquals("shape"u8))
            {
                (field, repeated) = ("shape", shape is not null);
                reader.Read();
                shape = Integers(ref reader, SafetensorsFault.InvalidShape, file, name, field);
            }
            else if (reader.ValueTextEquals("data_offsets"u8))
            {
                (field, repeated) = ("data_offsets", offsets is not null);
                reader.Read();
                offsets = Integers(ref reader, SafetensorsFault.InvalidOffsets, file, name, field);
            }
            else
            {
                field = Text(ref reader, file, name);
                repeated = !(others ??= new(StringComparer.Ordinal)).Add(field);
                reader.Read();
                reader.Skip();
            }
            if (repeated)
                throw Duplicate(file, name, field);
        }

        if (dtype is null || shape is null || offsets is null)
            throw new SafetensorsException(
                SafetensorsFault.HeaderStructure,
                file,
                name,
                $"only the fields [{string.Join(", ", Given(dtype, shape, offsets).Concat(others ?? []))}]",
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

    private static IEnumerable<string> Given(
        Dtype? dtype,
        ImmutableArray<long>? shape,
        ImmutableArray<long>? offsets
    )
    {
        if (dtype is not null)
            yield return "dtype";
        if (shape is not null)
            yield return "shape";
        if (offsets is not null)
            yield return "data_offsets";
    }

    private static Dtype ParseDtype(ref Utf8JsonReader reader, string file, string name)
    {
        Require(ref reader, JsonTokenType.String, file, name, ExpectedDtype);
        string code = Text(ref reader, file, name);
        return DtypeLayout.TryParse(code, out Dtype dtype)
            ? dtype
            : throw new SafetensorsException(
                SafetensorsFault.UnknownDtype,
                file,
                name,
                $"dtype \"{code}\"",
                ExpectedDtype
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
        if (reader.TokenType != JsonTokenType.StartArray)
            Require(ref reader, JsonTokenType.StartArray, file, name, $"{field} to be {expected}");
        Span<long> few = stackalloc long[8];
        List<long>? many = null;
        int count = 0;
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
                    $"{Token(ref reader)} in {field} at index {count}",
                    expected
                );
            if (count == few.Length)
                many = [.. few];
            if (many is null)
                few[count] = value;
            else
                many.Add(value);
            count++;
        }

        return many is null ? [.. few[..count]] : [.. many];
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
