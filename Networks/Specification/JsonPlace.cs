using System.Globalization;
using System.Numerics;
using System.Text.Json;
using AgeFormal.Algebra;

namespace AgeFormal.Networks.Specification;

/// <summary>The error of a document: its name, the place, what was found there and what was expected.</summary>
internal delegate FormatException JsonFault(
    string source,
    string place,
    string found,
    string expected,
    Exception? cause
);

/// <summary>A value of a document with its place, whose text is made only for a message, read as what is expected there.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">The name of the document for messages.</param>
/// <param name="Refusal">The error of this kind of documents.</param>
internal sealed record JsonPlace(JsonElement Value, string Source, JsonFault Refusal)
{
    private const int MostDigits = 400;
    private const int LongestName = 200;

    private JsonPlace? Parent { get; init; }

    /// <summary>The name within the parent; of the whole document, what messages call it.</summary>
    public string? Name { private get; init; }

    private int Index { get; init; }

    public string Place =>
        Parent is null ? Name ?? ""
        : Name is null ? $"{Parent.Place}[{Index}]"
        : Parent.Place.Length == 0 ? Name
        : $"{Parent.Place}.{Name}";

    public bool IsNull => Value.ValueKind == JsonValueKind.Null;

    public bool IsArray => Value.ValueKind == JsonValueKind.Array;

    /// <summary>The object, all of whose names are among the given ones.</summary>
    public JsonPlace Object(params ReadOnlySpan<string> names)
    {
        if (Value.ValueKind != JsonValueKind.Object)
            throw Fault($"an object of {string.Join(", ", names.ToArray())}");
        foreach (var property in Value.EnumerateObject())
            if (!names.Contains(property.Name))
                throw Refusal(
                    Source,
                    Named,
                    $"the unknown field '{property.Name}'",
                    $"an object of {string.Join(", ", names.ToArray())}",
                    null
                );
        return this;
    }

    /// <summary>The value of a name of the object, where it has one.</summary>
    public JsonPlace? Maybe(string name) =>
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var value)
            ? new(value, Source, Refusal) { Parent = this, Name = name }
            : null;

    /// <summary>The value of a name of the object.</summary>
    public JsonPlace this[string name] => Maybe(name) ?? throw Fault($"an object with '{name}'");

    /// <summary>The values of an array of at most a number of them.</summary>
    public EqArray<T> Array<T>(int most, Func<JsonPlace, T> read) =>
        !IsArray ? throw Fault("an array")
        : Value.GetArrayLength() > most ? throw Fault($"an array of at most {most} items")
        : Value
            .EnumerateArray()
            .Select(
                (item, index) => read(new(item, Source, Refusal) { Parent = this, Index = index })
            )
            .ToEqArray();

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

    /// <summary>A text of bounded length that names a layer or a network.</summary>
    public string Title() =>
        Text() is { Length: <= LongestName } text
            ? text
            : throw Fault($"a text of at most {LongestName} characters");

    /// <summary>An integer within bounds.</summary>
    public int Integer(int least = int.MinValue, int most = int.MaxValue) =>
        Value.ValueKind == JsonValueKind.Number
        && Value.TryGetInt32(out var number)
        && number >= least
        && number <= most
            ? number
            : throw Fault($"an integer from {least} to {most}");

    /// <summary>A long integer of at least a bound.</summary>
    public long Long(long least) =>
        Value.ValueKind == JsonValueKind.Number
        && Value.TryGetInt64(out var number)
        && number >= least
            ? number
            : throw Fault($"an integer of at least {least}");

    public bool Flag() =>
        Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? Value.GetBoolean()
            : throw Fault("true or false");

    public double Number() =>
        Value.ValueKind == JsonValueKind.Number
        && Value.TryGetDouble(out var number)
        && double.IsFinite(number)
            ? number
            : throw Fault("a number");

    /// <summary>A fraction as the text <c>numerator/denominator</c>.</summary>
    public Rational Fraction()
    {
        var parts = Text().Split('/', 3);
        return
            parts.Length == 2
            && parts.All(part => part.Length <= MostDigits)
            && Whole(parts[0]) is { } numerator
            && Whole(parts[1]) is { IsZero: false } denominator
            ? new Rational(numerator, denominator)
            : throw Fault("a fraction such as \"1/4\"");
    }

    /// <summary>One of the given values by its name.</summary>
    public T OneOf<T>(IEnumerable<T> values, Func<T, string> name)
    {
        var text = Text();
        foreach (var value in values)
            if (name(value) == text)
                return value;
        throw Fault($"one of {string.Join(", ", values.Select(name))}");
    }

    /// <summary>A value of an enumeration by its name.</summary>
    public T OneOf<T>()
        where T : struct, Enum => OneOf(Enum.GetValues<T>(), value => $"{value}");

    public FormatException Fault(string expected, Exception? cause = null) =>
        Refusal(Source, Named, Shown, expected, cause);

    /// <summary>The value in a message.</summary>
    public string Shown =>
        Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? $"an {(IsArray ? "array" : "object")}"
            : Value.GetRawText();

    private string Named => Place.Length == 0 ? "the document" : Place;

    private static BigInteger? Whole(string text) =>
        BigInteger.TryParse(
            text,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
