using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Checking;

namespace AgeFormal.Verification.Specialisations;

/// <summary>Whether a part of a term follows from another by one law of <see cref="InstanceRules"/>.</summary>
internal static class LawCheck
{
    public static bool Follows(Rule rule, WordTerm left, WordTerm right, Vocabulary vocabulary)
    {
        if (rule == InstanceRules.RingLaws || rule == InstanceRules.Renaming)
            return LawChecks.Of(rule)(left, right);
        if (rule == Rules.GroupWords)
            return TermsUnder.Nothing.Same(left, right);
        if (rule == Rules.ParameterAxis)
            return ReadingOfWords.AgreeOnAxes(vocabulary, left, right);
        if (rule == Rules.ChangeOfVariable)
            return ChangeOfVariableCheck.Of(left, right) is null;
        if (rule == Rules.SignalOnLattice)
            return vocabulary.InputFibre == Fibre.Trivial
                && left is WordTerm.Signal a
                && right is WordTerm.Signal b
                && a == b with { At = a.At }
                && a.At.Normalise().Translation == b.At.Normalise().Translation;
        if (rule == InstanceRules.KnownValue)
            return left is WordTerm.Pointwise pointwise
                && pointwise.Argument == new WordTerm.Number(0)
                && KnownValues.AtZero(pointwise.Function) is { } value
                && right == new WordTerm.Number(value);
        return left is WordTerm.Reduce reduce && OfReduction(rule, reduce, right, vocabulary);
    }

    private static bool OfReduction(
        Rule rule,
        WordTerm.Reduce left,
        WordTerm right,
        Vocabulary vocabulary
    )
    {
        if (rule == InstanceRules.UnitSummand)
            return left.By == Reduction.Sum && IsUnitSummand(left, right, vocabulary);
        if (rule == InstanceRules.UnusedVariable)
            return ReductionLawCheck.UnusedVariable(left, right)
                || ReductionLawCheck.ExtremumOfConstant(left, right);
        if (rule == InstanceRules.Exchange)
            return ReductionLawCheck.Exchange(left, right)
                || ReductionLawCheck.ExchangeOfExtrema(left, right);
        if (rule == InstanceRules.Additivity || rule == InstanceRules.Homogeneity)
            return LawChecks.Of(rule)(left, right);
        return rule == InstanceRules.ElementsOfTheGroup
            && left.Over is Domain.WholeGroup
            && right is WordTerm.Reduce { Over: Domain.PointElements } turns
            && turns.Body is WordTerm.Reduce { Over: Domain.Translations } moves
            && turns.By == left.By
            && moves.By == left.By
            && turns.Variable != moves.Variable
            && !FreeNames.Occurs(left.Body, turns.Variable)
            && !FreeNames.Occurs(left.Body, moves.Variable)
            && Put(left, NormalForm.Of(moves.Letter!) * NormalForm.Of(turns.Letter!))
                .Same(left.Body, moves.Body);
    }

    private static TermsUnder Put(WordTerm.Reduce binder, NormalForm value) =>
        TermsUnder.Nothing with
        {
            Words = TermsUnder.Nothing.Words.SetItem(binder.Letter!, value),
        };

    private static bool IsUnitSummand(WordTerm.Reduce left, WordTerm right, Vocabulary vocabulary)
    {
        var factors = left.Body is WordTerm.Product product ? product.Factors : [left.Body];
        for (var i = 0; i < factors.Count; i++)
        {
            if (Brackets.Value(factors[i], left, vocabulary) is not { } value)
                continue;
            var items = factors.Items.RemoveAt(i);
            WordTerm rest = items switch
            {
                [] => new WordTerm.Number(1),
                [var only] => only,
                _ => new WordTerm.Product(new(items)),
            };
            var under = value.Word is { } word
                ? Put(left, word.Normalise())
                : TermsUnder.Nothing with
                {
                    Channels = ImmutableDictionary<string, Channel>.Empty.SetItem(
                        left.Variable,
                        value.Channel!
                    ),
                };
            if (under.Same(rest, right))
                return true;
        }
        return false;
    }
}
