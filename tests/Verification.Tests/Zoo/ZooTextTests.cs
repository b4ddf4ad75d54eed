using AgeFormal.Operators.Language;
using AgeFormal.Verification.Zoo;

namespace AgeFormal.Verification.Tests.Zoo;

public sealed class ZooTextTests
{
    private static IEnumerable<ZooEntry> Entries => DesignZoo.All;

    [Test]
    public void The_zoo_has_all_three_kinds_of_verdict()
    {
        var counts = Entries.CountBy(entry =>
            entry.Known.Match(equivariant: _ => 0, equivariantWhen: _ => 1, broken: _ => 2)
        );
        TestContext.Out.WriteLine(
            string.Join(
                ", ",
                Entries
                    .CountBy(entry => entry.Family)
                    .Select(pair => $"{pair.Key} {pair.Value}")
                    .Append($"together {DesignZoo.All.Count}")
            )
        );
        Assert.That(DesignZoo.All, Has.Count.GreaterThanOrEqualTo(64));
        Assert.That(counts.Select(pair => pair.Key), Is.EquivalentTo([0, 1, 2]));
    }

    [Test]
    public void Names_are_unique() =>
        Assert.That(Entries.Select(entry => entry.Name.ToLowerInvariant()), Is.Unique);

    [Test]
    public void No_two_designs_say_the_same() =>
        Assert.That(
            Entries.Select(entry =>
                entry.Design with
                {
                    Name = "",
                    Description = null,
                    Source = null,
                }
            ),
            Is.Unique
        );

    [Test]
    public void Every_design_says_what_it_is_and_where_it_comes_from() =>
        Assert.That(
            Entries.Where(entry =>
                string.IsNullOrWhiteSpace(entry.Design.Source)
                || string.IsNullOrWhiteSpace(entry.Design.Description)
            ),
            Is.Empty
        );

    [TestCaseSource(nameof(Entries))]
    public void Printing_and_parsing_gives_the_same_design(ZooEntry entry)
    {
        Assert.That(
            DesignParser.Parse(DesignText.Render(entry.Design), "text"),
            Is.EqualTo(entry.Design)
        );
        Assert.That(
            DesignParser.Parse(DesignText.RenderAscii(entry.Design), "ascii"),
            Is.EqualTo(entry.Design)
        );
    }

    [TestCaseSource(nameof(Entries))]
    public void A_design_is_found_by_its_name(ZooEntry entry)
    {
        Assert.That(DesignZoo.Parse(entry.Name.ToUpperInvariant()), Is.EqualTo(entry));
        Assert.That(DesignParser.Parse(entry.Text, entry.Name), Is.EqualTo(entry.Design));
    }

    [Test]
    public void An_unknown_name_is_refused() =>
        Assert.That(
            () => DesignZoo.Parse("group-convolutions"),
            Throws.TypeOf<UnknownDesignException>().With.Message.Contains("'group-convolutions'")
        );

    [Test]
    public void A_condition_is_declared_in_the_design() =>
        Assert.Multiple(() =>
        {
            foreach (var entry in Entries)
                if (entry.Known is KnownVerdict.EquivariantWhen { Conditions: var conditions })
                    foreach (var condition in conditions)
                        Assert.That(IsDeclared(condition, entry.Design), $"{entry}: {condition}");
        });

    private static bool IsDeclared(Condition condition, Design design) =>
        condition.Match(
            abelian: _ => design.Group is GroupCondition.Abelian,
            stable: window => design.Windows.Single(of => of.Name == window.Window).Stable,
            isotropic: parameter =>
                design.Parameters.Single(of => of.Name == parameter.Parameter).Isotropic,
            named: group =>
                design.Group is GroupCondition.Named named && named.Symbol == group.Group.Symbol
        );
}
