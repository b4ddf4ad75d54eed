using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// A uniform shift that goes on where the words differ: parameters and signals on the lattice read a part of their words,
/// a window {0} holds e alone, and bound variables are changed by bijections, those of stable windows among them.
/// </summary>
internal static class ReindexedShift
{
    /// <summary>Φ[L_ḡ f](ḡ·g…) = Φ[f](g…) under those of the assumptions that the proof uses; null when it is stuck.</summary>
    public static Verdict.Proved? Equivariance(
        Formula formula,
        Vocabulary vocabulary,
        EqArray<Condition> assumptions = default,
        CancellationToken cancellation = default
    )
    {
        var read = WordReading.Of(formula);
        var shift = GroupWord.Of(WordTerm.Shift);
        Dictionary<GroupLetter, GroupWord> Shifted(IEnumerable<GroupLetter> letters) =>
            letters.ToDictionary(letter => letter, letter => shift * GroupWord.Of(letter));
        var start = WordRewriting.Map(
            WordRewriting.Substitute(read.Body, Shifted(read.Positions)),
            signal => signal with { IsTranslated = true },
            word => word
        );
        var chain = new EquationChain(vocabulary, formula, Displacement.Left, start, assumptions);
        var sites = WordRewriting
            .Reductions(read.Body)
            .Where(reduce => reduce.Over is Domain.Sites)
            .Select(reduce => reduce.Letter!);
        chain.Rewrite(Rules.LeftInvariance, WordRewriting.Substitute(start, Shifted(sites)));
        chain.Rewrite(
            Rules.TranslatedSignal,
            WordRewriting.Map(
                chain.Current,
                signal => new(signal.Channel, shift.Inverted() * signal.At, IsTranslated: false),
                word => word
            )
        );
        chain.Rewrite(Rules.OnePointWindow, WordParts.AtOrigin(chain.Current, vocabulary));
        var atOrigin = WordParts.AtOrigin(read.Body, vocabulary);
        var onLattice = vocabulary.InputFibre == Fibre.Trivial;
        chain.Rewrite(Rules.ParameterAxis, WordParts.OfParameters(chain.Current, vocabulary));
        if (onLattice)
            chain.Rewrite(Rules.SignalOnLattice, WordParts.OfSignals(chain.Current));
        var parameters = WordParts.OfParameters(atOrigin, vocabulary);
        var target = onLattice ? WordParts.OfSignals(parameters) : parameters;
        var search = new VariableChange(new WordEquality(vocabulary, assumptions), assumptions);
        if (search.Steps(chain.Current, target, cancellation) is not { } changes)
            return null;
        foreach (var change in changes)
            if (change.Over is Domain.Window window)
                chain.Rewrite(
                    Rules.TurnedWindow,
                    change.Next,
                    [EquationChain.Assume(new Condition.StableWindow(window.Name))]
                );
            else
                chain.Rewrite(Rules.ChangeOfVariable, change.Next);
        if (chain.Replace(target) is not null)
            return null;
        chain.Rewrite(Rules.SignalOnLattice, parameters);
        chain.Rewrite(Rules.ParameterAxis, atOrigin);
        chain.Rewrite(Rules.OnePointWindow, read.Body);
        return chain.Conclude(
                Rules.UniformShift,
                new Claim.Equivariant(formula, vocabulary),
                read.Body
            ) as Verdict.Proved;
    }
}
