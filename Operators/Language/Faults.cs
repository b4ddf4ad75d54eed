using System.Globalization;

namespace AgeFormal.Operators.Language;

/// <summary>Makes the errors of one text.</summary>
internal sealed class Faults(string source)
{
    public DesignSyntaxException At(Position at, string found, string expected) =>
        new(source, at, found, expected);

    public DesignSyntaxException At(Position at, string found, string expected, Context context) =>
        new(
            source,
            at,
            context.Expanding is { } call
                ? $"{found} in the expansion of '{call.Name}' at {call.At.Line}:{call.At.Column}"
                : found,
            expected
        );

    /// <summary>The number that a token writes, between bounds.</summary>
    public int Natural(Token token, int least, int most) =>
        int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
            : throw At(token.At, token.Shown, $"a number from {least} to {most}");

    /// <summary>What was expected, with the names to choose from.</summary>
    public static string OneOf(string what, IEnumerable<string> names)
    {
        var sorted = names.Order(StringComparer.Ordinal).ToArray();
        return sorted.Length == 0 ? what : $"{what} ({string.Join(", ", sorted)})";
    }

    public static string Count(int count, string one, string? many = null) =>
        count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";

    public void CheckDepth(Position at, int depth, Context context)
    {
        if (depth > Limits.Depth)
            throw At(at, $"a term nested more than {Limits.Depth} deep", "a flatter term", context);
    }
}
