namespace AgeFormal.Cli.Tests;

public sealed class CommandLineTests
{
    [Test]
    public async Task Help_of_the_root_lists_every_command_and_help_of_each_shows_an_example()
    {
        var root = await Session.RunAsync("--help");
        Assert.That(root.ExitCode, Is.Zero);
        foreach (var command in Commands)
        {
            Assert.That(root.Output, Does.Contain($"  {command} "));
            var help = await Session.RunAsync(command, "--help");
            Assert.That(help.ExitCode, Is.Zero);
            Assert.That(help.Output, Does.Contain($"  ageformal {command} "), command);
        }
    }

    [TestCase("grup")]
    [TestCase("group", "p4", "p4m")]
    [TestCase("group", "--colour")]
    public async Task Arguments_that_are_not_understood_are_named_and_end_with_code_2(
        params string[] arguments
    )
    {
        var session = await Session.RunAsync(arguments);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Usage));
        Assert.That(session.Error, Does.Contain(arguments[^1]).And.Contain("--help"));
        Assert.That(session.Output, Is.Empty);
    }

    [TestCase("verify", "vreify", "p4-cnn")]
    [TestCase("--html", "verify", "p4-cnn", "--htlm", "page.html")]
    [TestCase("--data", "evaluate", "p4-cnn", "--dta", "folder")]
    [TestCase("--json", "--jsno")]
    [TestCase("--where", "specialises", "--wher", "x")]
    [TestCase("--table", "networks", "--tabel", "page.md")]
    [TestCase("adam", "train", "p4-cnn", "--data", "x", "--optimizer", "adm")]
    [TestCase("p4m", "group", "p4mm")]
    [TestCase("p4-cnn", "verify", "p4-cnm")]
    [TestCase("squeeze-excitation", "verify", "zoo:sqeeze-excitation")]
    [TestCase("squeeze-excitation", "specialises", "sqeeze-excitation")]
    [TestCase("mnist", "data", "mnst")]
    [TestCase("rotated-mnist", "train", "p4-cnn", "--data", "x", "--recipe", "rotated-mnits")]
    public async Task A_misspelt_word_is_told_with_the_nearest(
        string meant,
        params string[] arguments
    )
    {
        var session = await Session.RunAsync(arguments);
        Assert.That(session.ExitCode, Is.Not.Zero);
        Assert.That(
            session.Error.ToLowerInvariant(),
            Does.Contain($"did you mean '{meant}'?"),
            session.Error
        );
    }

    [Test]
    public async Task What_follows_a_misspelt_option_is_not_judged()
    {
        var session = await Session.RunAsync("verify", "p4-cnn", "--htlm", "page.html");
        Assert.That(session.Error, Does.Not.Contain("page.html"));
    }

    private static readonly string[] Commands =
    [
        "group",
        "networks",
        "compare",
        "verify",
        "evaluate",
        "predict",
        "train",
    ];
}
