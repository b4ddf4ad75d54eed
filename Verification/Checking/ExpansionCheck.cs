using System.Collections.Immutable;
using AgeFormal.Algebra;

namespace AgeFormal.Verification.Checking;

/// <summary>
/// Whether both sides of an equation have one text in every case of the linear parts of their free letters, for the group
/// that the first premise names, under the conditions of the others.
/// </summary>
internal static class ExpansionCheck
{
    public static string? Of(Claim.Equation claim, EqArray<Claim> premises)
    {
        var granted = premises
            .OfType<Claim.Assumed>()
            .Select(assumed => assumed.Condition)
            .ToEqArray();
        var group = claim.Vocabulary.Group;
        if (
            granted.Count != premises.Count
            || !granted.Contains(new Condition.NamedGroup(group))
            || granted.Distinct().Count() < granted.Count
            || granted.Any(condition => !MayHold(condition, group))
        )
            return $"the premises are expected to be that H is {group.Name} ({group.Symbol}), the stability of open windows and the isotropy of parameters";
        var (left, right) = (CaseLetters.Of(claim.Left), CaseLetters.Of(claim.Right));
        if (left.IsTranslated || right.IsTranslated)
            return "a translated signal is not written out";
        GroupLetter[] free = [.. left.Free.Union(right.Free)];
        var zero = CaseVector.Zero(
            group.Dimension,
            free.Length + Math.Max(left.Depth, right.Depth)
        );
        var form = new CaseForm(claim.Vocabulary, granted, zero);
        foreach (var linear in Cases(free, group.Order))
        {
            var known = new CaseForm.Known(
                free.Select(
                        (letter, i) =>
                            KeyValuePair.Create(
                                letter,
                                (
                                    letter.Sort == LetterSort.Linear ? zero : zero.Symbol(i),
                                    linear[i]
                                )
                            )
                    )
                    .ToImmutableDictionary(),
                ImmutableDictionary<string, string>.Empty,
                free.Length
            );
            var (one, other) = (form.Of(claim.Left, known), form.Of(claim.Right, known));
            if (form.IsSpent)
                return $"the cases of {group.Symbol} take more than {CaseForm.MostSteps} steps";
            if (one != other)
                return $"in {group.Symbol} the sides differ for {string.Join(", ", free.Select((letter, i) => $"π_H({letter}) = {group.Group.ElementNames[linear[i]]}"))}";
        }
        return null;
    }

    private static bool MayHold(Condition condition, PointGroup group) =>
        condition.Match(
            abelian: _ => false,
            stable: _ => true,
            isotropic: _ => true,
            named: named => named.Group == group
        );

    private static IEnumerable<int[]> Cases(GroupLetter[] free, int order)
    {
        var turning = Enumerable
            .Range(0, free.Length)
            .Where(i => free[i].Sort != LetterSort.Translation)
            .ToArray();
        var count = (long)Math.Pow(order, turning.Length);
        for (var number = 0L; number < count; number++)
        {
            var linear = new int[free.Length];
            var rest = number;
            foreach (var i in turning)
            {
                linear[i] = (int)(rest % order);
                rest /= order;
            }
            yield return linear;
        }
    }
}
