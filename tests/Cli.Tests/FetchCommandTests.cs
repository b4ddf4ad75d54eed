using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

/// <summary>The command <c>data</c>.</summary>
public sealed class FetchCommandTests
{
    [Test]
    public async Task All_sets_are_listed_with_where_they_come_from()
    {
        var shown = await Session.RunAsync("data");
        Assert.That(shown.ExitCode, Is.Zero, shown.Error);
        foreach (
            var word in (string[])["mnist", "cifar10", "cifar100", "patchcamelyon", "zenodo.org"]
        )
            Assert.That(shown.Output, Does.Contain(word));
        var json = await Session.RunAsync("data", "--json");
        Assert.That(json.Json().GetArrayLength(), Is.EqualTo(4));
    }

    [Test]
    public async Task Without_a_network_the_manual_way_is_named_and_nothing_is_left()
    {
        using var folder = new TemporaryFolder();
        var session = await Session.RunAsync(
            "data",
            "mnist",
            "--to",
            folder.File("mnist"),
            "--mirror",
            "http://127.0.0.1:1"
        );
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(
            session.Error,
            Does.Contain("Without a network: fetch it elsewhere")
                .And.Contains("train-images-idx3-ubyte.gz")
                .And.Contains("f68b3c2dcbeaaa9fbdd348bbdeb94873")
        );
        Assert.That(Directory.GetFiles(folder.File("mnist")), Is.Empty);
    }

    [TestCase("fashion", null, "no data set is called 'fashion'; expected one of mnist")]
    [TestCase("mnist", "ftp://host", "--mirror is 'ftp://host'")]
    public async Task Another_name_or_address_is_refused(
        string name,
        string? mirror,
        string message
    )
    {
        var session = await Session.RunAsync([
            "data",
            name,
            .. mirror is null ? [] : (string[])["--mirror", mirror],
        ]);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(session.Error, Does.Contain(message));
    }
}
