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
        Formula formula,
        Vocabulary vocabulary,
        EqArray<Condition> assumptions = default,
        CancellationToken cancellation = default
    )
    {
        var (body, positions, turned) = WordReading.Of(formula);
        var shift = GroupWord.Of(WordTerm.Shift);
        Dictionary<GroupLetter, GroupWord> Shifted(IEnumerable<GroupLetter> letters) =>
            letters.ToDictionary(letter => letter, letter => shift * GroupWord.Of(letter));

        var start = WordRewriting.Map(
            WordRewriting.Substitute(body, Shifted(positions)),
            signal => signal with { IsTranslated = true },
            word => word
        );
        var chain = new EquationChain(vocabulary, formula, Displacement.Left, start, assumptions);
        var sites = WordRewriting
            .Reductions(body)
            .Where(reduce => reduce.Over is Domain.Sites)
            .Select(reduce => reduce.Letter!)
            .ToArray();
        chain.Rewrite(Rules.LeftInvariance, WordRewriting.Substitute(start, Shifted(sites)));
        chain.Rewrite(
            Rules.TranslatedSignal,
            WordRewriting.Map(
                chain.Current,
                signal => new(signal.Channel, shift.Inverted() * signal.At, IsTranslated: false),
                word => word
            )
        );
        ShiftReindexing.Apply(chain, body, turned, assumptions, cancellation);
        return chain.Replace(body) is { } stuck
            ? stuck
            : chain.Conclude(Rules.UniformShift, new Claim.Equivariant(formula, vocabulary), body);
    }

    /// <summary>Φ[f](g·κ) = Φ[f](g) for κ ∈ H, under those of the assumptions that the proof uses.</summary>
    public static Verdict OnLattice(
        Formula formula,
        Vocabulary vocabulary,
        EqArray<Condition> assumptions = default
    )
    {
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
            : chain.Conclude(Rules.RightShift, new Claim.OnLattice(formula, vocabulary), body);
    }

    /// <summary>H ▹ S = S by the stabilizer of the points; null when it fails.</summary>
    public static Derivation? StableWindow(PointGroup group, DeclaredWindow window) =>
        window.Points.Stabilizer(group).Count == group.Order
            ? new(Rules.StableWindow, new Claim.StableWindow(group, window), [])
            : null;
}
