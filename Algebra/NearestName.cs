namespace AgeFormal.Algebra;

/// <summary>The name that was probably meant by a word that is none.</summary>
internal static class NearestName
{
    private const int ShortestStart = 3;

    /// <summary>
    /// The name that the fewest edits make of the word, without regard to case, where a third of its letters are enough; else the
    /// only one that starts with it; else null. Of equals the one
    /// that begins as the word for longer, else the first.
    /// </summary>
    /// <param name="word">The word.</param>
    /// <param name="names">The names there are.</param>
    public static string? Among(IEnumerable<string> names, string word)
    {
        string[] all = [.. names];
        var nearest = all.Select(name => (Name: name, Edits: Edits(word, name)))
            .Where(one => one.Edits <= Math.Max(1, Math.Min(word.Length, one.Name.Length) / 3))
            .OrderBy(one => one.Edits)
            .ThenByDescending(one => Start(word, one.Name))
            .Select(one => one.Name)
            .FirstOrDefault();
        if (nearest is not null || word.Length < ShortestStart)
            return nearest;
        var longer = all.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        return longer.Take(2).ToArray() is [var only] ? only : null;
    }

    /// <summary>The end of a message, with a blank before it; nothing where no name is near.</summary>
    public static string Hint(string? nearest) =>
        nearest is null ? "" : $" Did you mean '{nearest}'?";

    /// <summary>
    /// How many letters are put in, left out, replaced or exchanged with the next one: d(i, j) = min(d(i−1, j) + 1,
    /// d(i, j−1) + 1, d(i−1, j−1) + [aᵢ ≠ bⱼ], d(i−2, j−2) + 1 if aᵢ₋₁aᵢ = bⱼbⱼ₋₁). A word of more than 100 letters is far
    /// from every name.
    /// </summary>
    /// <remarks>V. I. Levenshtein 1966; F. J. Damerau 1964, between neighbours that are edited once.</remarks>
    internal static int Edits(string word, string name)
    {
        const int longest = 100;
        if (word.Length > longest || name.Length > longest)
            return int.MaxValue;
        var edits = new int[word.Length + 1, name.Length + 1];
        for (var i = 0; i <= word.Length; i++)
        for (var j = 0; j <= name.Length; j++)
        {
            if (i == 0 || j == 0)
            {
                edits[i, j] = i + j;
                continue;
            }
            var replaced = edits[i - 1, j - 1] + (Same(word[i - 1], name[j - 1]) ? 0 : 1);
            var shifted = Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1;
            edits[i, j] = Math.Min(replaced, shifted);
            if (i > 1 && j > 1 && Same(word[i - 1], name[j - 2]) && Same(word[i - 2], name[j - 1]))
                edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
        }
        return edits[word.Length, name.Length];
    }

    private static int Start(string word, string name) =>
        word.Zip(name).TakeWhile(pair => Same(pair.First, pair.Second)).Count();

    private static bool Same(char one, char other) =>
        char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
