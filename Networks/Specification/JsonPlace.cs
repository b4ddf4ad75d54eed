using System.Globalization;
using System.Numerics;
using System.Text.Json;
using AgeFormal.Algebra;

namespace AgeFormal.Networks.Specification;

/// <summary>A value of a document with its place, read as what is expected there.</summary>
internal sealed record JsonPlace(JsonElement Value, string Place, string Source)
{
    private const int MostDigits = 400;

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
            ? new(value, Place.Length == 0 ? name : $"{Place}.{name}", Source)
            : throw Fault($"an object with '{name}'");

    /// <summary>The values of an array.</summary>
    public EqArray<T> Array<T>(Func<JsonPlace, T> read) =>
        IsArray
            ? Value
                .EnumerateArray()
                .Select((item, index) => read(new(item, $"{Place}[{index}]", Source)))
                .ToEqArray()
            : throw Fault("an array");

    public string Text() =>
        Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Fault("a text");

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
        var parts = Text().Split('/');
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
