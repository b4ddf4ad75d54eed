using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Proving;

/// <summary>Equations from a formula at displaced arguments, appended one after another, under assumptions.</summary>
internal sealed class EquationChain(
    Vocabulary vocabulary,
    Formula formula,
    Displacement displacement,
    WordTerm start,
    EqArray<Condition> assumptions
)
{
    private readonly WordEquality _words = new(vocabulary, assumptions);
    private readonly List<Derivation> _steps =
    [
        new(Rules.Definition, new Claim.Reading(formula, displacement, start), []),
    ];

    /// <summary>The last term.</summary>
    public WordTerm Current { get; private set; } = start;

    /// <summary>
    /// The chain from Φ[L_ḡ f](ḡ·g…), with the body of Φ at its positions and the letters of its absolute windows.
    /// </summary>
    public static (EquationChain Chain, WordTerm Body, EqArray<GroupLetter> Turned) Shifted(
        Scoped scoped,
        EqArray<Condition> assumptions
    )
    {
        var (body, positions, turned) = WordReading.Of(scoped.Formula);
        var start = WordRewriting.Map(
            WordRewriting.Substitute(body, Moved(positions)),
            signal => signal with { IsTranslated = true },
            word => word
        );
        return (
            new(scoped.Vocabulary, scoped.Formula, Displacement.Left, start, assumptions),
            body,
            turned
        );
    }

    /// <summary>ḡ·v for every position v that the body binds.</summary>
    public void MoveSites(WordTerm body) =>
        Rewrite(
            Rules.LeftInvariance,
            WordRewriting.Substitute(
                Current,
                Moved(
                    WordRewriting
                        .Reductions(body)
                        .Where(reduce => reduce.Over is Domain.Sites)
                        .Select(reduce => reduce.Letter!)
                )
            )
        );

    /// <summary>(L_ḡ f)(s) = f(ḡ⁻¹·s).</summary>
    public void ReadTranslated() =>
        Rewrite(
            Rules.TranslatedSignal,
            WordRewriting.Map(
                Current,
                signal =>
                    new(
                        signal.Channel,
                        GroupWord.Of(WordTerm.Shift).Inverted() * signal.At,
                        IsTranslated: false
                    ),
                word => word
            )
        );

    private static Dictionary<GroupLetter, GroupWord> Moved(IEnumerable<GroupLetter> letters) =>
        letters.ToDictionary(
            letter => letter,
            letter => GroupWord.Of(WordTerm.Shift) * GroupWord.Of(letter)
        );

    public void Rewrite(Rule rule, WordTerm next, EqArray<Derivation> premises = default)
    {
        if (next == Current)
            return;
        _steps.Add(new(rule, new Claim.Equation(vocabulary, Current, next), premises));
        Current = next;
    }

    /// <summary>The words of a term that no law exchanges for those of another.</summary>
    public IEnumerable<GroupWord> MismatchesOf(WordTerm term, WordTerm target) =>
        WordRewriting
            .Words(term)
            .Zip(WordRewriting.Words(target))
            .Where(pair => _words.Find(pair.First, pair.Second.Word) is null)
            .Select(pair => pair.First.Word);

    /// <summary>Replaces words by equal ones; the verdict names the first word that is not equal.</summary>
    public Verdict.Undecided? Replace(WordTerm target)
    {
        var pairs = WordRewriting.Words(Current).Zip(WordRewriting.Words(target)).ToArray();
        var ways = new WordExchange[pairs.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            var (from, to) = pairs[i];
            if (_words.Find(from, to.Word) is not { } way)
                return _words.Stuck(from, to.Word);
            ways[i] = way;
        }
        Read(at => WordEquality.Of(ways[at.Index].Part, at.Word));
        Turn(ways, isAtOrigin: false);
        Turn(ways, isAtOrigin: true);
        Equate(
            WordRewriting.Rewrite(
                Current,
                at => WordEquality.Of(ways[at.Index].Part, pairs[at.Index].Second.Word)
            ),
            ways
        );
        Read(at => pairs[at.Index].Second.Word);
        return null;
    }

    /// <summary>The chain so far, which goes on by itself.</summary>
    public EquationChain Copy()
    {
        var copy = new EquationChain(vocabulary, formula, displacement, Current, assumptions);
        copy.Become(this);
        return copy;
    }

    /// <summary>Goes on where another chain from the same start is.</summary>
    public void Become(EquationChain other)
    {
        var steps = other._steps.ToArray();
        _steps.Clear();
        _steps.AddRange(steps);
        Current = other.Current;
    }

    /// <summary>From the end of steps that begin at a term back to it, each read from right to left, and the conclusion.</summary>
    public Derivation ConcludeFrom(
        IReadOnlyList<TermStep> steps,
        WordTerm end,
        Rule rule,
        Claim claim
    )
    {
        foreach (var step in steps.Reverse())
        {
            if (step.Before == step.After)
                continue;
            var forth = new Derivation(
                step.Rule,
                new Claim.Equation(vocabulary, step.Before, step.After),
                []
            );
            Rewrite(Rules.Symmetry, step.Before, [forth]);
        }
        return Conclude(rule, claim, end);
    }

    public Derivation Conclude(Rule rule, Claim claim, WordTerm end)
    {
        _steps.Add(new(Rules.Definition, new Claim.Reading(formula, Displacement.None, end), []));
        var theorem = new Derivation(rule, claim, _steps.ToEqArray());
        var conditions = Condition.Ordered(
            theorem
                .Steps()
                .Select(step => step.Conclusion)
                .OfType<Claim.Assumed>()
                .Select(assumed => assumed.Condition)
        );
        return conditions.Count == 0
            ? theorem
            : new(Rules.ConditionalTheorem, new Claim.Under(conditions, claim), [theorem]);
    }

    public static Derivation Assume(Condition condition) =>
        new(Rules.Hypothesis, new Claim.Assumed(condition), []);

    // What an atom reads of a word is the same of both: signals on the lattice, then axes of parameters.
    private void Read(Func<WordOccurrence, GroupWord> word)
    {
        Rewrite(
            Rules.SignalOnLattice,
            WordRewriting.Rewrite(
                Current,
                at => at.Atom is WordTerm.Signal && !IsWhole(at) ? word(at) : at.Word
            )
        );
        Rewrite(
            Rules.ParameterAxis,
            WordRewriting.Rewrite(
                Current,
                at => at.Atom is WordTerm.Parameter && !IsWhole(at) ? word(at) : at.Word
            )
        );

        bool IsWhole(WordOccurrence at) => _words.PartOf(at) == WordPart.Whole;
    }

    private void Turn(WordExchange[] ways, bool isAtOrigin)
    {
        var turned = new SortedSet<string>(StringComparer.Ordinal);
        var next = WordRewriting.Rewrite(
            Current,
            at =>
            {
                if (
                    ways[at.Index].Turn is not { IsIdentity: false } turn
                    || ways[at.Index].IsAtOrigin != isAtOrigin
                )
                    return at.Word;
                turned.Add(((WordTerm.Parameter)at.Atom).Name);
                var by = new NormalForm(TranslationSum.Zero, turn).ToWord();
                return (by * at.Word).TranslationOnly();
            }
        );
        if (isAtOrigin)
            Rewrite(Rules.OnePointParameter, next);
        else
            Rewrite(
                Rules.IsotropicParameter,
                next,
                turned.Select(name => Assume(new Condition.Isotropic(name))).ToEqArray()
            );
    }

    private static Derivation Equal(WordExchange way, GroupWord from, GroupWord to)
    {
        if (way.Table is { } group)
            return new(
                Rules.CasesOverH,
                new Claim.SameElementIn(group, from, to),
                [Assume(new Condition.NamedGroup(group))]
            );
        var claim = new Claim.SameElement(from, to);
        return way.Commutes
            ? new(Rules.CommutingPointElements, claim, [Assume(new Condition.AbelianPointGroup())])
            : new(Rules.EqualNormalForms, claim, []);
    }

    private void Equate(WordTerm target, WordExchange[] ways)
    {
        var premises = new List<Derivation>();
        foreach (var (from, to) in WordRewriting.Words(Current).Zip(WordRewriting.Words(target)))
        {
            if (from.Word == to.Word)
                continue;
            var equal = Equal(ways[from.Index], from.Word, to.Word);
            if (!premises.Contains(equal))
                premises.Add(equal);
        }
        Rewrite(Rules.GroupWords, target, premises.ToEqArray());
    }
}
