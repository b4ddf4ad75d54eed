using System.Text.Json;
using AgeFormal.Algebra;

namespace AgeFormal.Cli.Tests;

public sealed class GroupCommandTests
{
    private static IEnumerable<string> Symbols => PointGroups.All.Select(group => group.Symbol);

    [TestCaseSource(nameof(Symbols))]
    public async Task The_document_of_a_group_holds_its_Cayley_table(string symbol)
    {
        var session = await Session.RunAsync("group", symbol, "--json");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var group = PointGroups.Parse(symbol);
        var table = session.Json().GetProperty("cayleyTable").EnumerateArray().SelectMany(Numbers);
        Assert.That(table, Is.EqualTo(group.Group.Table));
        Assert.That(session.Json().GetProperty("symbol").GetString(), Is.EqualTo(symbol));
    }

    [Test]
    public async Task The_tables_of_p4m_show_elements_classes_subgroups_and_characters()
    {
        var session = await Session.RunAsync("group", "p4m");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        foreach (
            var part in (string[])
                [
                    "p4m = ℤ^2 ⋊ D4, |H| = 8",
                    "generators: r, m",
                    " mr │  mr mr² mr³   m  r³   e   r  r²",
                    "{mr, mr³}",
                    "Subgroups: 10, in 8 classes",
                    "Irreducible real representations",
                    "Σ dim²/e = 8",
                ]
        )
            Assert.That(session.Output, Does.Contain(part));
        Assert.That(
            session.Output,
            Does.Not.Contain("\u001b"),
            "no colour codes outside a terminal"
        );
    }

    [Test]
    public async Task Without_a_symbol_the_catalogue_is_listed()
    {
        var session = await Session.RunAsync("group", "--json");
        var symbols = session
            .Json()
            .EnumerateArray()
            .Select(group => group.GetProperty("symbol").GetString());
        Assert.That(symbols, Is.EqualTo(Symbols));
        Assert.That((await Session.RunAsync("group")).Output, Does.Contain("p31m"));
    }

    [Test]
    public async Task An_unknown_symbol_is_an_error_that_names_it_and_the_known_ones()
    {
        var session = await Session.RunAsync("group", "p5");
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("'p5'").And.Contain("p4m"));
        Assert.That(session.Error, Does.Not.Contain("   at "));
        Assert.That(session.Output, Is.Empty);
        Assert.That(
            (await Session.RunAsync("group", "p5", "--verbose")).Error,
            Does.Contain("   at ")
        );
    }

    private static IEnumerable<int> Numbers(JsonElement row) =>
        row.EnumerateArray().Select(entry => entry.GetInt32());
}
