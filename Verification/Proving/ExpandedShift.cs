using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>A uniform shift whose two sides are equal in each case of the linear parts of ḡ and of the positions, for one finite H.</summary>
internal static class ExpandedShift
{
    /// <summary>Φ[L_ḡ f](ḡ·g…) = Φ[f](g…) for the group of the vocabulary; null where no proof was found.</summary>
    public static Verdict.Proved? Equivariance(
        Formula formula,
        Vocabulary vocabulary,
        EqArray<Condition> assumptions,
        CancellationToken cancellation = default
    )
    {
        var (body, positions, _) = WordReading.Of(formula);
        var shift = GroupWord.Of(WordTerm.Shift);
        var start = WordRewriting.Map(
            WordRewriting.Substitute(
                body,
                positions.ToDictionary(letter => letter, letter => shift * GroupWord.Of(letter))
            ),
            signal => signal with { IsTranslated = true },
            word => word
        );
        var used = Usable(assumptions);
        var chain = new EquationChain(vocabulary, formula, Displacement.Left, start, used);
        chain.Rewrite(
            Rules.TranslatedSignal,
            WordRewriting.Map(
                start,
                signal => new(signal.Channel, shift.Inverted() * signal.At, IsTranslated: false),
                word => word
            )
        );
        if (!new CaseMatching(vocabulary, used, cancellation).AreSame(chain.Current, body))
            return null;
        chain.Rewrite(Rules.ExpansionOverH, body, used.Select(EquationChain.Assume).ToEqArray());
        return chain.Conclude(Rules.UniformShift, new Claim.Equivariant(formula, vocabulary), body)
            as Verdict.Proved;
    }

    /// <summary>The conditions that terms written out may use; that H is abelian is read off its table.</summary>
    public static EqArray<Condition> Usable(EqArray<Condition> assumptions) =>
        Condition.Ordered(
            assumptions.Where(condition => condition is not Condition.AbelianPointGroup)
        );
}
