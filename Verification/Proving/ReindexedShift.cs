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
    public static Derivation? Equivariance(
        Scoped scoped,
        EqArray<Condition> assumptions,
        CancellationToken cancellation
    )
    {
        var vocabulary = scoped.Vocabulary;
        var (chain, body, _) = EquationChain.Shifted(scoped, assumptions);
        chain.MoveSites(body);
        chain.ReadTranslated();
        chain.Rewrite(Rules.OnePointWindow, WordParts.AtOrigin(chain.Current, vocabulary));
        var atOrigin = WordParts.AtOrigin(body, vocabulary);
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
        chain.Rewrite(Rules.OnePointWindow, body);
        return chain.Conclude(Rules.UniformShift, scoped.Equivariance, body);
    }
}
