using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Proving;

namespace AgeFormal.Verification.Specialisations;

/// <summary>Other names for bound variables.</summary>
internal static class BinderNames
{
    /// <summary>Named by the number of reductions around: equal terms up to names become equal.</summary>
    public static WordTerm ByDepth(WordTerm term) => Rename(term, 0, depth => $"#{depth}");

    /// <summary>A name of its own for every reduction.</summary>
    public static WordTerm Distinct(WordTerm term, Func<string> fresh) =>
        Rename(term, 0, _ => fresh());

    private static WordTerm Rename(WordTerm term, int depth, Func<int, string> name)
    {
        if (term is not WordTerm.Reduce reduce)
            return term.MapChildren(part => Rename(part, depth, name));
        var renamed = reduce with { Variable = name(depth) };
        var body = reduce.Letter is { } letter
            ? WordRewriting.Substitute(
                reduce.Body,
                new Dictionary<GroupLetter, GroupWord> { [letter] = GroupWord.Of(renamed.Letter!) }
            )
            : Occurrences.Put(reduce.Body, reduce.Variable, new Channel.Variable(renamed.Variable));
        return renamed with { Body = Rename(body, depth + 1, name) };
    }
}
