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
