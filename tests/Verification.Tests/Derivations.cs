using AgeFormal.Algebra;

namespace AgeFormal.Verification.Tests;

/// <summary>Derivations of proved verdicts, and every way to damage one step of a derivation.</summary>
internal static class Derivations
{
    public static Derivation Proved(Verdict verdict) =>
        verdict is Verdict.Proved proved
            ? proved.Proof
            : throw new AssertionException(verdict.ToString());

    /// <summary>Every derivation that differs from the given one in one step.</summary>
    public static IEnumerable<(string What, Derivation Damaged)> Damage(Derivation derivation)
    {
        var claims = derivation.Steps().Select(step => step.Conclusion).Distinct().ToArray();
        return Everywhere(derivation, step => Damages(step, claims));
    }

    private static IEnumerable<(string, Derivation)> Everywhere(
        Derivation derivation,
        Func<Derivation, IEnumerable<(string, Derivation)>> damages
    )
    {
        foreach (var damage in damages(derivation))
            yield return damage;
        for (var i = 0; i < derivation.Premises.Count; i++)
            foreach (var (what, damaged) in Everywhere(derivation.Premises[i], damages))
                yield return (
                    what,
                    derivation with
                    {
                        Premises = new(derivation.Premises.Items.SetItem(i, damaged)),
                    }
                );
    }

    // Sound by itself.
    private static readonly Derivation Idle = new(
        Rules.EqualNormalForms,
        new Claim.SameElement(
            GroupWord.Of(GroupLetter.Whole("g")) * GroupWord.Of(GroupLetter.Whole("g")).Inverted(),
            GroupWord.One
        ),
        []
    );

    private static IEnumerable<(string, Derivation)> Damages(Derivation step, Claim[] claims)
    {
        foreach (var rule in Rules.All.Append(Rules.AbsolutePosition))
            if (rule != step.Rule)
                yield return ($"'{step}' by '{rule}'", step with { Rule = rule });
        yield return (
            $"'{step}' by a rule of another law",
            step with
            {
                Rule = step.Rule with { Law = "anything" },
            }
        );
        foreach (var claim in claims)
            if (claim != step.Conclusion)
                yield return ($"'{claim}' for '{step}'", step with { Conclusion = claim });
        yield return (
            $"'{step}' with an idle premise",
            step with
            {
                Premises = new(step.Premises.Items.Add(Idle)),
            }
        );
        for (var i = 0; i < step.Premises.Count; i++)
        {
            yield return (
                $"'{step}' without premise {i}",
                step with
                {
                    Premises = new(step.Premises.Items.RemoveAt(i)),
                }
            );
            yield return (
                $"'{step}' with premise {i} twice",
                step with
                {
                    Premises = new(step.Premises.Items.Insert(i, step.Premises[i])),
                }
            );
            for (var j = i + 1; j < step.Premises.Count; j++)
                if (step.Premises[i] != step.Premises[j])
                    yield return (
                        $"'{step}' with premises {i} and {j} swapped",
                        step with
                        {
                            Premises = new(
                                step.Premises.Items.SetItem(i, step.Premises[j])
                                    .SetItem(j, step.Premises[i])
                            ),
                        }
                    );
        }
    }
}
