namespace AgeFormal.Algebra;

/// <summary>Texts of any length as a message quotes them.</summary>
internal static class Excerpt
{
    private const int Longest = 160;

    /// <summary>The text, or its beginning and its length; characters of control are written as their numbers.</summary>
    public static string Of(string text, int longest = Longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= longest)
            return Visible(text);
        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return $"{Visible(text[..end])}… ({text.Length} characters)";
    }

    private static string Visible(string text) =>
        text.Any(IsHidden)
            ? string.Concat(
                text.Select(symbol => IsHidden(symbol) ? $"U+{(int)symbol:X4}" : $"{symbol}")
            )
            : text;

    private static bool IsHidden(char symbol) => char.IsControl(symbol) && symbol != '\n';
}
