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
        return term switch
        {
            WordTerm.Signal read => signal(read),
            WordTerm.Parameter parameter => parameter with
            {
                At = parameter.At.Select(argument).ToEqArray(),
            },
            _ => term.MapChildren(part => Map(part, signal, argument)),
        };
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
        term.Descendants().OfType<WordTerm.Reduce>();

    /// <summary>Every word with the atom that holds it, in the order of reading.</summary>
    public static IEnumerable<WordOccurrence> Words(WordTerm term)
    {
        var found = new List<WordOccurrence>();
        Rewrite(
            term,
            at =>
            {
                found.Add(at);
                return at.Word;
            }
        );
        return found;
    }

    /// <summary>The term with every word replaced, in the order of reading.</summary>
    public static WordTerm Rewrite(WordTerm term, Func<WordOccurrence, GroupWord> word)
    {
        var index = 0;
        return In(term);

        WordTerm In(WordTerm part) =>
            part switch
            {
                WordTerm.Signal signal => signal with
                {
                    At = word(new(signal, 0, index++, signal.At)),
                },
                WordTerm.Parameter parameter => parameter with
                {
                    At = parameter
                        .At.Select((at, i) => word(new(parameter, i, index++, at)))
                        .ToEqArray(),
                },
                _ => part.MapChildren(In),
            };
    }
}

/// <summary>A word where it stands in a term.</summary>
/// <param name="Atom">The signal or parameter that reads it.</param>
/// <param name="Argument">Which of the parameter's relative arguments it is; 0 for a signal.</param>
/// <param name="Index">Its number in the order of reading.</param>
/// <param name="Word">The word.</param>
internal sealed record WordOccurrence(WordTerm Atom, int Argument, int Index, GroupWord Word);
