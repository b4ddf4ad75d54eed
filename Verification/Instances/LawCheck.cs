using System.Collections.Immutable;
using AgeFormal.Algebra;
using AgeFormal.Operators;
using AgeFormal.Verification.Checking;

namespace AgeFormal.Verification.Instances;

/// <summary>Whether a part of a term follows from another by one law of <see cref="InstanceRules"/>.</summary>
internal static class LawCheck
{
    public static bool Follows(Rule rule, WordTerm left, WordTerm right, Vocabulary vocabulary)
    {
        if (rule == InstanceRules.RingLaws)
            return RingCheck.Same(left, right);
        if (rule == InstanceRules.Renaming)
            return TermsUnder.SameUpToNames(left, right);
        if (rule == Rules.GroupWords)
            return TermsUnder.Nothing.Same(left, right);
        if (rule == Rules.ParameterAxis)
            return ReadPartCheck.Same(vocabulary, left, right);
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
        var isLinear = left.By is Reduction.Sum or Reduction.Mean;
        if (rule == InstanceRules.Additivity)
            return isLinear
                && left.Body is WordTerm.Sum sum
                && right is WordTerm.Sum parts
                && parts.Terms
                    == sum.Terms.Select(part => (WordTerm)(left with { Body = part })).ToEqArray();
        if (rule == InstanceRules.Homogeneity)
            return isLinear && right is WordTerm.Product product && IsFactored(left, product);
        if (rule == InstanceRules.UnusedVariable)
            return !Occurs(left.Body, left.Variable)
                && (
                    left.By != Reduction.Sum || left.Body == new WordTerm.Number(0)
                        ? right == left.Body
                        : left.Over is Domain.Channels channels
                            && right
                                == new WordTerm.Product([
                                    new WordTerm.Number(channels.Count),
                                    left.Body,
                                ])
                );
        if (rule == InstanceRules.UnitSummand)
            return left.By == Reduction.Sum && IsUnitSummand(left, right, vocabulary);
        if (rule == InstanceRules.Exchange)
            return left.Body is WordTerm.Reduce inner
                && (
                    inner.By == left.By
                    || (isLinear && inner.By is (Reduction.Sum or Reduction.Mean))
                )
                && inner.Variable != left.Variable
                && right == inner with { Body = left with { Body = inner.Body } };
        return rule == InstanceRules.ElementsOfTheGroup
            && left.Over is Domain.WholeGroup
            && right is WordTerm.Reduce { Over: Domain.PointElements } turns
            && turns.Body is WordTerm.Reduce { Over: Domain.Translations } moves
            && turns.By == left.By
            && moves.By == left.By
            && turns.Variable != moves.Variable
            && !Occurs(left.Body, turns.Variable)
            && !Occurs(left.Body, moves.Variable)
            && Put(left, NormalForm.Of(moves.Letter!) * NormalForm.Of(turns.Letter!))
                .Same(left.Body, moves.Body);
    }

    private static TermsUnder Put(WordTerm.Reduce binder, NormalForm value) =>
        TermsUnder.Nothing with
        {
            Words = TermsUnder.Nothing.Words.SetItem(binder.Letter!, value),
        };

    private static bool IsFactored(WordTerm.Reduce left, WordTerm.Product right)
    {
        if (
            left.Body is not WordTerm.Product body
            || right.Factors.Items is not [.. var free, WordTerm.Reduce inner]
            || left != inner with { Body = left.Body }
            || free.Any(factor => Occurs(factor, left.Variable))
        )
            return false;
        var kept = inner.Body is WordTerm.Product product ? product.Factors : [inner.Body];
        var missing = body.Factors.ToList();
        return free.Concat(kept).All(missing.Remove) && missing.Count == 0;
    }

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

    private static bool Occurs(WordTerm term, string name)
    {
        bool InWord(GroupWord word) => word.Normalise().Letters.Any(letter => letter.Name == name);
        bool IsIt(Channel channel) => channel == new Channel.Variable(name);
        return term.Match(
            _ => false,
            signal => InWord(signal.At) || IsIt(signal.Channel),
            parameter => parameter.At.Any(InWord) || parameter.Channels.Any(IsIt),
            pointwise => Occurs(pointwise.Argument, name),
            sum => sum.Terms.Any(part => Occurs(part, name)),
            product => product.Factors.Any(part => Occurs(part, name)),
            reduce => Occurs(reduce.Body, name)
        );
    }
}
