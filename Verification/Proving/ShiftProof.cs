using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// Proofs by a chain of equations: displace the arguments, move the displacement through the binders, compare the group
/// words by their normal forms.
/// </summary>
internal static class ShiftProof
{
    /// <summary>Φ[L_ḡ f](ḡ·g…) = Φ[f](g…), under those of the assumptions that the proof uses.</summary>
    public static Verdict Equivariance(
        Scoped scoped,
        EqArray<Condition> assumptions,
        CancellationToken cancellation
    )
    {
        var (chain, body, turned) = EquationChain.Shifted(scoped, assumptions);
        chain.MoveSites(body);
        chain.ReadTranslated();
        ShiftReindexing.Apply(chain, body, turned, assumptions, cancellation);
        return chain.Replace(body) is { } stuck
            ? stuck
            : new Verdict.Proved(chain.Conclude(Rules.UniformShift, scoped.Equivariance, body));
    }

    /// <summary>Φ[f](g·κ) = Φ[f](g) for κ ∈ H, under those of the assumptions that the proof uses.</summary>
    public static Verdict OnLattice(Scoped scoped, EqArray<Condition> assumptions = default)
    {
        var (formula, vocabulary) = (scoped.Formula, scoped.Vocabulary);
        var (body, positions, _) = WordReading.Of(formula);
        var turn = GroupWord.Of(WordTerm.Turn);
        var start = WordRewriting.Substitute(
            body,
            positions.ToDictionary(letter => letter, letter => GroupWord.Of(letter) * turn)
        );
        var chain = new EquationChain(vocabulary, formula, Displacement.Right, start, assumptions);

        var images = new Dictionary<GroupLetter, GroupWord>();
        var windows = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var reduce in WordRewriting.Reductions(body))
        {
            var moved = reduce.Letter is { } letter ? turn.Inverted() * GroupWord.Of(letter) : null;
            var image = reduce.Over.Match(
                sites: _ => null,
                wholeGroup: _ => moved,
                translations: _ => moved! * turn,
                pointElements: _ => moved,
                window: window =>
                {
                    windows.Add(window.Name);
                    return moved! * turn;
                },
                absoluteWindow: _ => null,
                channels: _ => null
            );
            if (image is not null)
                images.Add(reduce.Letter!, image);
        }
        var stability = new List<Derivation>();
        foreach (var name in windows)
        {
            var assumed = new Condition.StableWindow(name);
            if (assumptions.Contains(assumed))
                stability.Add(EquationChain.Assume(assumed));
            else if (StableWindow(vocabulary.Group, vocabulary.Window(name)!) is { } stable)
                stability.Add(stable);
            else
                return new Verdict.Undecided(
                    name,
                    $"the window is not stable under {vocabulary.Group.Name}, so that the values depend on h"
                );
        }
        chain.Rewrite(
            Rules.Reindexing,
            WordRewriting.Substitute(start, images),
            stability.ToEqArray()
        );
        return chain.Replace(body) is { } stuck
            ? stuck
            : new Verdict.Proved(
                chain.Conclude(Rules.RightShift, new Claim.OnLattice(formula, vocabulary), body)
            );
    }

    /// <summary>H ▹ S = S by the stabilizer of the points; null when it fails.</summary>
    public static Derivation? StableWindow(PointGroup group, DeclaredWindow window) =>
        window.Points.Stabilizer(group).Count == group.Order
            ? new(Rules.StableWindow, new Claim.StableWindow(group, window), [])
            : null;
}
