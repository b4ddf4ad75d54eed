using AgeFormal.Algebra;

namespace AgeFormal.Verification.Proving;

/// <summary>Rewriting of every word or every signal of a term.</summary>
internal static class WordRewriting
{
    /// <summary>The term with each signal value and each parameter argument replaced.</summary>
    public static WordTerm Map(
        WordTerm term,
        Func<WordTerm.Signal, WordTerm.Signal> signal,
        Func<GroupWord, GroupWord> argument
    )
    {
        WordTerm Inner(WordTerm part) => Map(part, signal, argument);
        return term.Match<WordTerm>(
            number => number,
            signal,
            parameter => parameter with { At = parameter.At.Select(argument).ToEqArray() },
            pointwise => pointwise with { Argument = Inner(pointwise.Argument) },
            sum => new WordTerm.Sum(sum.Terms.Select(Inner).ToEqArray()),
            product => new WordTerm.Product(product.Factors.Select(Inner).ToEqArray()),
            reduce => reduce with { Body = Inner(reduce.Body) }
        );
    }

    /// <summary>The term with letters replaced in every word.</summary>
    public static WordTerm Substitute(
        WordTerm term,
        IReadOnlyDictionary<GroupLetter, GroupWord> words
    )
    {
        GroupWord In(GroupWord word) => word.Substitute(letter => words.GetValueOrDefault(letter));
        return Map(term, signal => signal with { At = In(signal.At) }, In);
    }

    /// <summary>The reductions of the term, outermost first.</summary>
    public static IEnumerable<WordTerm.Reduce> Reductions(WordTerm term) =>
        term.Match(
            _ => [],
            _ => [],
            _ => [],
            pointwise => Reductions(pointwise.Argument),
            sum => sum.Terms.SelectMany(Reductions),
            product => product.Factors.SelectMany(Reductions),
            reduce => Reductions(reduce.Body).Prepend(reduce)
        );

    /// <summary>Every word with the atom that holds it, in the order of reading.</summary>
    public static IEnumerable<(WordTerm Atom, GroupWord Word)> Words(WordTerm term) =>
        term.Match(
            _ => [],
            signal => [(signal, signal.At)],
            parameter => parameter.At.Select(word => ((WordTerm)parameter, word)),
            pointwise => Words(pointwise.Argument),
            sum => sum.Terms.SelectMany(Words),
            product => product.Factors.SelectMany(Words),
            reduce => Words(reduce.Body)
        );
}
