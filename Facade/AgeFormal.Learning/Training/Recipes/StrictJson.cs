using System.Text.Json;
using AgeFormal.Algebra;

namespace AgeFormal.Learning.Training;

/// <summary>A value of a JSON text with its place, read as what is expected there; whatever else it is, is an error.</summary>
internal sealed record StrictJson(JsonElement Value, string File, string Place)
{
    private const int Deepest = 16;

    /// <summary>What a reader makes of a text.</summary>
    /// <exception cref="TrainingFileException">The text is no JSON, or the reader finds a fault in it.</exception>
    public static T Read<T>(string text, string file, string place, Func<StrictJson, T> read)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using var document = JsonDocument.Parse(
                text,
                new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false }
            );
            return read(new(document.RootElement, file, place));
        }
        catch (JsonException cause)
        {
            throw new TrainingFileException(file, place, cause.Message, "JSON", cause);
        }
        catch (ArgumentException cause)
        {
            throw new TrainingFileException(file, place, "text", "well-formed Unicode", cause);
        }
    }

    public bool IsNull => Value.ValueKind == JsonValueKind.Null;

    /// <summary>The object, all of whose names are among the given ones.</summary>
    public StrictJson Object(params IReadOnlyList<string> names)
    {
        if (Value.ValueKind != JsonValueKind.Object)
            throw Fault($"an object of {string.Join(", ", names)}");
        foreach (var property in Value.EnumerateObject())
            if (!names.Contains(property.Name))
                throw new TrainingFileException(
                    File,
                    Place,
                    $"the unknown field '{property.Name}'",
                    $"fields among {string.Join(", ", names)}"
                );
        return this;
    }

    /// <summary>The value of a name of the object, where it has one.</summary>
    public StrictJson? Maybe(string name) =>
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var value)
            ? new(value, File, Inner(name))
            : null;

    /// <summary>The value of a name of the object.</summary>
    public StrictJson this[string name] => Maybe(name) ?? throw Fault($"an object with '{name}'");

    public EqArray<T> Array<T>(Func<StrictJson, T> read) =>
        Value.ValueKind == JsonValueKind.Array
            ? Value
                .EnumerateArray()
                .Select((item, index) => read(new(item, File, $"{Place}[{index}]")))
                .ToEqArray()
            : throw Fault("an array");

    public string Text()
    {
        if (Value.ValueKind != JsonValueKind.String)
            throw Fault("a text");
        try
        {
            return Value.GetString()!;
        }
        catch (InvalidOperationException cause)
        {
            throw Fault("a text without lone surrogates", cause);
        }
    }

    public int Integer(int least = int.MinValue) =>
        Value.ValueKind == JsonValueKind.Number
        && Value.TryGetInt32(out var number)
        && number >= least
            ? number
            : throw Fault(least == int.MinValue ? "an integer" : $"an integer of at least {least}");

    public long Long(long least) =>
        Value.ValueKind == JsonValueKind.Number
        && Value.TryGetInt64(out var number)
        && number >= least
            ? number
            : throw Fault($"an integer of at least {least}");

    public double Number() =>
        Value.ValueKind == JsonValueKind.Number
        && Value.TryGetDouble(out var number)
        && double.IsFinite(number)
            ? number
            : throw Fault("a number");

    public bool Flag() =>
        Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? Value.GetBoolean()
            : throw Fault("true or false");

    /// <summary>One of the given values by its name.</summary>
    public T OneOf<T>(params IReadOnlyList<(string Name, T Value)> values)
    {
        var text = Text();
        foreach (var (name, value) in values)
            if (name == text)
                return value;
        throw Fault($"one of {string.Join(", ", values.Select(value => value.Name))}");
    }

    /// <summary>What a constructor makes of the value; the range that it refuses becomes the fault of this place.</summary>
    public T Checked<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentOutOfRangeException refused)
        {
            var reason = refused.Message.Split('(')[0].Split('\n')[0].Trim();
            throw new TrainingFileException(
                File,
                Place,
                Shown,
                reason.StartsWith("Expected ", StringComparison.Ordinal)
                    ? reason["Expected ".Length..].TrimEnd('.')
                    : reason,
                refused
            );
        }
    }

    public TrainingFileException Fault(string expected, Exception? cause = null) =>
        new(File, Place, Shown, expected, cause);

    private string Inner(string name) => Place.Length == 0 ? name : $"{Place}.{name}";

    private string Shown =>
        Value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.Undefined => "nothing",
            JsonValueKind.String
            or JsonValueKind.Number
            or JsonValueKind.True
            or JsonValueKind.False
            or JsonValueKind.Null => Value.GetRawText(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
