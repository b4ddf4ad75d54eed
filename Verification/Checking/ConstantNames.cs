using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>The constants of G that a term names.</summary>
internal static class ConstantNames
{
    public static IReadOnlySet<string> In(Term term)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Visit(term, found);
        return found;
    }

    private static bool Visit(Term term, HashSet<string> found) =>
        term.Match(
            _ => true,
            signal => Visit(signal.At, found),
            parameter => parameter.At.All(rel => Visit(rel, found)),
            pointwise => Visit(pointwise.Argument, found),
            sum => sum.Terms.All(part => Visit(part, found)),
            product => product.Factors.All(part => Visit(part, found)),
            reduce =>
                Visit(reduce.Body, found)
                && (reduce.Over is not Domain.AbsoluteWindow window || Visit(window.At, found)),
            sampled => Visit(sampled.At, found) && Visit(sampled.Body, found)
        );

    private static bool Visit(Site site, HashSet<string> found) =>
        site.Match(_ => true, moved => Visit(moved.Origin, found) && Visit(moved.By, found));

    private static bool Visit(Rel rel, HashSet<string> found)
    {
        bool Add(string name)
        {
            found.Add(name);
            return true;
        }
        return rel.Match(
            _ => true,
            constant => Add(constant.Name),
            _ => true,
            between => Visit(between.From, found) && Visit(between.To, found),
            product => Visit(product.Left, found) && Visit(product.Right, found),
            inverse => Visit(inverse.Of, found),
            part => Visit(part.Of, found),
            part => Visit(part.Of, found),
            absolute => Visit(absolute.At, found)
        );
    }
}
