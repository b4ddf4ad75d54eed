using System.Globalization;

namespace AgeFormal.Cli;

/// <summary>Seeds as the command line names them: <c>3</c>, <c>0..4</c> or <c>0,2,7</c>.</summary>
internal static class Seeds
{
    private const int Most = 1000;

    /// <summary>The seeds of a text; null where it names none.</summary>
    public static int[]? Parse(string text)
    {
        string[] ends = text.Split("..");
        if (ends.Length == 2)
            return
                Number(ends[0]) is { } first
                && Number(ends[1]) is { } last
                && last >= first
                && last - first < Most
                ? [.. Enumerable.Range(first, last - first + 1)]
                : null;
        int?[] numbers = [.. text.Split(',').Select(Number)];
        return
            numbers.All(number => number is not null)
            && numbers.Distinct().Count() == numbers.Length
            && numbers.Length <= Most
            ? [.. numbers.Select(number => number!.Value)]
            : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
