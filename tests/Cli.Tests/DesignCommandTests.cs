using AgeFormal.Laws;

namespace AgeFormal.Cli.Tests;

public sealed class DesignCommandTests
{
    [Test]
    public async Task The_design_of_the_README_is_proved()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        using var folder = new TemporaryFolder();
        var file = folder.File("mine.design");
        await File.WriteAllTextAsync(file, page.Split("```design")[1].Split("```")[0]);
        var session = await Session.RunAsync("verify", file, "--json");
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        var document = session.Json();
        Assert.That(document.GetProperty("verdict").GetString(), Is.EqualTo("proved"));
        Assert.That(
            document
                .GetProperty("models")
                .EnumerateArray()
                .All(model => model.GetProperty("holds").GetBoolean())
        );
    }

    [Test]
    public async Task A_broken_design_is_refuted_with_a_counterexample_and_code_1()
    {
        var session = await Session.RunAsync("verify", Example("gains-per-h"));
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Output, Does.Contain("A[L_ḡ f](g) = 0").And.Contain("refuted"));
        var document = (await Session.RunAsync("verify", Example("gains-per-h"), "--json")).Json();
        Assert.That(
            document.GetProperty("counterexample").GetProperty("format").GetString(),
            Is.EqualTo("ageformal.counterexample")
        );
    }

    [Test]
    public async Task A_condition_is_named_and_is_success_only_where_it_is_declared()
    {
        var declared = await Session.RunAsync("verify", Example("conditional-order-of-h"));
        Assert.That(declared.ExitCode, Is.Zero, declared.Error);
        Assert.That(declared.Output, Does.Contain("H is abelian (declared)"));
        using var folder = new TemporaryFolder();
        var file = folder.File("any.design");
        var text = await File.ReadAllTextAsync(Example("conditional-order-of-h"));
        await File.WriteAllTextAsync(
            file,
            text.Replace("group abelian", "group any", StringComparison.Ordinal)
        );
        var any = await Session.RunAsync("verify", file, "--json");
        Assert.That(any.ExitCode, Is.EqualTo(ExitCodes.Failure));
        var document = any.Json();
        Assert.That(document.GetProperty("verdict").GetString(), Is.EqualTo("refuted"));
        Assert.That(
            document
                .GetProperty("conditional")
                .GetProperty("conditions")[0]
                .GetProperty("text")
                .GetString(),
            Is.EqualTo("H is abelian")
        );
    }

    [Test]
    public async Task A_derivation_is_printed_on_request()
    {
        var session = await Session.RunAsync(
            "verify",
            Example("group-convolution"),
            "--derivations"
        );
        Assert.That(session.ExitCode, Is.Zero, session.Error);
        Assert.That(session.Output.Split('\n').Length, Is.GreaterThan(15));
    }

    [Test]
    public async Task A_mistake_is_reported_with_line_and_column()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("wrong.design");
        await File.WriteAllTextAsync(
            file,
            "design x\ninput f[2] on lattice\noutput 2\nlambda(g; o). f[o](q)\n"
        );
        var session = await Session.RunAsync("verify", file);
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("wrong.design:4:20:").And.Contain("'q'"));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_named()
    {
        var session = await Session.RunAsync("verify", "absent.design");
        Assert.That(session.ExitCode, Is.EqualTo(ExitCodes.Failure));
        Assert.That(session.Error, Does.Contain("absent.design"));
    }

    private static string Example(string name) =>
        Path.Combine(Repository.Root, "docs", "examples", $"{name}.design");
}
