using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>Names of bound variables by the number of reductions inside: terms that are equal up to names become equal.</summary>
internal static class BoundVariables
{
    /// <summary>The name of a variable with so many reductions inside of its own.</summary>
    public static string Name(int height) => $"#{height}";

    /// <summary>The number of reductions in one another.</summary>
    public static int Height(WordTerm term) =>
        (term is WordTerm.Reduce ? 1 : 0) + term.Children().Select(Height).DefaultIfEmpty(0).Max();

    /// <summary>The term with every variable named by height, words by their normal forms.</summary>
    public static WordTerm ByHeight(WordTerm term) =>
        term.MapChildren(ByHeight) switch
        {
            WordTerm.Signal signal => signal with { At = Normal(signal.At) },
            WordTerm.Parameter parameter => parameter with
            {
                At = parameter.At.Select(Normal).ToEqArray(),
            },
            WordTerm.Reduce reduce => Renamed(reduce, Name(Height(reduce))),
            var other => other,
        };

    /// <summary>The reduction over a variable of another name, which does not occur in it.</summary>
    public static WordTerm.Reduce Renamed(WordTerm.Reduce reduce, string name)
    {
        var renamed = reduce with { Variable = name };
        return renamed with { Body = Put(reduce.Body, reduce, renamed) };
    }

    /// <summary>A term with the variable of one reduction in place of that of another.</summary>
    public static WordTerm Put(WordTerm term, WordTerm.Reduce from, WordTerm.Reduce to)
    {
        if (from.Letter is not { } letter)
            return Occurrences.Put(term, from.Variable, new Channel.Variable(to.Variable));
        GroupWord In(GroupWord word) =>
            Normal(word.Substitute(other => other == letter ? GroupWord.Of(to.Letter!) : null));
        return WordRewriting.Map(term, signal => signal with { At = In(signal.At) }, In);
    }

    private static GroupWord Normal(GroupWord word) => word.Normalise().ToWord();
}
