namespace AgeFormal.Cli.Tests;

public sealed class NetworksCommandTests
{
    [TestCase("z2-cnn", "p1", 21_620)]
    [TestCase("p4-cnn", "p4", 24_610)]
    [TestCase("p4m-cnn", "p4m", 26_747)]
    public async Task The_document_lists_each_network_with_its_group_and_parameters(
        string name,
        string group,
        int count
    )
    {
        var session = await Session.RunAsync("networks", "--json");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var network = session
            .Json()
            .EnumerateArray()
            .Single(entry => entry.GetProperty("name").GetString() == name);
        Assert.That(network.GetProperty("group").GetString(), Is.EqualTo(group));
        Assert.That(network.GetProperty("parameters").GetInt32(), Is.EqualTo(count));
        Assert.That(network.GetProperty("input").GetString(), Does.Contain("28×28"));
    }

    [Test]
    public async Task The_table_shows_the_same() =>
        Assert.That(
            (await Session.RunAsync("networks")).Output,
            Does.Contain("p4-cnn").And.Contain("24,610")
        );
}
