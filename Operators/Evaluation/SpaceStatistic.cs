namespace AgeFormal.Operators.Evaluation;

/// <summary>
/// A reduction over all translations n of a body that reads at s·n·… alone, s the position it starts from. While n runs over
/// the grid, so does s·n, wherever s lies: the value depends on s only by its h.
/// </summary>
internal static class SpaceStatistic
{
    public static bool Is(Term.Reduce reduce, string start) =>
        reduce.Over is Domain.Translations
        && reduce.Variable != start
        && ReadsFrom(reduce.Body, start, reduce.Variable);

    private static bool ReadsFrom(Term term, string start, string variable)
    {
        bool IsFree(Rel rel) =>
            !FreeVariables.Of(rel).Contains(variable) && !FreeVariables.Of(rel).Contains(start);
        var parts = term.Parts();
        return parts.Sites.All(site => Starts(site, start, variable, IsFree))
            && parts.Rels.All(IsFree)
            && term switch
            {
                Term.Reduce reduce => reduce.Variable != start
                    && reduce.Variable != variable
                    && reduce.Over is Domain.PointElements or Domain.Window or Domain.Channels
                    && ReadsFrom(reduce.Body, start, variable),
                // The body is about its own position; it may not look back at s or n.
                Term.Sampled sampled => !FreeVariables
                    .Of(sampled.Body)
                    .Remove(sampled.Variable)
                    .Overlaps([start, variable]),
                _ => parts.Variable is null
                    && parts.Terms.All(part => ReadsFrom(part, start, variable)),
            };
    }

    // s·n·r…, r free of s and n.
    private static bool Starts(Site site, string start, string variable, Func<Rel, bool> isFree) =>
        site.Match(
            variable: _ => false,
            moved: moved =>
                moved.Origin == new Site.Variable(start)
                    ? moved.By == new Rel.Variable(variable)
                    : isFree(moved.By) && Starts(moved.Origin, start, variable, isFree)
        );
}
