namespace AgeFormal.Algebra.Tests.Mutations;

/// <summary>Each mutant of a rule of the word normaliser breaks a law.</summary>
public sealed class WordRuleMutationTests
{
    [Test]
    public void The_rules_themselves_break_no_law() =>
        Assert.That(WordRuleBattery.Failure(WordRules.Semidirect), Is.Null);

    [Test]
    public void Every_rule_removed_and_every_side_altered_is_noticed()
    {
        var mutants = WordRuleMutants.All.ToArray();
        var survivors = mutants
            .Where(mutant => WordRuleBattery.Failure(mutant.Rules) is null)
            .Select(mutant => $"{mutant.Rule}: {mutant.Name}")
            .ToArray();
        TestContext.Out.WriteLine(
            $"killed {mutants.Length - survivors.Length} of {mutants.Length}"
        );
        Assert.That(survivors, Is.Empty);
    }

    [Test]
    public void Every_rule_has_mutants() =>
        Assert.That(
            typeof(WordRules)
                .GetProperties()
                .Where(property => property.PropertyType.IsSubclassOf(typeof(Delegate)))
                .Select(property => property.Name)
                .Except(WordRuleMutants.All.Select(mutant => mutant.Rule)),
            Is.Empty
        );
}
