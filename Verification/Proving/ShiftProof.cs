using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>
/// Proofs by a chain of equations: displace the arguments, move the displacement through the binders, compare the group
/// words by their normal forms.
/// </summary>
internal static class ShiftProof
{
    /// <summary>Φ[L_ḡ f](ḡ·g…) = Φ[f](g…).</summary>
    public static Verdict Equivariance(Formula formula, Vocabulary vocabulary)
    {
        var (body, positions) = WordReading.Of(formula);
        var shift = GroupWord.Of(WordTerm.Shift);
        Dictionary<GroupLetter, GroupWord> Shifted(IEnumerable<GroupLetter> letters) =>
            letters.ToDictionary(letter => letter, letter => shift * GroupWord.Of(letter));

        var start = WordRewriting.Map(
            WordRewriting.Substitute(body, Shifted(positions)),
            signal => signal with { IsTranslated = true },
            word => word
        );
        var chain = new Chain(vocabulary, formula, Displacement.Left, start);
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
        return chain.Replace(body) is { } stuck
            ? stuck
            : chain.Conclude(Rules.UniformShift, new Claim.Equivariant(formula, vocabulary), body);
    }

    /// <summary>Φ[f](g·κ) = Φ[f](g) for κ ∈ H.</summary>
    public static Verdict OnLattice(Formula formula, Vocabulary vocabulary)
    {
        var (body, positions) = WordReading.Of(formula);
        var turn = GroupWord.Of(WordTerm.Turn);
        var start = WordRewriting.Substitute(
            body,
            positions.ToDictionary(letter => letter, letter => GroupWord.Of(letter) * turn)
        );
        var chain = new Chain(vocabulary, formula, Displacement.Right, start);

        var images = new Dictionary<GroupLetter, GroupWord>();
        var windows = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var reduce in WordRewriting.Reductions(body))
        {
            var moved = reduce.Letter is { } letter ? turn.Inverted() * GroupWord.Of(letter) : null;
            var image = reduce.Over.Match(
                _ => null,
                _ => moved,
                _ => moved! * turn,
                _ => moved,
                window =>
                {
                    windows.Add(window.Name);
                    return moved! * turn;
                },
                _ => null,
                _ => null
            );
            if (image is not null)
                images.Add(reduce.Letter!, image);
        }
        var stability = new List<Derivation>();
        foreach (var name in windows)
        {
            var window = vocabulary.Window(name)!;
            if (StableWindow(vocabulary.Group, window) is not { } stable)
                return new Verdict.Undecided(
                    name,
                    $"the window is not stable under {vocabulary.Group.Name}, so that the values depend on h"
                );
            stability.Add(stable);
        }
        chain.Rewrite(
            Rules.Reindexing,
            WordRewriting.Substitute(start, images),
            stability.ToEqArray()
        );
        var target = body;
        if (vocabulary.InputFibre == Fibre.Trivial)
        {
            static WordTerm Flat(WordTerm term) =>
                WordRewriting.Map(
                    term,
                    signal => signal with { At = signal.At.TranslationOnly() },
                    word => word
                );
            chain.Rewrite(Rules.SignalOnLattice, Flat(chain.Current));
            target = Flat(body);
        }
        if (chain.Replace(target) is { } stuck)
            return stuck;
        chain.Rewrite(Rules.SignalOnLattice, body);
        return chain.Conclude(Rules.RightShift, new Claim.OnLattice(formula, vocabulary), body);
    }

    /// <summary>H ▹ S = S by the stabilizer of the points; null when it fails.</summary>
    public static Derivation? StableWindow(PointGroup group, DeclaredWindow window) =>
        window.Points.Stabilizer(group).Count == group.Order
            ? new(Rules.StableWindow, new Claim.StableWindow(group, window), [])
            : null;

    /// <summary>Equations that are appended one after another.</summary>
    private sealed class Chain(
        Vocabulary vocabulary,
        Formula formula,
        Displacement displacement,
        WordTerm start
    )
    {
        private readonly List<Derivation> _steps =
        [
            new(Rules.Definition, new Claim.Reading(formula, displacement, start), []),
        ];

        public WordTerm Current { get; private set; } = start;

        public void Rewrite(Rule rule, WordTerm next, EqArray<Derivation> premises = default)
        {
            if (next == Current)
                return;
            _steps.Add(new(rule, new Claim.Equation(vocabulary, Current, next), premises));
            Current = next;
        }

        /// <summary>Replaces words by equal ones; the verdict names the first word that is not equal.</summary>
        public Verdict.Undecided? Replace(WordTerm target)
        {
            var premises = new List<Derivation>();
            foreach (
                var (from, to) in WordRewriting.Words(Current).Zip(WordRewriting.Words(target))
            )
            {
                if (from.Word == to.Word)
                    continue;
                var left = from.Word.Normalise();
                var right = to.Word.Normalise();
                if (left != right)
                {
                    var letters = left.Letters.Except(right.Letters).ToArray();
                    var over =
                        letters.Length > 0
                            ? $"{string.Join(", ", letters.Select(letter => letter.Name))} is left over"
                            : "the letters are the same in another order";
                    return new(
                        from.Atom.ToString(),
                        $"{left} and {right} are not equal in every group: {over}"
                    );
                }
                var equal = new Derivation(
                    Rules.EqualNormalForms,
                    new Claim.SameElement(from.Word, to.Word),
                    []
                );
                if (!premises.Contains(equal))
                    premises.Add(equal);
            }
            Rewrite(Rules.GroupWords, target, premises.ToEqArray());
            return null;
        }

        public Verdict Conclude(Rule rule, Claim claim, WordTerm end)
        {
            _steps.Add(
                new(Rules.Definition, new Claim.Reading(formula, Displacement.None, end), [])
            );
            return new Verdict.Proved(new(rule, claim, _steps.ToEqArray()));
        }
    }
}
