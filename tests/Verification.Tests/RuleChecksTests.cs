using AgeFormal.Verification.Checking;

namespace AgeFormal.Verification.Tests;

/// <summary>Rules and checks correspond, one to one.</summary>
public sealed class RuleChecksTests
{
    [Test]
    public void Every_rule_has_exactly_one_check()
    {
        Assert.That(
            RuleChecks.All.Select(row => row.Rule),
            Is.EquivalentTo(Rules.All).And.Not.Contains(Rules.AbsolutePosition)
        );
        Assert.That(
            LawChecks.All.Select(row => row.Rule),
            Is.EquivalentTo(Rules.TermLaws.Concat(Rules.FunctionLaws))
        );
    }

    [Test]
    public void A_step_by_a_rule_of_another_claim_is_told_which_one_is_expected()
    {
        var unit = new Claim.Relative(new Scope(Formulas.Vocabulary, []), new Operators.Rel.Unit());
        Assert.That(ProofChecker.FindFault(new(Rules.Unit, unit, [])), Is.Null);
        Assert.That(
            ProofChecker.FindFault(new(Rules.Number, unit, []))?.Reason,
            Is.EqualTo("the rule is 'number', expected 'unit'")
        );
        var absolute = unit with { Rel = new Operators.Rel.Absolute(Formulas.G) };
        Assert.That(
            ProofChecker.FindFault(new(Rules.Unit, absolute, []))?.Reason,
            Is.EqualTo($"no rule concludes anything about {absolute.Rel}")
        );
    }
}
