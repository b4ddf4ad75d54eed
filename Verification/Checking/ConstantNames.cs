using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>The constants of G that a term names.</summary>
internal static class ConstantNames
{
    public static IReadOnlySet<string> In(Term term)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (sites, rels) in term.Descendants().Select(part => part.Reads()))
        {
            foreach (var site in sites)
                Visit(site, found);
            foreach (var rel in rels)
                Visit(rel, found);
        }
        return found;
    }

    private static bool Visit(Site site, HashSet<string> found) =>
        site.Match(
            variable: _ => true,
            moved: moved => Visit(moved.Origin, found) && Visit(moved.By, found)
        );

    private static bool Visit(Rel rel, HashSet<string> found)
    {
        bool Add(string name)
        {
            found.Add(name);
            return true;
        }
        return rel.Match(
            variable: _ => true,
            constant: constant => Add(constant.Name),
            unit: _ => true,
            between: between => Visit(between.From, found) && Visit(between.To, found),
            product: product => Visit(product.Left, found) && Visit(product.Right, found),
            inverse: inverse => Visit(inverse.Of, found),
            pointPart: part => Visit(part.Of, found),
            translationPart: part => Visit(part.Of, found),
            absolute: absolute => Visit(absolute.At, found)
        );
    }
}
