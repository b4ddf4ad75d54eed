using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// A uniform shift that goes on where the words differ: parameters and signals on the lattice read a part of their words,
/// and bound variables are changed by bijections.
/// </summary>
internal static class ReindexedShift
{
    /// <summary>Φ[L_ḡ f](ḡ·g…) = Φ[f](g…); null when the proof is stuck.</summary>
    public static Verdict.Proved? Equivariance(
        Formula formula,
        Vocabulary vocabulary,
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
        var steps = new List<Derivation>
        {
            new(Rules.Definition, new Claim.Reading(formula, Displacement.Left, start), []),
        };
        var current = start;
        void Rewrite(Rule rule, WordTerm next, EqArray<Derivation> premises = default)
        {
            if (next == current)
                return;
            steps.Add(new(rule, new Claim.Equation(vocabulary, current, next), premises));
            current = next;
        }
        var sites = WordRewriting
            .Reductions(read.Body)
            .Where(reduce => reduce.Over is Domain.Sites)
            .Select(reduce => reduce.Letter!);
        Rewrite(Rules.LeftInvariance, WordRewriting.Substitute(start, Shifted(sites)));
        Rewrite(
            Rules.TranslatedSignal,
            WordRewriting.Map(
                current,
                signal => new(signal.Channel, shift.Inverted() * signal.At, IsTranslated: false),
                word => word
            )
        );
        var onLattice = vocabulary.InputFibre == Fibre.Trivial;
        Rewrite(Rules.ParameterAxis, WordParts.OfParameters(current, vocabulary));
        if (onLattice)
            Rewrite(Rules.SignalOnLattice, WordParts.OfSignals(current));
        var parameters = WordParts.OfParameters(read.Body, vocabulary);
        var target = onLattice ? WordParts.OfSignals(parameters) : parameters;
        if (VariableChange.Steps(current, target, cancellation) is not { } changes)
            return null;
        foreach (var next in changes)
            Rewrite(Rules.ChangeOfVariable, next);
        Rewrite(Rules.GroupWords, target, EqualWords(current, target));
        Rewrite(Rules.SignalOnLattice, parameters);
        Rewrite(Rules.ParameterAxis, read.Body);
        steps.Add(
            new(Rules.Definition, new Claim.Reading(formula, Displacement.None, read.Body), [])
        );
        return new(
            new(Rules.UniformShift, new Claim.Equivariant(formula, vocabulary), steps.ToEqArray())
        );
    }

    private static EqArray<Derivation> EqualWords(WordTerm from, WordTerm to) =>
        WordRewriting
            .Words(from)
            .Zip(WordRewriting.Words(to), (a, b) => (Left: a.Word, Right: b.Word))
            .Where(pair => pair.Left != pair.Right)
            .Distinct()
            .Select(pair => new Derivation(
                Rules.EqualNormalForms,
                new Claim.SameElement(pair.Left, pair.Right),
                []
            ))
            .ToEqArray();
}
