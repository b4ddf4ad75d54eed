using System.Text.RegularExpressions;
using AgeFormal.Laws;

namespace AgeFormal.Mutations.Tests;

/// <summary>The list of planted faults fits the sources and the tests, so that it does not go stale unnoticed.</summary>
public sealed partial class MutantListTests
{
    private static IEnumerable<string> Files =>
        Mutants.All.Select(mutant => mutant.File).Distinct().Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void Every_original_stands_once_in_its_source_and_no_two_overlap(string file) =>
        Assert.That(
            () =>
                Planting.Plant(
                    File.ReadAllText(Path.Combine(Repository.Root, file)),
                    "Any",
                    Mutants.All.Where(mutant => mutant.File == file)
                ),
            Throws.Nothing
        );

    [Test]
    public void Every_test_that_must_notice_a_fault_exists()
    {
        var missing = Mutants
            .All.SelectMany(mutant =>
                mutant.Tests.Names.Select(name => (mutant.Tests.Project, name))
            )
            .Distinct()
            .Where(test => !Exists(test.Project, test.name));
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void The_page_on_trust_lists_exactly_the_planted_faults()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "TRUST.md"));
        var rows = page.Split('\n')
            .SkipWhile(line => line != "| fault | kind |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));
        Assert.That(
            rows,
            Is.EqualTo(Mutants.All.Select(mutant => $"| `{mutant.Name}` | {mutant.Kind} |"))
        );
    }

    [Test]
    public void A_test_that_does_not_exist_is_missed()
    {
        Assert.That(Exists("Mutations.Tests", "MutantListTests.Names_are_words_and_distinct"));
        Assert.That(Exists("Mutations.Tests", "MutantListTests.Names_are_words"), Is.False);
        Assert.That(
            Exists("Mutations.Tests", "MutantTests.Names_are_words_and_distinct"),
            Is.False
        );
    }

    [Test]
    public void Names_are_words_and_distinct()
    {
        Assert.That(Mutants.All.Select(mutant => mutant.Name), Is.Unique);
        Assert.That(
            Mutants.All.Select(mutant => mutant.Beside).Where(name => name is not null),
            Is.SubsetOf(Mutants.All.Select(mutant => mutant.Name))
        );
        foreach (var mutant in Mutants.All)
        {
            Assert.That(Name().IsMatch(mutant.Name), mutant.Name);
            Assert.That(mutant.Kind, Is.Not.Empty, mutant.Name);
            Assert.That(mutant.Breaks, Does.EndWith("."), mutant.Name);
            Assert.That(mutant.Replacement, Is.Not.EqualTo(mutant.Original), mutant.Name);
        }
    }

    private static bool Exists(string project, string test)
    {
        var (type, method) = test.Split(' ')[0].Split('.') is [var a, var b] ? (a, b) : ("", "");
        return Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, "tests", project),
                "*.cs",
                SearchOption.AllDirectories
            )
            .Select(File.ReadAllText)
            .Any(text =>
                Regex.IsMatch(text, $@"\bclass {Regex.Escape(type)}\b")
                && Regex.IsMatch(text, $@"\b{Regex.Escape(method)}\(")
            );
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)+$")]
    private static partial Regex Name();
}
