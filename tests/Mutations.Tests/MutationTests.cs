using System.Collections.Concurrent;
using AgeFormal.Laws;

[assembly: LevelOfParallelism(2)]

namespace AgeFormal.Mutations.Tests;

/// <summary>Each planted fault makes an assertion of a test fail.</summary>
[Category("Long")]
[Parallelizable(ParallelScope.Children)]
public sealed class MutationTests
{
    private TemporaryFolder _folder = null!;
    private PlantedCopy _copy = null!;
    private readonly ConcurrentDictionary<string, string?> _survivals = new();

    private static IEnumerable<string> Names => Mutants.All.Select(mutant => mutant.Name);

    [OneTimeSetUp]
    public void Build()
    {
        _folder = new();
        _copy = PlantedCopy.Build(Repository.Root, _folder.Path, Mutants.All);
    }

    [OneTimeTearDown]
    public void Count()
    {
        TestContext.Progress.WriteLine(
            $"planted faults caught: {_survivals.Values.Count(survival => survival is null)} of {_survivals.Count}"
        );
        foreach (var (name, survival) in _survivals.Where(one => one.Value is not null))
            TestContext.Progress.WriteLine($"not caught: {name}: {survival}");
        _folder.Dispose();
    }

    [Test]
    public void Without_an_active_fault_the_tests_are_green_and_each_of_them_runs()
    {
        foreach (var tests in Mutants.All.GroupBy(mutant => mutant.Tests.Project))
        {
            string[] names = [.. tests.SelectMany(mutant => mutant.Tests.Names).Distinct()];
            Choice all = new(tests.Key, names);
            var outcome = _copy.Run(all);
            Assert.That(outcome, Is.InstanceOf<Outcome.Green>(), $"{tests.Key}: {Says(outcome)}");
            Assert.That(
                all.Missing(((Outcome.Green)outcome).Tests),
                Is.Empty,
                $"{tests.Key}: tests that did not run"
            );
        }
    }

    [TestCaseSource(nameof(Names))]
    public void A_planted_fault_is_caught(string name)
    {
        var mutant = Mutants.All.Single(one => one.Name == name);
        string[] active = mutant.Beside is null ? [name] : [name, mutant.Beside];
        var outcome =
            mutant.Beside is { } other && _copy.Run(mutant.Tests, other) is not Outcome.Green
                ? new Outcome.NoAnswer($"the tests are not green with '{other}' alone")
                : _copy.Run(mutant.Tests, active);
        _survivals[name] = outcome is Outcome.Caught ? null : $"{mutant.Kind}, {Says(outcome)}";
        Assert.That(outcome, Is.InstanceOf<Outcome.Caught>(), $"{mutant.Breaks}\n{Says(outcome)}");
    }

    private static string Says(Outcome outcome) =>
        outcome.Match(
            green: green => $"{green.Tests.Count} tests passed",
            caught: caught => $"failed: {string.Join(", ", caught.Tests)}",
            onlyThrown: onlyThrown =>
                $"exceptions, no assertion: {string.Join("\n", onlyThrown.Messages)}",
            noAnswer: noAnswer => noAnswer.Reason
        );
}
