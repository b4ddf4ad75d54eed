using System.Globalization;
using System.Numerics;
using System.Text.Json;
using AgeFormal.Algebra;

namespace AgeFormal.Networks.Specification;

/// <summary>A value of a document with its place, whose text is made only for a message, read as what is expected there.</summary>
internal sealed record JsonPlace(JsonElement Value, string Source)
{
    private const int MostDigits = 400;
    private const int LongestName = 200;

    private JsonPlace? Parent { get; init; }

    private string? Name { get; init; }

    private int Index { get; init; }

    public string Place =>
        Parent is null ? ""
        : Name is null ? $"{Parent.Place}[{Index}]"
        : Parent.Place.Length == 0 ? Name
        : $"{Parent.Place}.{Name}";

    public bool IsNull => Value.ValueKind == JsonValueKind.Null;

    public bool IsArray => Value.ValueKind == JsonValueKind.Array;

    /// <summary>The object, which has exactly the given names.</summary>
    public JsonPlace Object(params ReadOnlySpan<string> names)
    {
        if (Value.ValueKind != JsonValueKind.Object)
            throw Fault($"an object of {string.Join(", ", names.ToArray())}");
        foreach (var property in Value.EnumerateObject())
            if (!names.Contains(property.Name))
                throw new SpecificationException(
                    Source,
                    Named,
                    $"'{property.Name}'",
                    $"an object of {string.Join(", ", names.ToArray())}"
                );
        return this;
    }

    /// <summary>The value of a name of the object.</summary>
    public JsonPlace this[string name] =>
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var value)
            ? new(value, Source) { Parent = this, Name = name }
            : throw Fault($"an object with '{name}'");

    /// <summary>The values of an array of at most a number of them.</summary>
    public EqArray<T> Array<T>(int most, Func<JsonPlace, T> read) =>
        !IsArray ? throw Fault("an array")
        : Value.GetArrayLength() > most ? throw Fault($"an array of at most {most} items")
        : Value
            .EnumerateArray()
            .Select((item, index) => read(new(item, Source) { Parent = this, Index = index }))
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

    public SpecificationException Fault(string expected, Exception? cause = null) =>
        new(
            Source,
            Named,
            Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                ? $"an {(IsArray ? "array" : "object")}"
                : Value.GetRawText(),
            expected,
            cause
        );

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
