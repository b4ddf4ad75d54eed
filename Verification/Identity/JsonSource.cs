using System.Globalization;
using System.Numerics;
using System.Text.Json;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Identity;

/// <summary>A value of a JSON text and where it is, for errors that name the place.</summary>
internal sealed record JsonSource(JsonElement Value, string Place)
{
    public CounterexampleFormatException Unexpected(string expected) =>
        new(Place, $"{Excerpt()} was found, expected {expected}");

    public JsonSource this[string name] =>
        Value.ValueKind != JsonValueKind.Object ? throw Unexpected("an object")
        : Value.TryGetProperty(name, out var value) ? new(value, $"{Place}.{name}")
        : throw new CounterexampleFormatException(Place, $"the property '{name}' is missing");

    /// <summary>Whether a property that may be missing is true.</summary>
    public bool IsSet(string name) =>
        Value.ValueKind == JsonValueKind.Object
        && Value.TryGetProperty(name, out var value)
        && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw this[name].Unexpected("true or false"),
        };

    public EqArray<JsonSource> Items =>
        Value.ValueKind == JsonValueKind.Array
            ? Value
                .EnumerateArray()
                .Select((item, i) => new JsonSource(item, $"{Place}[{i}]"))
                .ToEqArray()
            : throw Unexpected("an array");

    public bool IsText => Value.ValueKind == JsonValueKind.String;

    public string Text => IsText ? Value.GetString()! : throw Unexpected("a text");

    public int Number =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number)
            ? number
            : throw Unexpected("a whole number of 32 bits");

    /// <summary>A number from 0 to one below a bound.</summary>
    public int Below(int bound) =>
        Number is var number && number >= 0 && number < bound
            ? number
            : throw Unexpected($"a number from 0 to {bound - 1}");

    /// <summary>A fraction such as <c>−3/2</c>.</summary>
    public Rational Fraction()
    {
        var parts = Text.Replace('−', '-').Split('/');
        if (
            parts.Length <= 2
            && Integer(parts[0]) is { } numerator
            && (parts.Length == 1 ? BigInteger.One : Integer(parts[1]))
                is { IsZero: false } denominator
        )
            return new(numerator, denominator);
        throw Unexpected("a fraction");
    }

    /// <summary>The parts after the tag of an array, whose number is checked unless negative.</summary>
    public EqArray<JsonSource> Parts(int count)
    {
        var parts = Items.Skip(1).ToEqArray();
        return count < 0 || parts.Count == count
            ? parts
            : throw Unexpected($"'{Tag}' with {count} parts");
    }

    public string Tag =>
        Items is { Count: > 0 } items ? items[0].Text : throw Unexpected("a construct");

    private static BigInteger? Integer(string text) =>
        BigInteger.TryParse(
            text,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;

    private string Excerpt()
    {
        const int longest = 40;
        var text = Value.GetRawText();
        return text.Length <= longest ? text : $"{text[..longest]}…";
    }
}
