using AgeFormal.Algebra;
using AgeFormal.Operators;

namespace AgeFormal.Verification.Checking;

/// <summary>Whether the right side of an equation follows from the left side by a rewriting rule.</summary>
internal static class EquationCheck
{
    private static readonly NormalForm Shift = NormalForm.Of(WordTerm.Shift);
    private static readonly NormalForm Turn = NormalForm.Of(WordTerm.Turn);

    public static string? Of(Rule rule, Claim.Equation claim, EqArray<Claim> premises)
    {
        if (claim.Left == claim.Right)
            return "both sides are one term";
        if (rule == Rules.TranslatedSignal)
            return NoPremises(premises)
                ?? Walk(
                    claim,
                    (a, b) =>
                        a.IsTranslated
                        && !b.IsTranslated
                        && b.At.Normalise() == Shift.Inverse() * a.At.Normalise(),
                    (_, _, a, b) => a == b
                );
        if (rule == Rules.SignalOnLattice)
            return (
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
                );
        if (rule == Rules.ParameterAxis)
            return NoPremises(premises)
                ?? Walk(
                    claim,
                    (a, b) => a == b,
                    (parameter, i, a, b) =>
                        a == b || ReadingOfWords.AgreeOnAxis(claim.Vocabulary, parameter, i, a, b)
                );
        if (rule == Rules.IsotropicParameter)
            return Turned(claim, premises);
        if (rule == Rules.ChangeOfVariable)
            return NoPremises(premises) ?? ChangeOfVariableCheck.Of(claim.Left, claim.Right);
        if (rule == Rules.TurnedWindow)
            return TurnedWindowCheck.Of(claim, premises);
        if (rule == Rules.OnePointWindow)
            return NoPremises(premises) ?? OnePointCheck.Windows(claim);
        if (rule == Rules.OnePointParameter)
            return NoPremises(premises)
                ?? Walk(
                    claim,
                    (a, b) => a == b,
                    (parameter, i, a, b) =>
                        a == b
                        || (
                            OnePointCheck.IsAxisAtOrigin(claim.Vocabulary, parameter, i)
                            && ReadingOfWords.AgreeUpToTurn(claim.Vocabulary, parameter, i, a, b)
                        )
                );
        if (rule == Rules.ExpansionOverH)
            return ExpansionCheck.Of(claim, premises);
        if (rule == Rules.GroupWords)
            return Replacement(claim, premises);
        if (Rules.TermLaws.Contains(rule) || Rules.FunctionLaws.Contains(rule))
            return NoPremises(premises) ?? TermLawCheck.Of(rule, claim.Left, claim.Right);
        if (rule == Rules.Symmetry)
            return
                premises is [Claim.Equation from]
                && from == claim with { Left = claim.Right, Right = claim.Left }
                ? null
                : "the premise is expected to be the equation from right to left";
        if (rule == Rules.LeftInvariance)
            return NoPremises(premises)
                ?? ReindexingCheck.Substitution(
                    claim,
                    (reduce, letter) => reduce.Over is Domain.Sites ? Shift * letter : null
                );
        if (rule == Rules.ReindexingByShift)
            return ReindexingCheck.ByShift(claim, premises);
        if (rule == Rules.Reindexing)
            return Stability(claim, premises)
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
                );
        return $"the rule '{rule.Name}' concludes no equation";
    }

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
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Collect(claim.Left, names);
        return
            names.Count == premises.Count
            && names
                .Zip(premises)
                .All(pair => ReindexingCheck.IsStability(claim.Vocabulary, pair.First, pair.Second))
            ? null
            : "the premises are expected to be the stability of each window";
    }

    private static bool Collect(WordTerm term, SortedSet<string> names) =>
        term.Match(
            number: _ => true,
            signal: _ => true,
            parameter: _ => true,
            pointwise: pointwise => Collect(pointwise.Argument, names),
            sum: sum => sum.Terms.All(part => Collect(part, names)),
            product: product => product.Factors.All(part => Collect(part, names)),
            reduce: reduce =>
            {
                if (reduce.Over is Domain.Window window)
                    names.Add(window.Name);
                return Collect(reduce.Body, names);
            }
        );

    private static string? Walk(
        Claim.Equation claim,
        Func<WordTerm.Signal, WordTerm.Signal, bool> signal,
        Func<WordTerm.Parameter, int, GroupWord, GroupWord, bool> argument
    )
    {
        bool Same(WordTerm a, WordTerm b) =>
            TermPairs.Match(
                left: a,
                right: b,
                signal: signal,
                argument: argument,
                body: (_, x, y) => Same(x, y)
            );
        return Same(claim.Left, claim.Right)
            ? null
            : "the right side is not a rewriting of the left side by this rule";
    }
}
