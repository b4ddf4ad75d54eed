using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

public sealed class NetworksCommandTests
{
    [TestCase("z2-cnn", "p1", 21_620, "1 channel · 28×28")]
    [TestCase("alpha-ch-p4-cnn", "p4", 48_630, "28×28")]
    [TestCase("alphaf-p4m-resnet44-strided", "p4m", 2_693_911, "3 channels · 32×32")]
    [TestCase("p4m-densenet", "p4m", 124_209, "96×96")]
    [TestCase("alpha-Oh-volume", "Oh", 54_411, "17×17×17")]
    public async Task The_document_lists_each_network_with_its_group_and_parameters(
        string name,
        string group,
        int count,
        string input
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
        Assert.That(network.GetProperty("input").GetString(), Does.Contain(input));
    }

    [Test]
    public async Task The_table_shows_the_same() =>
        Assert.That(
            (await Session.RunAsync("networks")).Output,
            Does.Contain("p4-cnn").And.Contain("24,610")
        );

    [Test]
    public async Task Named_networks_are_described_with_their_parts()
    {
        var session = await Session.RunAsync("networks", "alphaf-p6-allcnn-strided", "--json");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var network = session.Json().EnumerateArray().Single();
        Assert.That(network.GetProperty("architecture").GetString(), Is.EqualTo("allcnn"));
        Assert.That(network.GetProperty("attention").GetString(), Is.EqualTo("alphaf"));
        Assert.That(network.GetProperty("exactForm").GetBoolean(), Is.False);
        Assert.That(
            network.GetProperty("input").GetString(),
            Is.EqualTo("p6 trivial · 3 channels · hexagon 33")
        );
    }

    [TestCase("p5-cnn", "no group is called 'p5'")]
    [TestCase("p6-cnn", "Layer 'pooling after bn2': the window")]
    [TestCase("--nonsense", "--nonsense")]
    public async Task What_is_no_network_is_an_error_that_says_why(string name, string words)
    {
        var session = await Session.RunAsync("networks", name);
        Assert.That(session.ExitCode, Is.Not.Zero);
        Assert.That(session.Error, Does.Contain(words));
    }

    [Test]
    public async Task The_document_of_networks_has_a_row_for_each_with_theorem_grid_and_residual()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("NETWORKS.md");
        var session = await Session.RunAsync(
            "networks",
            "alphaf-p4-cnn",
            "D2-volume",
            "--table",
            path
        );
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var text = await File.ReadAllTextAsync(path);
        Assert.That(
            text,
            Does.Match(
                    @"\| `alphaf-p4-cnn` \| 1×28×28 \| 29,462 \| yes \| all 4 \| \S+ ✓ \| \d\.\dE-1\d ✓ \|\n"
                )
                .And.Match(@"\| `D2-volume` \| 1×17×17×17 \| [\d,]+ \| yes \| all 4 \|")
                .And.Match(@"Measured on \d{4}-\d\d-\d\d on the CPU \(.+ threads\)")
        );
    }
}
