using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>Whether the right side of an equation follows from the left side: one check for every rule that concludes one.</summary>
internal static class EquationChecks
{
    private const string NoRewriting =
        "the right side is not a rewriting of the left side by this rule";

    private static readonly NormalForm Shift = NormalForm.Of(WordTerm.Shift);
    private static readonly NormalForm Turn = NormalForm.Of(WordTerm.Turn);

    /// <summary>The rules with their checks.</summary>
    public static EqArray<(
        Rule Rule,
        Func<Claim.Equation, EqArray<Claim>, string?> Check
    )> All { get; } =
    [
        Alone(
            Rules.TranslatedSignal,
            claim =>
                Walk(
                    claim,
                    (a, b) =>
                        a.IsTranslated
                        && !b.IsTranslated
                        && b.At.Normalise() == Shift.Inverse() * a.At.Normalise(),
                    (_, _, a, b) => a == b
                )
        ),
        (
            Rules.SignalOnLattice,
            (claim, premises) =>
                (
                    claim.Vocabulary.InputFibre == Fibre.Trivial
                        ? null
                        : "the signal is not on the lattice"
                )
                ?? NoPremises(premises)
                ?? Walk(
                    claim,
                    (a, b) =>
                        a.IsTranslated == b.IsTranslated
                        && a.At.Normalise().Translation == b.At.Normalise().Translation,
                    (_, _, a, b) => a == b
                )
        ),
        Alone(
            Rules.ParameterAxis,
            claim =>
                ReadingOfWords.AgreeOnAxes(claim.Vocabulary, claim.Left, claim.Right)
                    ? null
                    : NoRewriting
        ),
        (Rules.IsotropicParameter, Turned),
        Alone(Rules.ChangeOfVariable, claim => ChangeOfVariableCheck.Of(claim.Left, claim.Right)),
        (Rules.TurnedWindow, TurnedWindowCheck.Of),
        Alone(Rules.OnePointWindow, OnePointCheck.Windows),
        Alone(
            Rules.OnePointParameter,
            claim =>
                Walk(
                    claim,
                    (a, b) => a == b,
                    (parameter, i, a, b) =>
                        a == b
                        || (
                            OnePointCheck.IsAxisAtOrigin(claim.Vocabulary, parameter, i)
                            && ReadingOfWords.AgreeUpToTurn(claim.Vocabulary, parameter, i, a, b)
                        )
                )
        ),
        (Rules.ExpansionOverH, ExpansionCheck.Of),
        (Rules.GroupWords, Replacement),
        .. LawChecks.All.Select(law =>
            Alone(law.Rule, claim => TermLawCheck.Of(law.Rule, claim.Left, claim.Right))
        ),
        (
            Rules.Symmetry,
            (claim, premises) =>
                premises is [Claim.Equation from]
                && from == claim with { Left = claim.Right, Right = claim.Left }
                    ? null
                    : "the premise is expected to be the equation from right to left"
        ),
        Alone(
            Rules.LeftInvariance,
            claim =>
                ReindexingCheck.Substitution(
                    claim,
                    (reduce, letter) => reduce.Over is Domain.Sites ? Shift * letter : null
                )
        ),
        (Rules.ReindexingByShift, ReindexingCheck.ByShift),
        (
            Rules.Reindexing,
            (claim, premises) =>
                Stability(claim, premises)
                ?? ReindexingCheck.Substitution(
                    claim,
                    (reduce, letter) =>
                        reduce.Over.Match<NormalForm?>(
                            sites: _ => null,
                            wholeGroup: _ => Turn.Inverse() * letter,
                            translations: _ => Turn.Inverse() * letter * Turn,
                            pointElements: _ => Turn.Inverse() * letter,
                            window: _ => Turn.Inverse() * letter * Turn,
                            absoluteWindow: _ => null,
                            channels: _ => null
                        )
                )
        ),
    ];

    // A rule that asks for no premises.
    private static (Rule, Func<Claim.Equation, EqArray<Claim>, string?>) Alone(
        Rule rule,
        Func<Claim.Equation, string?> check
    ) => (rule, (claim, premises) => NoPremises(premises) ?? check(claim));

    /// <summary>Every word that turns belongs to a parameter that a premise says is isotropic, and every premise is used.</summary>
    private static string? Turned(Claim.Equation claim, EqArray<Claim> premises)
    {
        var turned = new SortedSet<string>(StringComparer.Ordinal);
        bool Turns(WordTerm.Parameter parameter, int argument, GroupWord a, GroupWord b)
        {
            if (a == b)
                return true;
            turned.Add(parameter.Name);
            return ReadingOfWords.AgreeUpToTurn(claim.Vocabulary, parameter, argument, a, b);
        }
        return Walk(claim, (a, b) => a == b, Turns)
            ?? (
                turned
                    .Select(name => (Claim)new Claim.Assumed(new Condition.Isotropic(name)))
                    .SequenceEqual(premises)
                    ? null
                    : "the premises are expected to be the isotropy of each parameter that is turned"
            );
    }

    private static string? NoPremises(EqArray<Claim> premises) =>
        premises.Count == 0 ? null : $"there are {premises.Count} premises, expected none";

    /// <summary>Every word that changes is equal by a premise, and every premise is used, in the order of use.</summary>
    private static string? Replacement(Claim.Equation claim, EqArray<Claim> premises)
    {
        var used = new List<Claim>();
        bool Equal(GroupWord a, GroupWord b)
        {
            if (a == b)
                return true;
            Claim needed = new Claim.SameElement(a, b);
            if (!premises.Contains(needed))
                needed = new Claim.SameElementIn(claim.Vocabulary.Group, a, b);
            if (!premises.Contains(needed))
                return false;
            if (!used.Contains(needed))
                used.Add(needed);
            return true;
        }
        return Walk(
                claim,
                (a, b) => a.IsTranslated == b.IsTranslated && Equal(a.At, b.At),
                (_, _, a, b) => Equal(a, b)
            )
            ?? (
                used.SequenceEqual(premises)
                    ? null
                    : "the premises are expected to be the equations of words that are used, in order"
            );
    }

    /// <summary>The windows that are reindexed are stable by the premises, in the order of their names.</summary>
    private static string? Stability(Claim.Equation claim, EqArray<Claim> premises)
    {
        var names = new SortedSet<string>(
            FreeNames
                .Binders(claim.Left)
                .Select(reduce => reduce.Over)
                .OfType<Domain.Window>()
                .Select(window => window.Name),
            StringComparer.Ordinal
        );
        return
            names.Count == premises.Count
            && names
                .Zip(premises)
                .All(pair => ReindexingCheck.IsStability(claim.Vocabulary, pair.First, pair.Second))
            ? null
            : "the premises are expected to be the stability of each window";
    }

    private static string? Walk(
        Claim.Equation claim,
        Func<WordTerm.Signal, WordTerm.Signal, bool> signal,
        Func<WordTerm.Parameter, int, GroupWord, GroupWord, bool> argument
    ) =>
        TermPairs.Match(left: claim.Left, right: claim.Right, signal: signal, argument: argument)
            ? null
            : NoRewriting;
}
