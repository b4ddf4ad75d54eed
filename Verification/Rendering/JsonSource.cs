using System.Globalization;
using System.Numerics;
using System.Text.Json;
using AgeFormal.Algebra;
using AgeFormal.Verification.Intervals;

namespace AgeFormal.Verification.Rendering;

/// <summary>A value of a JSON text and where it is, for errors that name the place. What is read is bounded before it is made.</summary>
internal readonly record struct JsonSource(JsonElement Value, JsonPath Path)
{
    /// <summary>The number of digits of a numerator or denominator, for reading one takes time with their square.</summary>
    public const int MostDigits = 10_000;

    private const int LongestName = 200;

    public CounterexampleFormatException Unexpected(string expected) =>
        new($"{Path}", $"{Shown()} was found, expected {expected}");

    public JsonSource this[string name] =>
        Value.ValueKind != JsonValueKind.Object ? throw Unexpected("an object")
        : Value.TryGetProperty(name, out var value) ? new(value, new(Path, name, 0))
        : throw new CounterexampleFormatException($"{Path}", $"the property '{name}' is missing");

    /// <summary>The object, when it has no other properties than these.</summary>
    public JsonSource Only(params ReadOnlySpan<string> names)
    {
        if (Value.ValueKind != JsonValueKind.Object)
            throw Unexpected("an object");
        foreach (var property in Value.EnumerateObject())
        {
            var known = false;
            foreach (var name in names)
                known |= property.NameEquals(name);
            if (!known)
                throw new CounterexampleFormatException(
                    $"{Path}",
                    $"the property {Excerpt.Of(property.ToString(), 40)} was found, expected {string.Join(", ", names.ToArray())}"
                );
        }
        return this;
    }

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

    /// <summary>The number of items of an array.</summary>
    public int Count =>
        Value.ValueKind == JsonValueKind.Array
            ? Value.GetArrayLength()
            : throw Unexpected("an array");

    public IEnumerable<JsonSource> Items => Count == 0 ? [] : All(Value, Path);

    /// <summary>The items, when there are as many.</summary>
    public EqArray<JsonSource> Exactly(int count) =>
        Count == count ? Items.ToEqArray() : throw Unexpected($"{count} items");

    public bool IsArray => Value.ValueKind == JsonValueKind.Array;

    public bool IsText => Value.ValueKind == JsonValueKind.String;

    public string Text
    {
        get
        {
            if (!IsText)
                throw Unexpected("a text");
            try
            {
                return Value.GetString()!;
            }
            catch (InvalidOperationException)
            {
                throw Unexpected("a text without lone surrogates");
            }
        }
    }

    /// <summary>A text that can name something in a formula: letters, digits, marks and the signs of the language's words.</summary>
    public string Name
    {
        get
        {
            var text = Text;
            return text.Length is > 0 and <= LongestName && text.All(IsOfName)
                ? text
                : throw Unexpected("a name of letters, digits and marks");
        }
    }

    public int Number =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number)
            ? number
            : throw Unexpected("a whole number of 32 bits");

    /// <summary>The whole numbers of an array.</summary>
    public EqArray<int> Numbers()
    {
        var numbers = new int[Count];
        var index = 0;
        foreach (var item in Value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out numbers[index]))
                throw new JsonSource(item, new(Path, null, index)).Unexpected(
                    "a whole number of 32 bits"
                );
            index++;
        }
        return EqArray.Create<int>(numbers);
    }

    /// <summary>A number from 0 to one below a bound.</summary>
    public int Below(int bound) =>
        Number is var number && number >= 0 && number < bound
            ? number
            : throw Unexpected(bound > 0 ? $"a number from 0 to {bound - 1}" : "no number here");

    /// <summary>A fraction such as <c>−3/2</c>.</summary>
    public Rational Fraction()
    {
        var parts = Text.Replace('−', '-').Split('/', 3);
        if (
            parts.Length <= 2
            && Integer(parts[0]) is { } numerator
            && (parts.Length == 1 ? BigInteger.One : Integer(parts[1]))
                is { IsZero: false } denominator
        )
            return new(numerator, denominator);
        throw Unexpected($"a fraction of at most {MostDigits} digits each");
    }

    /// <summary>A decimal number such as <c>−1.5e−3</c>, or a fraction.</summary>
    public Rational Decimal() => DecimalText.Parse(Text) ?? throw Unexpected("a decimal number");

    /// <summary>The parts after the tag of an array, whose number is checked.</summary>
    public EqArray<JsonSource> Parts(int count)
    {
        if (Count != count + 1)
            throw Unexpected($"'{Tag}' with {count} parts");
        return Items.Skip(1).ToEqArray();
    }

    public string Tag =>
        Count > 0
            ? new JsonSource(Value[0], new(Path, null, 0)).Text
            : throw Unexpected("a construct");

    private static IEnumerable<JsonSource> All(JsonElement value, JsonPath path)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
            yield return new(item, new(path, null, index++));
    }

    private static bool IsOfName(char symbol) =>
        char.IsLetterOrDigit(symbol)
        || CharUnicodeInfo.GetUnicodeCategory(symbol)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.OtherNumber
        || symbol is '_' or '.' or '-' or '\'' or '′' or '∑';

    private static BigInteger? Integer(string text) =>
        text.Length <= MostDigits
        && BigInteger.TryParse(
            text,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;

    private string Shown() =>
        Value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => $"an array of {Value.GetArrayLength()} items",
            _ => Excerpt.Of(Value.GetRawText(), 40),
        };
}
