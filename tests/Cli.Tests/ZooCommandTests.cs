namespace AgeFormal.Cli.Tests;

public sealed class ZooCommandTests
{
    [Test]
    public async Task A_design_of_the_zoo_is_verified_and_compared_with_what_is_known()
    {
        var session = await Session.RunAsync("zoo", "gains-per-h");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(session.Output, Does.Contain("broken").And.Contain("refuted"));
        Assert.That(session.Output, Does.Contain("1 of 1 verdicts are the known ones"));
    }

    [Test]
    public async Task A_family_is_one_row_per_design_as_data_too()
    {
        var session = await Session.RunAsync("zoo", "normalization", "--json");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var document = session.Json();
        Assert.That(document.GetProperty("schema").GetString(), Is.EqualTo("ageformal.zoo/1"));
        var designs = document.GetProperty("designs").EnumerateArray().ToArray();
        Assert.That(
            designs.Select(design => design.GetProperty("name").GetString()),
            Has.Member("batch-normalization").And.Member("layer-normalization")
        );
        Assert.That(
            designs.Select(design => design.GetProperty("verdict").GetString()),
            Has.All.EqualTo("proved")
        );
        Assert.That(
            designs.Select(design => design.GetProperty("agrees").GetBoolean()),
            Has.All.True
        );
    }

    [Test]
    public async Task A_design_of_the_zoo_is_shown_by_verify()
    {
        var proved = await Session.RunAsync("verify", "zoo:squeeze-excitation");
        Assert.That(proved.ExitCode, Is.Zero, proved.Error);
        Assert.That(proved.Output, Does.Contain("proved for every H"));
        var refuted = await Session.RunAsync("verify", "zoo:gains-per-h");
        Assert.That(refuted.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(refuted.Output, Does.Contain("refuted"));
    }

    [TestCase("zoo", "nothing-of-the-kind")]
    [TestCase("verify", "zoo:nothing-of-the-kind")]
    public async Task An_unknown_design_is_named(string command, string argument)
    {
        var session = await Session.RunAsync(command, argument);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("'nothing-of-the-kind'"));
    }
}
